import type { Keyring } from '../kernel/keyring.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

type VisitKey = { readonly societyId: number; readonly id: string }

/** What `randomToken(32)` makes: nothing that somebody could have chosen short enough to guess. */
const SHAPE = /^[A-Za-z0-9_-]{43}$/

/**
 * Seals the new secret of a visit to the token of the page whose form was posted (decision 0008). Whoever has the secret
 * from before the rotation and this token posted that form, and may have missed the answer. Null without a token.
 */
export function sealHandover(keyring: Keyring, visit: VisitKey, once: string | undefined, secret: string) {
  return once && SHAPE.test(once) ? keyring.seal('visit-handover', secret, [visit.societyId, visit.id, once]) : null
}

/** The secret that was sealed, for the page that posted; undefined for everybody else. */
export function openHandover(keyring: Keyring, visit: VisitKey, once: string | undefined, sealed: string | null) {
  return once && sealed !== null
    ? keyring.unseal('visit-handover', sealed, [visit.societyId, visit.id, once])
    : undefined
}

/** The newest secret was presented: its answer arrived, and nobody is handed it again. */
export async function endHandover(tx: Tx, visit: VisitKey): Promise<void> {
  sent(
    tx
      .updateTable('visit')
      .set({ handover: null })
      .where('society_id', '=', visit.societyId)
      .where('id', '=', visit.id)
      .where('handover', 'is not', null)
      .execute(),
  )
}

import type { Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Tx } from '../../store/database.ts'
import { newTotpSecret } from './secret.ts'

/**
 * The secret offered to an app in this visit: made once, and the same after a reload or a switch to the app (OTP-32),
 * until it is bound.
 */
export async function pendingSecret(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  visitId: string,
  now: Instant,
): Promise<string> {
  const fresh = newTotpSecret()
  const sealed = keyring.seal('totp-secret', fresh, [societyId, visitId, 'pending'])
  const inserted = await tx
    .insertInto('totp_enrolment')
    .values({ society_id: societyId, visit_id: visitId, secret_sealed: sealed, created_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('visit_id')
    .executeTakeFirst()
  if (inserted) return fresh
  const kept = await tx
    .selectFrom('totp_enrolment')
    .select('secret_sealed')
    .where('society_id', '=', societyId)
    .where('visit_id', '=', visitId)
    .executeTakeFirstOrThrow()
  const secret = keyring.unseal('totp-secret', kept.secret_sealed, [societyId, visitId, 'pending'])
  if (secret === undefined) throw new Error('the key of a pending secret is gone')
  return secret
}

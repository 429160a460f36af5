import type { Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Tx } from '../../store/database.ts'
import { checkTotp, type TotpCheck } from './check-code.ts'
import { openSecret } from './sealed-secret.ts'

/** `gone`: no such living device of this member. */
export type ProvenTotp = TotpCheck | { readonly kind: 'gone' }

/** Checks a code of one device and uses its time step up: of parallel tries with one step, one matches. */
export async function proveTotp(
  tx: Tx,
  keyring: Keyring,
  owner: { societyId: number; accountId: string; deviceId: string },
  typed: string,
  now: Instant,
): Promise<ProvenTotp> {
  const device = await tx
    .selectFrom('totp_device')
    .select(['secret_sealed', 'last_step'])
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('id', '=', owner.deviceId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  const secret = device && openSecret(keyring, { ...owner, id: owner.deviceId }, device.secret_sealed)
  if (!device || secret === undefined) return { kind: 'gone' }
  const checked = checkTotp(secret, typed, now, device.last_step)
  if (checked.kind !== 'match') return checked
  const used = await tx
    .updateTable('totp_device')
    .set({ last_step: checked.step, last_used_at: new Date(now) })
    .where('society_id', '=', owner.societyId)
    .where('id', '=', owner.deviceId)
    .where('last_step', '<', checked.step)
    .returning('id')
    .executeTakeFirst()
  return used ? checked : { kind: 'replayed' }
}

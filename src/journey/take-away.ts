import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import type { Credential } from './facts.ts'

export type Owner = { readonly societyId: number; readonly accountId: string }

/** Takes one credential from its account: a password is gone, everything else stays on record as removed. */
export async function takeAway(
  tx: Tx,
  of: Owner,
  { id, factor }: Pick<Credential, 'id' | 'factor'>,
  now: Instant,
): Promise<void> {
  if (factor === 'password') {
    await tx
      .deleteFrom('password')
      .where('society_id', '=', of.societyId)
      .where('account_id', '=', of.accountId)
      .execute()
    return
  }
  const table = factor === 'totp' ? 'totp_device' : factor === 'passkey' ? 'passkey' : 'mail_method'
  await tx
    .updateTable(table)
    .set({ removed_at: new Date(now) })
    .where('society_id', '=', of.societyId)
    .where('account_id', '=', of.accountId)
    .where('removed_at', 'is', null)
    .$if(factor !== 'mailCode', (query) => query.where('id' as never, '=', id as never))
    .execute()
}

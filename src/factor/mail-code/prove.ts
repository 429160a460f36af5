import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'

/** Notes that a mailed code was used by its owner: the way used last is offered first. */
export async function noteMailCodeUse(
  tx: Tx,
  owner: { societyId: number; accountId: string },
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('mail_method')
    .set({ last_used_at: new Date(now) })
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('removed_at', 'is', null)
    .execute()
}

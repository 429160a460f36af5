import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** The account is open again; links that were made before now freeze nothing. The account is locked by the caller. */
export async function liftFreeze(tx: Tx, of: { societyId: number; accountId: string }, now: Instant): Promise<void> {
  await tx
    .updateTable('account')
    .set({ frozen_at: null, doubted_since: null, restored_at: new Date(now) })
    .where('society_id', '=', of.societyId)
    .where('id', '=', of.accountId)
    .execute()
}

import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/**
 * Paper that somebody else may hold opens nothing any more: codes that were put away since then, and where a letter begins
 * the account anew (`except`) also the lower halves of every other one. The member is shown new paper before the portal.
 */
export async function dropPaper(
  tx: Tx,
  { societyId, accountId }: { readonly societyId: number; readonly accountId: string },
  held: { readonly since: Instant; readonly except: string | null },
  now: Instant,
): Promise<void> {
  const codes = await tx
    .updateTable('recovery_code')
    .set({ replaced_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('replaced_at', 'is', null)
    .where('spent_at', 'is', null)
    .where('kept_at', '>=', new Date(held.since))
    .executeTakeFirst()
  if (held.except !== null)
    await tx
      .updateTable('letter')
      .set({ recovery_spent_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('account_id', '=', accountId)
      .where('id', '<>', held.except)
      .where('recovery_spent_at', 'is', null)
      .execute()
  if (held.except === null && codes.numUpdatedRows === 0n) return
  await tx
    .updateTable('account')
    .set({ recovery_paper_kept_at: null })
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .execute()
}

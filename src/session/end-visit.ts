import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** Why a visit ended; the first reason stays. */
export type VisitEnd =
  | 'signedOut'
  | 'replaced'
  | 'credentialBound'
  | 'signedOutEverywhere'
  | 'expired'
  | 'closed'
  | 'letterCancelled'
  | 'frozen'
  | 'endedElsewhere'

/** Ends the named visits for good; what is ended already stays as it was. */
export async function endVisits(
  tx: Tx,
  visits: { societyId: number; ids: readonly string[] },
  because: VisitEnd,
  now: Instant,
): Promise<void> {
  if (visits.ids.length === 0) return
  await tx
    .updateTable('visit')
    .set({ ended_at: new Date(now), ended_because: because })
    .where('society_id', '=', visits.societyId)
    .where('id', 'in', [...visits.ids])
    .where('ended_at', 'is', null)
    .execute()
}

/** Ends whatever this account still has open, and says how many visits that were. The account is locked by the caller. */
export async function endEveryVisit(
  tx: Tx,
  { societyId, accountId }: { societyId: number; accountId: string },
  because: VisitEnd,
  now: Instant,
): Promise<number> {
  const visits = await tx
    .selectFrom('visit')
    .select('id')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  await endVisits(tx, { societyId, ids: visits.map(({ id }) => id) }, because, now)
  return visits.length
}

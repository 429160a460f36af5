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

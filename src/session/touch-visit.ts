import { type Instant, seconds } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

/** The idle clock is wound up at most this often: a page view need not be a write. */
const RESOLUTION = seconds(30)

/** Notes that the browser was seen, and says since when it is noted; polling must not call it. */
export async function touchVisit(
  tx: Tx,
  visit: { societyId: number; id: string; lastSeenAt: Instant },
  now: Instant,
): Promise<Instant> {
  if (now - visit.lastSeenAt < RESOLUTION) return visit.lastSeenAt
  sent(
    tx
      .updateTable('visit')
      .set({ last_seen_at: new Date(now) })
      .where('society_id', '=', visit.societyId)
      .where('id', '=', visit.id)
      .execute(),
  )
  return now
}

import { hasEnded, signInStage } from '../journey/find-visit.ts'
import { loadSituation } from '../journey/load-facts.ts'
import type { Situation } from '../journey/situation.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'

/** A living visit of the member, as the page shows it. */
export type ListedVisit = {
  readonly id: string
  /** 「Chrome / Windows」; empty where the browser said nothing that we know. */
  readonly browser: string
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  /** The one in which the page is looked at. */
  readonly here: boolean
  /** Somebody got no further than a part of the sign-in. */
  readonly halfSignedIn: boolean
}

/** Nobody has more; a list must not grow without end. */
const MOST = 50

/** Where this member is signed in: this visit first, then the one seen last. */
export async function listVisits(
  tx: Tx,
  society: Society,
  { visit, account }: Situation,
  now: Instant,
): Promise<ListedVisit[]> {
  const rows = await tx
    .selectFrom('visit')
    .select('id')
    .where('society_id', '=', society.id)
    .where('account_id', '=', account.id)
    .where('ended_at', 'is', null)
    .orderBy('last_seen_at', 'desc')
    .limit(MOST)
    .execute()
  const listed: ListedVisit[] = []
  for (const { id } of rows) {
    const situation = await loadSituation(tx, society, id, now)
    if (situation && !hasEnded(situation, society, now)) listed.push(asListed(situation, visit.id))
  }
  return listed.toSorted((one, other) => Number(other.here) - Number(one.here))
}

function asListed(situation: Situation, here: string): ListedVisit {
  const { id, browser, startedAt, lastSeenAt } = situation.visit
  const halfSignedIn = signInStage(situation).kind !== 'done'
  return { id, browser, startedAt, lastSeenAt, here: id === here, halfSignedIn }
}

import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { type Demand, type Facts, PORTAL, type Proof } from './facts.ts'
import { toSituation } from './read-situation.ts'
import type { Situation } from './situation.ts'
import { situationQuery } from './situation-query.ts'

/** Loads a living visit with everything that the decision needs, in one query; undefined when there is none. */
export async function loadSituation(
  tx: Tx,
  society: Society,
  visitId: string,
  now: Instant,
  demand: Demand = PORTAL,
): Promise<Situation | undefined> {
  const visit = sql`(select * from visit where society_id = ${society.id} and id = ${visitId} and ended_at is null
    and epoch = (select epoch from society where id = ${society.id}))`
  const { rows } = await situationQuery(society, visit, now).execute(tx)
  const row = rows[0]
  return row && toSituation(row, society, now, demand)
}

/** The facts as they would be had this member come now and shown this, with the letter or without: a visit that is not there. */
export async function imagineFacts(
  tx: Tx,
  society: Society,
  { accountId, letterId, proofs }: { accountId: string; letterId: string | null; proofs: readonly Proof[] },
  now: Instant,
): Promise<Facts | undefined> {
  const at = new Date(now)
  const visit = sql`(select ${society.id}::integer as society_id, gen_random_uuid() as id, ${accountId}::uuid as account_id,
    '' as secret_digest, null as previous_digest, null as rotated_at, ${at}::timestamptz as started_at,
    ${at}::timestamptz as last_seen_at, '' as browser, null as remembered_until, ${society.epoch}::integer as epoch,
    ${letterId}::uuid as letter_id, ${letterId === null ? null : at}::timestamptz as birth_date_matched_at,
    null::timestamptz as recovering_at, null::text[] as lost)`
  const { rows } = await situationQuery(society, visit, now).execute(tx)
  const row = rows[0]
  return row && { ...toSituation(row, society, now, PORTAL).facts, proofs }
}

/** The facts of somebody who has shown nothing yet. */
export function anonymousFacts(society: Society, now: Instant): Facts {
  const visit = { startedAt: now, knownBrowser: false, birthDateMatchedAt: null, letter: null }
  return { now, policy: society.policy, terms: 0, member: null, proofs: [], visit, recovery: null, demand: PORTAL }
}

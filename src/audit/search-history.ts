import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Database, Tx } from '../store/database.ts'

/** What is looked for; what is left out does not matter. */
export type Wanted = {
  readonly accountId?: string | undefined
  /** Names such as `letter.issued`, or the first word alone for all of its kind. */
  readonly names?: readonly string[] | undefined
  readonly actor?: string | undefined
  /** The name that a person of staff or an operator gave. */
  readonly by?: string | undefined
  /** From this moment on, and before that one. */
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
}

/** An event for somebody who looks into the history. The member is told by 記号, 番号 and 枝番; never by name. */
export type FoundEvent = {
  readonly id: number
  readonly at: Instant
  readonly name: string
  readonly actor: string
  readonly accountId: string | null
  readonly member: string | null
  readonly visitId: string | null
  readonly detail: Readonly<Record<string, string | number | boolean>>
}

const PAGE = 1000

/**
 * The events of a society that fit, oldest first, page by page in transactions of their own: a million of them take no more
 * memory than a thousand. `newest` gives the last so many instead, newest first.
 */
export async function* searchHistory(
  database: Database,
  societyId: number,
  wanted: Wanted,
  newest?: number,
): AsyncGenerator<FoundEvent[]> {
  const span = await database.inSociety(societyId, (tx) => spanOf(tx, societyId, wanted))
  if (!span) return
  let { first, last } = span
  let left = newest ?? Number.POSITIVE_INFINITY
  while (left > 0 && first <= last) {
    const range = { first, last, limit: Math.min(PAGE, left), backwards: newest !== undefined }
    const page = await database.inSociety(societyId, (tx) => readPage(tx, societyId, wanted, range))
    if (page.length > 0) yield page
    if (page.length < range.limit) return
    const end = page.at(-1)?.id ?? 0
    if (newest === undefined) first = end + 1
    else last = end - 1
    left -= page.length
  }
}

/** The ids between which events of that time stand; undefined when there are none. Times are looked up by their block index. */
async function spanOf(tx: Tx, societyId: number, { from, until }: Wanted) {
  // With the sum, the planner does not walk the whole primary key in search of the first one that fits.
  const { rows } = await sql<{ first: number | null; last: number | null }>`
    select min(id + 0) as first, max(id + 0) as last from event
    where society_id = ${societyId} ${timeRange({ from, until })}`.execute(tx)
  const { first, last } = rows[0] ?? {}
  return first == null || last == null ? undefined : { first, last }
}

async function readPage(
  tx: Tx,
  societyId: number,
  wanted: Wanted,
  { first, last, limit, backwards }: { first: number; last: number; limit: number; backwards: boolean },
): Promise<FoundEvent[]> {
  const { accountId, names, actor, by } = wanted
  const { rows } = await sql<Omit<FoundEvent, 'at'> & { at: Date }>`
    select e.id, e.happened_at as at, e.name, e.actor, e.account_id as "accountId", e.visit_id as "visitId", e.detail,
      m.symbol || ',' || m.number || ',' || m.branch as member
    from event e left join member m on m.society_id = e.society_id and m.account_id = e.account_id
    where e.society_id = ${societyId} and e.id >= ${first} and e.id <= ${last} ${timeRange(wanted)}
      ${accountId === undefined ? sql`` : sql`and e.account_id = ${accountId}`}
      ${names === undefined ? sql`` : sql`and (e.name = any(${names}::text[]) or split_part(e.name, '.', 1) = any(${names}::text[]))`}
      ${actor === undefined ? sql`` : sql`and e.actor = ${actor}`}
      ${by === undefined ? sql`` : sql`and e.detail ->> 'by' = ${by}`}
    order by e.id ${backwards ? sql`desc` : sql``} limit ${limit}`.execute(tx)
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

function timeRange({ from, until }: Wanted): RawBuilder<unknown> {
  const begins = from === undefined ? sql`` : sql`and happened_at >= ${new Date(from)}`
  const ends = until === undefined ? sql`` : sql`and happened_at < ${new Date(until)}`
  return sql`${begins} ${ends}`
}

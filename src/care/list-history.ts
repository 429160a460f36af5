import { HIDDEN, type ShownName } from '../audit/shown-events.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

export type HistoryEntry = {
  readonly id: number
  readonly at: Instant
  readonly name: ShownName
  readonly detail: Readonly<Record<string, unknown>>
  /** Of the visit in which it happened; null where there was none. */
  readonly browser: string | null
  readonly here: boolean
}

/** The newest first, at most so many, older than the entry `before`; `more` where there are older ones. */
export async function listHistory(
  tx: Tx,
  of: { readonly societyId: number; readonly accountId: string; readonly visitId: string },
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<{ entries: HistoryEntry[]; more: boolean }> {
  const rows = await tx
    .selectFrom('event')
    .leftJoin('visit', (join) =>
      join.onRef('visit.society_id', '=', 'event.society_id').onRef('visit.id', '=', 'event.visit_id'),
    )
    .select(['event.id', 'event.happened_at', 'event.name', 'event.detail', 'event.visit_id', 'visit.browser'])
    .where('event.society_id', '=', of.societyId)
    .where('event.account_id', '=', of.accountId)
    .where('event.name', 'not in', [...HIDDEN])
    .$if(before !== null, (query) => query.where('event.id', '<', before as number))
    .orderBy('event.id', 'desc')
    .limit(limit + 1)
    .execute()
  const entries = rows.slice(0, limit).map(({ id, happened_at, name, detail, visit_id, browser }): HistoryEntry => {
    const at = happened_at.getTime()
    // Rows are written by `record` alone, which takes no other name.
    return {
      id: Number(id),
      at,
      name: name as ShownName,
      detail: { ...detail },
      browser,
      here: visit_id === of.visitId,
    }
  })
  return { entries, more: rows.length > limit }
}

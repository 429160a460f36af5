import type { Tx } from '../store/database.ts'
import type { StoredBatch } from './chain.ts'
import { digestOf, readRows } from './seal.ts'

/** So many events are read in one go, or one batch. */
const BITE = 10_000
/** Batches in a bite. */
export const MOST_BATCHES = 500

/** The first of these batches, as many as make a bite. */
export function bite(batches: readonly StoredBatch[]): StoredBatch[] {
  let events = 0
  return batches.filter((batch, at) => {
    events += batch.events
    return at === 0 || events <= BITE
  })
}

export type WrongEvents = {
  readonly batch: StoredBatch
  readonly problem: 'eventsMissing' | 'eventsAdded' | 'eventsChanged'
}

/** Whether the events of these batches, which follow each other after `after`, are those that were sealed; else the first that is not. */
export async function checkEvents(
  tx: Tx,
  societyId: number,
  batches: readonly StoredBatch[],
  after: number,
): Promise<WrongEvents | undefined> {
  const expected = batches.reduce((sum, { events }) => sum + events, 0)
  // One more than there should be is enough to know.
  const range = { after, through: batches.at(-1)?.lastId ?? after, limit: expected + 1 }
  const rows = await readRows(tx, societyId, range)
  let from = 0
  for (const batch of batches) {
    let end = from
    while (end < rows.length && (rows[end]?.id ?? 0) <= batch.lastId) end += 1
    const own = rows.slice(from, end)
    if (own.length < batch.events) return { batch, problem: 'eventsMissing' }
    if (own.length > batch.events) return { batch, problem: 'eventsAdded' }
    if (digestOf(own) !== batch.digest) return { batch, problem: 'eventsChanged' }
    from = end
  }
  return undefined
}

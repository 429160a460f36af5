import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database, Tx } from '../store/database.ts'
import { BrokenHistory, lockHead, readBatches, type StoredHead, trustedEnd, writeHead } from './chain.ts'
import { type Batch, digestOf, readRows, type SealedRow, sealBatch, sealHead } from './seal.ts'
import { isSettled, newestEvent, ownTransaction } from './settled.ts'

/** Events in a batch at most: so many are read again to check one. */
const LARGEST_BATCH = 10_000

/**
 * Seals what has been written since the last time, as far as no running transaction can still add to it; the rest next
 * time. Any number of sealers may try at once: each event goes into one batch. Writing an event waits for none of this.
 * Returns the number of events sealed. Throws BrokenHistory rather than build on what was tampered with.
 */
export async function sealHistory(
  database: Database,
  keyring: Keyring,
  societyId: number,
  now: Instant,
): Promise<number> {
  let sealed = 0
  for (let looks = 0; looks < 2; looks += 1) {
    for (;;) {
      const batch = await database.inSociety(societyId, (tx) => nextBatch(tx, keyring, societyId, now))
      if (batch === 0) break
      sealed += batch
    }
    // What came up to here can be sealed at once where nobody is writing.
    if (!(await database.inSociety(societyId, (tx) => mark(tx, keyring, societyId)))) break
  }
  return sealed
}

/** The number of events in the batch that was made; 0 for none. */
async function nextBatch(tx: Tx, keyring: Keyring, societyId: number, now: Instant): Promise<number> {
  const head = await lockHead(tx, societyId)
  if (!head?.mark || (await isSettled(tx, head.mark)) !== true) return 0
  const end = await trustedEnd(tx, keyring, societyId, head)
  const rows = await readRows(tx, societyId, { after: end.lastId, through: head.mark.id, limit: LARGEST_BATCH })
  if (rows.length === 0) return 0
  const batch = batchOf(rows, head.batch + 1, now)
  const seal = sealBatch(keyring, societyId, batch, end.seal)
  await insertBatch(tx, societyId, batch, seal)
  const next = { batch: batch.number, batchSeal: seal, purged: head.purged }
  await writeHead(tx, keyring, societyId, next, batch.lastId >= head.mark.id ? null : head.mark)
  return rows.length
}

/** Notes up to where the next batch may go; false when there is nothing to seal, or an earlier mark still waits. */
async function mark(tx: Tx, keyring: Keyring, societyId: number): Promise<boolean> {
  const newest = await newestEvent(tx, societyId)
  const head = (await lockHead(tx, societyId)) ?? (await begin(tx, keyring, societyId))
  if (head.mark && (await isSettled(tx, head.mark)) === false) return false
  const end = await trustedEnd(tx, keyring, societyId, head)
  if (newest === null || newest <= end.lastId) return false
  const next = { id: newest, xid: await ownTransaction(tx) }
  await writeHead(tx, keyring, societyId, { ...head, batchSeal: end.seal }, next)
  return true
}

/** The first of a society. Where batches are there already, somebody took the end of the chain away. */
async function begin(tx: Tx, keyring: Keyring, societyId: number): Promise<StoredHead> {
  if ((await readBatches(tx, societyId, 0, 1)).length > 0) throw new BrokenHistory(societyId)
  const seal = sealHead(keyring, societyId, { batch: 0, batchSeal: '', purged: 0 })
  await tx
    .insertInto('event_head')
    .values({ society_id: societyId, seal, mark_id: null, mark_xid: null })
    .onConflict((conflict) => conflict.column('society_id').doNothing())
    .execute()
  const head = await lockHead(tx, societyId)
  if (!head) throw new Error('the head that was just written is not there')
  return head
}

function batchOf(rows: readonly SealedRow[], number: number, sealedAt: Instant): Batch {
  const times = rows.map(({ at }) => Math.floor(Number(at) / 1000))
  return {
    number,
    lastId: rows.at(-1)?.id ?? 0,
    events: rows.length,
    firstAt: times.reduce((one, other) => Math.min(one, other)),
    lastAt: times.reduce((one, other) => Math.max(one, other)),
    digest: digestOf(rows),
    sealedAt,
  }
}

async function insertBatch(tx: Tx, societyId: number, batch: Batch, seal: string): Promise<void> {
  await tx
    .insertInto('event_batch')
    .values({
      society_id: societyId,
      number: batch.number,
      last_id: batch.lastId,
      events: batch.events,
      first_at: new Date(batch.firstAt),
      last_at: new Date(batch.lastAt),
      digest: batch.digest,
      sealed_at: new Date(batch.sealedAt),
      seal,
    })
    .execute()
}

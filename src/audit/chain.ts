import type { Keyring } from '../kernel/keyring.ts'
import type { Tx } from '../store/database.ts'
import { type Batch, BEFORE_ALL, type Head, isSealOfHead, sealHead } from './seal.ts'

/** A batch as it stands in the table, with its seal. */
export type StoredBatch = Batch & { readonly seal: string }

/** The end of the chain as it stands in the table. `mark` says up to where the next batch may go, and when. */
export type StoredHead = {
  readonly batch: number
  readonly purged: number
  readonly seal: string
  readonly mark: { readonly id: number; readonly xid: string } | null
}

/** The chain that the sealer or the purger would continue is not what was sealed: only a person may decide what now. */
export class BrokenHistory extends Error {
  constructor(societyId: number) {
    super(`the history of society ${societyId} is not as it was sealed: see \`genkan audit verify\``)
  }
}

/** Takes the end of a society's chain for this transaction, so that one sealer or purger works at a time. */
export async function lockHead(tx: Tx, societyId: number): Promise<StoredHead | undefined> {
  const row = await tx
    .selectFrom('event_head')
    .select(['batch', 'purged', 'seal', 'mark_id', 'mark_xid'])
    .where('society_id', '=', societyId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return undefined
  const { batch, purged, seal, mark_id: id, mark_xid: xid } = row
  return { batch, purged, seal, mark: id === null || xid === null ? null : { id, xid } }
}

/** Up to `limit` batches after the one of this number. */
export async function readBatches(tx: Tx, societyId: number, after: number, limit: number): Promise<StoredBatch[]> {
  const rows = await tx
    .selectFrom('event_batch')
    .selectAll()
    .where('society_id', '=', societyId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    lastId: row.last_id,
    events: row.events,
    firstAt: row.first_at.getTime(),
    lastAt: row.last_at.getTime(),
    digest: row.digest,
    sealedAt: row.sealed_at.getTime(),
    seal: row.seal,
  }))
}

/** The last id and the seal of a batch, or of nothing; undefined when the batch is not there. */
export async function endOf(
  tx: Tx,
  societyId: number,
  number: number,
): Promise<{ lastId: number; seal: string } | undefined> {
  if (number === 0) return { lastId: BEFORE_ALL, seal: '' }
  const [batch] = await readBatches(tx, societyId, number - 1, 1)
  return batch?.number === number ? batch : undefined
}

/** The end of the chain where it is whole. Throws where it is not: nothing is built on a broken chain. */
export async function trustedEnd(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  head: StoredHead,
): Promise<{ lastId: number; seal: string }> {
  const end = await endOf(tx, societyId, head.batch)
  const sealed = end && { batch: head.batch, batchSeal: end.seal, purged: head.purged }
  const [more] = await readBatches(tx, societyId, head.batch, 1)
  if (!sealed || more || !isSealOfHead(head.seal, keyring, societyId, sealed)) throw new BrokenHistory(societyId)
  return end
}

/** Moves the end of the chain on. */
export async function writeHead(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  head: Head,
  mark: StoredHead['mark'],
): Promise<void> {
  const { batch, purged } = head
  await tx
    .updateTable('event_head')
    .set({
      batch,
      purged,
      seal: sealHead(keyring, societyId, head),
      mark_id: mark?.id ?? null,
      mark_xid: mark?.xid ?? null,
    })
    .where('society_id', '=', societyId)
    .execute()
}

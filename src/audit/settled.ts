import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'
import type { StoredHead } from './chain.ts'

type Mark = NonNullable<StoredHead['mark']>

/**
 * The newest event that can be seen. A mark is made of it in two steps: this look comes first, before the transaction has
 * an id of its own, so that every transaction which has taken an event's id up to there has a smaller one.
 */
export async function newestEvent(tx: Tx, societyId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select max(id) as id from event where society_id = ${societyId}`.execute(tx)
  return rows[0]?.id ?? null
}

/** This transaction's own id, which comes after the look above. Transactions before it may still be running. */
export async function ownTransaction(tx: Tx): Promise<string> {
  const { rows } = await sql<{ xid: string }>`select pg_current_xact_id()::text as xid`.execute(tx)
  const [own] = rows
  if (!own) throw new Error('a transaction has an id')
  return own.xid
}

/**
 * Whether every transaction is over that may have taken an id up to the mark. A mark from another server, as after a
 * restore into a new one, may lie in its future: then it is `foreign` and says nothing.
 */
export async function isSettled(tx: Tx, mark: Mark): Promise<boolean | 'foreign'> {
  const { rows } = await sql<{ settled: boolean; foreign: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) > ${mark.xid}::xid8 as settled,
      ${mark.xid}::xid8 > pg_current_xact_id() as foreign`.execute(tx)
  const [found] = rows
  return found?.foreign ? 'foreign' : (found?.settled ?? false)
}

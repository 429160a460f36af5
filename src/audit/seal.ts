import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Tx } from '../store/database.ts'

/** An event as it stands in the table, all of it text: what is sealed must not depend on how a driver reads it. */
export type SealedRow = {
  readonly id: number
  /** Microseconds since 1970. */
  readonly at: string
  readonly name: string
  readonly actor: string
  readonly account: string | null
  readonly visit: string | null
  readonly detail: string
}

/** What a batch says of its events. `lastId` is the last one; the first is whatever comes after the batch before. */
export type Batch = {
  readonly number: number
  readonly lastId: number
  readonly events: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly digest: string
  readonly sealedAt: Instant
}

/** How far the chain goes: the newest batch and its seal (empty for none), and the newest batch that was purged. */
export type Head = { readonly batch: number; readonly batchSeal: string; readonly purged: number }

/** Before the first event: nothing can stand below. */
export const BEFORE_ALL = Number.MIN_SAFE_INTEGER

/** The events after `after` up to `through`, in the order of their ids, `limit` at most. */
export async function readRows(
  tx: Tx,
  societyId: number,
  range: { after: number; through: number; limit: number },
): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select id, (extract(epoch from happened_at) * 1000000)::bigint::text as at, name, actor, account_id::text as account,
      visit_id::text as visit, detail::text as detail
    from event where society_id = ${societyId} and id > ${range.after} and id <= ${range.through}
    order by id limit ${range.limit}`.execute(tx)
  return rows
}

/** SHA-256 over the rows in their order, hex. */
export function digestOf(rows: readonly SealedRow[]): string {
  const hash = createHash('sha256')
  for (const { id, at, name, actor, account, visit, detail } of rows)
    hash.update(`${JSON.stringify([id, at, name, actor, account, visit, detail])}\n`)
  return hash.digest('hex')
}

/** The seal of a batch; the one before is part of it, so that no batch can be taken out or change its place. */
export function sealBatch(keyring: Keyring, societyId: number, batch: Batch, before: string): string {
  return keyring.mac('audit-batch', ...batchParts(societyId, batch, before))
}

export function isSealOf(
  seal: string,
  keyring: Keyring,
  societyId: number,
  { batch, before }: { batch: Batch; before: string },
): boolean {
  return keyring.matches(seal, 'audit-batch', ...batchParts(societyId, batch, before))
}

export function sealHead(keyring: Keyring, societyId: number, head: Head): string {
  return keyring.mac('audit-head', ...headParts(societyId, head))
}

export function isSealOfHead(seal: string, keyring: Keyring, societyId: number, head: Head): boolean {
  return keyring.matches(seal, 'audit-head', ...headParts(societyId, head))
}

function batchParts(societyId: number, batch: Batch, before: string): string[] {
  const { number, lastId, events, firstAt, lastAt, digest, sealedAt } = batch
  return [societyId, number, lastId, events, firstAt, lastAt, digest, sealedAt, before].map(String)
}

const headParts = (societyId: number, { batch, batchSeal, purged }: Head): string[] =>
  [societyId, batch, batchSeal, purged].map(String)

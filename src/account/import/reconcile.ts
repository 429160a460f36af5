import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { sent } from '../../store/pipeline.ts'
import { compare } from './compare.ts'
import { findOpen } from './digest.ts'
import { type Judged, judge, type MemberChange, type ReadMember } from './judge.ts'
import type { Problem } from './member-row.ts'
import { type Packed, pack } from './pack.ts'
import type { Rehearsal } from './rehearsal.ts'
import { forgetDigests, lockAccounts, replaceAddresses, writeChanges, writeKeptIds } from './write-changes.ts'
import { type OwnedRow, writeNew } from './write-new.ts'

export type Reconciled = {
  readonly changes: readonly MemberChange[]
  readonly problems: readonly { readonly line: number; readonly problems: readonly Problem[] }[]
  readonly mailKept: number
}

/**
 * People of a file, and the same once more as they travel: whole, or as digests that tell who has something new to say. `allNew`: most
 * likely nobody of them is there yet, and any may be founded: no transfer, no user ID twice.
 */
export type PackedMembers = { readonly members: readonly ReadMember[] } & (
  | { readonly packed: Packed; readonly digests?: never; readonly allNew?: boolean }
  | { readonly packed?: never; readonly digests: RawBuilder<unknown> }
)

type Whole = Extract<PackedMembers, { readonly packed: Packed }>
type Options = {
  readonly at: Instant
  /** Compares also rows that say what they said at the last import. */
  readonly everything?: boolean | undefined
  readonly rehearsal?: Rehearsal | undefined
  readonly onChange?: OnChange | undefined
}

/** In the same transaction as the changes: the place for audit events. */
export type OnChange = (tx: Tx, changes: readonly MemberChange[]) => Promise<void>

/**
 * Brings accounts in line with rows, all or none, inside the caller's transaction. Idempotent by (society, symbol, number,
 * branch); a key that now has another birth date is another person: never merged, a problem for staff. No key, present or former,
 * may occur twice in a batch. A row that says what it said at the last import is left alone, whatever staff corrected since. Imports of one society take turns, transaction by transaction. With a `rehearsal` nothing is written.
 */
export async function reconcile(
  tx: Tx,
  societyId: number,
  batch: PackedMembers,
  options: Options,
): Promise<Reconciled> {
  takeTurn(tx, societyId)
  const mayFound = batch.packed && batch.allNew && !options.rehearsal
  return mayFound ? foundMany(tx, societyId, batch, options) : compareAll(tx, societyId, batch, options)
}

/** Founds whoever is new without a question before it; only the others are compared. */
async function foundMany(tx: Tx, societyId: number, { members, packed }: Whole, options: Options): Promise<Reconciled> {
  const owned = members.map(({ row }) => ({ accountId: randomUUIDv7(), row }))
  const undone = new Set(await writeNew(tx, societyId, { owned, packed }, options.at))
  forgetDigests(tx, societyId, [...undone])
  const changes: MemberChange[] = []
  const others: ReadMember[] = []
  members.forEach((member, index) => {
    const accountId = owned[index]?.accountId ?? ''
    if (undone.has(accountId)) others.push(member)
    else changes.push({ line: member.line, accountId, kind: 'new', fields: [] })
  })
  if (changes.length > 0) await options.onChange?.(tx, changes)
  if (others.length === 0) return { changes, problems: [], mailKept: 0 }
  const rest = await compareAll(tx, societyId, { members: others, packed: pack(others.map(({ row }) => row)) }, options)
  return { ...rest, changes: [...changes, ...rest.changes] }
}

async function compareAll(tx: Tx, societyId: number, batch: PackedMembers, options: Options): Promise<Reconciled> {
  const { rehearsal, everything: anyhow = false } = options
  const gone = rehearsal?.goneFrom(batch.members.map(({ row }) => row)) ?? []
  const members = gone.length > 0 ? batch.members : await openRows(tx, societyId, batch)
  if (members.length === 0) return { changes: [], problems: [], mailKept: 0 }
  const packed = batch.packed ?? pack(members.map(({ row }) => row))
  const differences = await compare(tx, societyId, packed, { gone, anyhow })
  const { writes, problems, mailKept } = judge(members, differences, rehearsal?.claimId)
  const changes = writes.map(({ change }) => change)
  rehearsal?.note(writes)
  if (rehearsal || changes.length === 0) return { changes, problems, mailKept }
  const late = await write(tx, societyId, { members, packed, writes }, options.at)
  await options.onChange?.(tx, changes)
  return { changes, problems: [...problems, ...lateProblems(changes, late)], mailKept }
}

/**
 * Queues behind another import of this society. Plans are kept from the first batch on, when the tables may have been empty, those
 * of the foreign keys too: none may read a table from end to end, or keep rows that are asked for once.
 */
function takeTurn(tx: Tx, societyId: number): void {
  const turn = sql`select pg_advisory_xact_lock(hashtext('genkan.import'), ${societyId}),
    set_config('enable_seqscan', 'off', true), set_config('enable_memoize', 'off', true), set_config('jit', 'off', true)`
  sent(turn.execute(tx))
}

async function openRows(
  tx: Tx,
  societyId: number,
  { members, digests }: PackedMembers,
): Promise<readonly ReadMember[]> {
  if (!digests) return members
  const open = new Set(await findOpen(tx, societyId, digests))
  return members.filter((_, index) => open.has(index))
}

/** Returns the accounts whose kept ID was taken between the comparison and now. */
async function write(
  tx: Tx,
  societyId: number,
  { members, packed, writes }: { members: readonly ReadMember[]; packed: Packed; writes: readonly Judged[] },
  at: Instant,
): Promise<ReadonlySet<string>> {
  const found = writes.filter(({ change }) => change.kind === 'new').map(owned)
  const known = writes.filter(({ change }) => change.kind !== 'new')
  const wanted = (kind: 'mail' | 'keptUserId') => known.filter(({ difference }) => difference.has(kind)).map(owned)
  const knownIds = known.map(({ change }) => change.accountId)
  lockAccounts(tx, societyId, knownIds)
  const foundPacked = found.length === members.length ? packed : pack(found.map(({ row }) => row))
  const lateNew = await writeNew(tx, societyId, { owned: found, packed: foundPacked }, at)
  writeChanges(tx, societyId, known.map(owned))
  replaceAddresses(tx, societyId, wanted('mail'), at)
  const late = [...lateNew, ...(await writeKeptIds(tx, societyId, wanted('keptUserId')))]
  forgetDigests(tx, societyId, late)
  return new Set(late)
}

function owned({ change, row }: Judged): OwnedRow {
  return { accountId: change.accountId, row }
}

function lateProblems(changes: readonly MemberChange[], late: ReadonlySet<string>) {
  const taken: Problem = { reason: 'userIdTaken', column: 'keptUserId' }
  return changes.filter(({ accountId }) => late.has(accountId)).map(({ line }) => ({ line, problems: [taken] }))
}

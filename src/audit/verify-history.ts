import { sql } from 'kysely'
import { hours, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database, Tx } from '../store/database.ts'
import { lockHead, readBatches, type StoredBatch, type StoredHead } from './chain.ts'
import { bite, checkEvents, MOST_BATCHES } from './check-events.ts'
import { BEFORE_ALL, isSealOf, isSealOfHead } from './seal.ts'

/** Sealing runs every few minutes; events that wait for so long mean that it does not run. */
const LATE_AFTER = hours(1)

/** What is wrong with a history. */
export type HistoryProblem =
  /** The checkpoint is not there, although later ones are, or the end of the chain says that it was. */
  | 'batchMissing'
  /** The checkpoint is not what was sealed, or none of our keys sealed it. */
  | 'batchChanged'
  | 'eventsMissing'
  | 'eventsAdded'
  /** As many events as were sealed, but not those: one was changed, or two changed their places. */
  | 'eventsChanged'
  /** Events stand where all were purged. */
  | 'purgedReturned'
  /** The end of the chain is gone or not what was sealed: newer batches may be missing. */
  | 'headMissing'
  | 'headChanged'
  /** There is another batch now than the one that was noted outside of the database. */
  | 'notAsNoted'
  /** Events have been waiting for their seal for more than an hour. */
  | 'late'

export type Broken = {
  readonly problem: HistoryProblem
  /** The first batch that is broken; null where it is no batch. */
  readonly batch: number | null
  /** When the events of the batch happened, where its checkpoint still says so. */
  readonly from: Instant | null
  readonly to: Instant | null
}

/** A batch that somebody noted outside of the database: the only thing that shows when all of it was set back. */
export type Noted = { readonly batch: number; readonly seal: string }

export type Verified = {
  /** Events that were read. */
  readonly events: number
  /** The newest batch whose events are purged, 0 for none. */
  readonly purged: number
  /** The newest batch, to be noted elsewhere; null while nothing is sealed, and for a broken history. */
  readonly newest: Noted | null
  /** When the first batch was sealed. */
  readonly since: Instant | null
  readonly unsealed: number
  /** Undefined when everything is as it was sealed. */
  readonly broken: Broken | undefined
}

/** How far the reading has come: the newest batch that was found whole, and what stands after it. */
type Walk = { number: number; lastId: number; seal: string; events: number; since: Instant | null }
type Step = { readonly broken: Broken | undefined; readonly purged: number; readonly unsealed: number }

/**
 * Reads the history of a society from its first batch on and compares it with its seals, a few batches in a transaction,
 * so that sealing and purging go on meanwhile. Stops at the first thing that is wrong.
 */
export async function verifyHistory(
  database: Database,
  keyring: Keyring,
  societyId: number,
  given: { now: Instant; noted?: Noted | undefined },
): Promise<Verified> {
  const walk: Walk = { number: 0, lastId: BEFORE_ALL, seal: '', events: 0, since: null }
  for (;;) {
    const step = await database.inSociety(societyId, async (tx): Promise<Step & { more: boolean }> => {
      const head = await lockHead(tx, societyId)
      const batches = await readBatches(tx, societyId, walk.number, MOST_BATCHES)
      const inChain = bite(batches.filter(({ number }) => number <= (head?.batch ?? 0)))
      if (head && inChain.length > 0) {
        const broken = await checkBatches(tx, keyring, societyId, { batches: inChain, walk, head, noted: given.noted })
        return { broken, purged: head.purged, unsealed: 0, more: true }
      }
      return { ...(await checkEnd(tx, keyring, societyId, { batch: batches[0], walk, head }, given)), more: false }
    })
    if (step.broken || !step.more) return outcome(walk, step)
  }
}

function outcome(walk: Walk, { broken, purged, unsealed }: Step): Verified {
  const { events, since, number: batch, seal } = walk
  const whole = broken === undefined || broken.problem === 'late'
  return { events, since, newest: whole && batch > 0 ? { batch, seal } : null, broken, purged, unsealed }
}

const wrong = (problem: HistoryProblem, batch?: StoredBatch | number): Broken =>
  typeof batch === 'object'
    ? { problem, batch: batch.number, from: batch.firstAt, to: batch.lastAt }
    : { problem, batch: batch ?? null, from: null, to: null }

/** Moves the walk on over all of these, unless one is broken. */
async function checkBatches(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  at: { batches: readonly StoredBatch[]; walk: Walk; head: StoredHead; noted: Noted | undefined },
): Promise<Broken | undefined> {
  const { batches, walk, head, noted } = at
  const living: StoredBatch[] = []
  const { lastId } = walk
  for (const batch of batches) {
    const broken = checkBatch(keyring, societyId, batch, walk, noted)
    // What stands before it comes first.
    if (broken) return (await eventsOf(tx, societyId, living, lastId)) ?? broken
    const isPurged = batch.number <= head.purged
    if (!isPurged) living.push(batch)
    Object.assign(walk, { number: batch.number, lastId: batch.lastId, seal: batch.seal })
    Object.assign(walk, { since: walk.since ?? batch.sealedAt, events: walk.events + (isPurged ? 0 : batch.events) })
    const returned = batch.number === head.purged && (await countEvents(tx, societyId, BEFORE_ALL, batch.lastId)).count
    if (returned) return wrong('purgedReturned', batch)
  }
  return eventsOf(tx, societyId, living, lastId)
}

function checkBatch(
  keyring: Keyring,
  societyId: number,
  batch: StoredBatch,
  walk: Walk,
  noted: Noted | undefined,
): Broken | undefined {
  if (batch.number !== walk.number + 1) return wrong('batchMissing', walk.number + 1)
  if (!isSealOf(batch.seal, keyring, societyId, { batch, before: walk.seal })) return wrong('batchChanged', batch)
  return noted?.batch === batch.number && noted.seal !== batch.seal ? wrong('notAsNoted', batch) : undefined
}

async function eventsOf(
  tx: Tx,
  societyId: number,
  living: readonly StoredBatch[],
  after: number,
): Promise<Broken | undefined> {
  const found = await checkEvents(tx, societyId, living, after)
  return found && wrong(found.problem, found.batch)
}

async function checkEnd(
  tx: Tx,
  keyring: Keyring,
  societyId: number,
  at: { batch: StoredBatch | undefined; walk: Walk; head: StoredHead | undefined },
  { now, noted }: { now: Instant; noted?: Noted | undefined },
): Promise<Step> {
  const { batch, walk, head } = at
  const waiting = await countEvents(tx, societyId, walk.lastId, null)
  const purged = head?.purged ?? 0
  const found = (broken: Broken | undefined) => ({ broken, purged, unsealed: waiting.count })
  if (!head && (batch || noted)) return found(wrong('headMissing'))
  if (head && walk.number < head.batch) return found(wrong('batchMissing', walk.number + 1))
  if (batch) return found(wrong('headChanged', batch))
  const sealed = { batch: walk.number, batchSeal: walk.seal, purged }
  if (head && !isSealOfHead(head.seal, keyring, societyId, sealed)) return found(wrong('headChanged'))
  if (noted && noted.batch > walk.number) return found(wrong('batchMissing', walk.number + 1))
  const late = waiting.oldest !== null && now - waiting.oldest > LATE_AFTER
  return found(late ? { problem: 'late', batch: null, from: waiting.oldest, to: null } : undefined)
}

async function countEvents(tx: Tx, societyId: number, after: number, through: number | null) {
  const { rows } = await sql<{ count: number; oldest: Date | null }>`
    select count(*) as count, min(happened_at) as oldest from event
    where society_id = ${societyId} and id > ${after} and (${through}::bigint is null or id <= ${through}::bigint)`.execute(
    tx,
  )
  return { count: rows[0]?.count ?? 0, oldest: rows[0]?.oldest?.getTime() ?? null }
}

import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database, Tx } from '../store/database.ts'
import { BrokenHistory, endOf, lockHead, readBatches, type StoredBatch, trustedEnd, writeHead } from './chain.ts'
import { bite, checkEvents, MOST_BATCHES } from './check-events.ts'
import { type Actor, record } from './events.ts'

export type Purge = {
  /** Batches go whose last event happened before this. The database itself refuses what was sealed within a year. */
  readonly before: Instant
  readonly now: Instant
  readonly actor: Actor
  /** Who asked for it and why; a node does it without being asked. */
  readonly who?: { readonly by: string; readonly reason: string } | undefined
  readonly dryRun?: boolean
}

export type Purged = { readonly batches: number; readonly events: number; readonly through: number }

/**
 * Deletes the oldest events, whole batches only; the checkpoints stay, so that the rest can be verified as before. What is
 * deleted is verified first: a purge hides no tampering. Each bite is in the history. Throws BrokenHistory.
 */
export async function purgeHistory(
  database: Database,
  keyring: Keyring,
  societyId: number,
  purge: Purge,
): Promise<Purged> {
  let purged: Purged = { batches: 0, events: 0, through: 0 }
  for (;;) {
    const after = purge.dryRun ? purged.through : 0
    const bite = await database.inSociety(societyId, (tx) => nextBite(tx, keyring, societyId, purge, after))
    if (bite.batches === 0) return purged
    purged = { batches: purged.batches + bite.batches, events: purged.events + bite.events, through: bite.through }
  }
}

async function nextBite(tx: Tx, keyring: Keyring, societyId: number, purge: Purge, after: number): Promise<Purged> {
  const head = await lockHead(tx, societyId)
  if (!head) return { batches: 0, events: 0, through: 0 }
  const end = await trustedEnd(tx, keyring, societyId, head)
  const from = Math.max(head.purged, after)
  const due = bite(oldest(await readBatches(tx, societyId, from, MOST_BATCHES), purge.before))
  const events = due.reduce((sum, batch) => sum + batch.events, 0)
  const through = due.at(-1)?.number
  if (through === undefined || purge.dryRun) return { batches: due.length, events, through: through ?? from }
  const start = await endOf(tx, societyId, from)
  if (!start || (await checkEvents(tx, societyId, due, start.lastId))) throw new BrokenHistory(societyId)
  await sql`select purge_events(${through}::integer)`.execute(tx)
  await writeHead(tx, keyring, societyId, { batch: head.batch, batchSeal: end.seal, purged: through }, head.mark)
  const purged = { batches: due.length, events, through }
  const detail = { ...purged, ...purge.who }
  await record(tx, societyId, purge.now, [{ name: 'audit.purged', actor: purge.actor, detail }])
  return purged
}

/** The batches that are old enough, from the front. */
function oldest(batches: readonly StoredBatch[], before: Instant): readonly StoredBatch[] {
  const young = batches.findIndex(({ lastAt }) => lastAt >= before)
  return young < 0 ? batches : batches.slice(0, young)
}

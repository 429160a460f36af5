import { sql } from 'kysely'
import { hours, type Instant, minutes } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Database, Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

/** How many failed tries one network has, in a burst and in the long run. */
export type NetworkLimits = { readonly perMinute: number; readonly perHour: number }

/** A network that a try comes from, as text, and what it has. */
export type Network = { readonly name: string; readonly limits: NetworkLimits }

export type NetworkBudget = { readonly allowed: true } | { readonly allowed: false; readonly until: Instant }

/**
 * Takes one try from every one of these networks before it is looked at, over all societies. Each has two leaking buckets
 * (GCRA): `perMinute` at once, refilled within a minute, and `perHour` likewise. One statement, so that parallel tries
 * cannot exceed it. Rows that say nothing any more are swept out two at a time.
 */
export async function takeFromNetworks(
  database: Database,
  keyring: Keyring,
  networks: readonly Network[],
  now: Instant,
): Promise<NetworkBudget> {
  const rows = sortedRows(keyring, networks)
  return database.acrossSocieties(async (tx) => {
    // A count that is lost with the power is no loss, and nobody waits for the disk while holding a neighbourhood's row.
    sent(sql`set local synchronous_commit = off`.execute(tx))
    const taken = await Promise.all(rows.map((row) => take(tx, row, now)))
    const full = rows.find((_, at) => !taken[at])
    if (!full) {
      sweep(tx, rows, now)
      return { allowed: true as const }
    }
    // What is refused costs nobody anything: one neighbour alone cannot use up the neighbourhood.
    giveBack(
      tx,
      rows.filter((_, at) => taken[at]),
    )
    return { allowed: false as const, until: await freeAgain(tx, full, now) }
  })
}

/** Gives a try back that was no failure: a whole office signs in from one address every morning. */
export async function giveBackToNetworks(
  database: Database,
  keyring: Keyring,
  networks: readonly Network[],
): Promise<void> {
  const rows = sortedRows(keyring, networks)
  await database.acrossSocieties(async (tx) => giveBack(tx, rows))
}

type Row = { readonly key: string; readonly minuteEach: number; readonly hourEach: number }

/** A bucket has room when, with this try in it, it is empty again within its window. */
async function take(tx: Tx, { key, minuteEach, hourEach }: Row, now: Instant): Promise<boolean> {
  const at = new Date(now)
  const { rows } = await sql`
    insert into network_budget as b (network, minute_until, hour_until)
    values (${key}, ${later(at, minuteEach)}, ${later(at, hourEach)})
    on conflict (network) do update set
      minute_until = greatest(b.minute_until, ${at}) + ${interval(minuteEach)},
      hour_until = greatest(b.hour_until, ${at}) + ${interval(hourEach)}
    where greatest(b.minute_until, ${at}) + ${interval(minuteEach)} <= ${new Date(now + minutes(1))}
      and greatest(b.hour_until, ${at}) + ${interval(hourEach)} <= ${new Date(now + hours(1))}
    returning 1`.execute(tx)
  return rows.length > 0
}

function giveBack(tx: Tx, rows: readonly Row[]): void {
  for (const { key, minuteEach, hourEach } of rows)
    sent(
      sql`
      update network_budget set minute_until = minute_until - ${interval(minuteEach)},
        hour_until = hour_until - ${interval(hourEach)} where network = ${key}`.execute(tx),
    )
}

async function freeAgain(tx: Tx, { key, minuteEach, hourEach }: Row, now: Instant): Promise<Instant> {
  const full = await tx
    .selectFrom('network_budget')
    .select(['minute_until', 'hour_until'])
    .where('network', '=', key)
    .executeTakeFirstOrThrow()
  const minute = full.minute_until.getTime() + minuteEach - minutes(1)
  const hour = full.hour_until.getTime() + hourEach - hours(1)
  return Math.max(minute, hour, now + 1000)
}

function sweep(tx: Tx, rows: readonly Row[], now: Instant): void {
  sent(
    sql`
    delete from network_budget where network in (
      select network from network_budget where hour_until < ${new Date(now)}
      and network <> all(${rows.map(({ key }) => key)}) order by hour_until limit 2 for update skip locked)`.execute(
      tx,
    ),
  )
}

/** Always in one order, so that two transactions never wait for each other. What one try costs is in whole milliseconds. */
function sortedRows(keyring: Keyring, networks: readonly Network[]): Row[] {
  return networks
    .map(({ name, limits }) => ({
      key: keyring.mac('network', name),
      minuteEach: Math.floor(minutes(1) / limits.perMinute),
      hourEach: Math.floor(hours(1) / limits.perHour),
    }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
}

const interval = (milliseconds: number) => sql`make_interval(secs => ${milliseconds / 1000}::double precision)`
const later = (at: Date, milliseconds: number) => sql`${at}::timestamptz + ${interval(milliseconds)}`

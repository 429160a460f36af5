import * as v from 'valibot'
import { type Clock, type Instant, seconds, systemClock } from '../kernel/clock.ts'
import type { Database } from '../store/database.ts'
import { hostKey } from './host-key.ts'
import { loadSocieties, type SocietyRow } from './load-societies.ts'
import { type Policy, policySchema } from './policy.ts'

/** A society as one version of its policy describes it. The same object as long as nothing of it changes. */
export type Society = {
  readonly id: number
  readonly name: string
  readonly epoch: number
  readonly policyVersion: number
  readonly policy: Policy
  /** The host of `origin`, with its port where it has one; every other host of the society redirects there. */
  readonly canonicalHost: string
  readonly origin: string
}

export type SocietyDirectory = {
  /** The society of a Host header, compared whole. Throws when its stored policy cannot be read by this version. */
  byHost(host: string | undefined): Promise<Society | undefined>
  /** The society of that name, looked up afresh when it is not known. */
  byName(name: string): Promise<Society | undefined>
  all(): Promise<Society[]>
}

type Entry = { readonly row: SocietyRow; readonly society: () => Society }
type Snapshot = { readonly byHost: ReadonlyMap<string, Entry>; readonly byId: ReadonlyMap<number, Entry> }

/** How long an applied policy or a new host may stay unseen by a node. */
const timeToLive = seconds(2)

/**
 * Finds societies by host or name. All hosts are held at once and read again when they are older than two seconds and
 * somebody asks, so that strangers who send any number of unknown hosts cost no query and no memory.
 */
export function openSocietyDirectory(database: Database, clock: Clock = systemClock): SocietyDirectory {
  let known: Snapshot = { byHost: new Map(), byId: new Map() }
  let loading: Promise<Snapshot> | undefined
  let askedAt: Instant = 0

  function reload(): Promise<Snapshot> {
    askedAt = clock()
    const load = readSnapshot(database, known)
    loading = load
    load.then(
      (snapshot) => {
        known = snapshot
      },
      () => {
        // An answer that never came is not worth keeping: the next request asks again.
        if (loading === load) loading = undefined
      },
    )
    return load
  }

  function current(): Promise<Snapshot> {
    const age = clock() - askedAt
    return loading && age >= 0 && age < timeToLive ? loading : reload()
  }

  return {
    async byHost(host) {
      const key = hostKey(host)
      return key === undefined ? undefined : (await current()).byHost.get(key)?.society()
    },
    async byName(name) {
      return (named(await current(), name) ?? named(await reload(), name))?.society()
    },
    async all() {
      return [...(await current()).byId.values()].map((entry) => entry.society())
    },
  }
}

function named(snapshot: Snapshot, name: string): Entry | undefined {
  return snapshot.byId.values().find((entry) => entry.row.name === name)
}

async function readSnapshot(database: Database, before: Snapshot): Promise<Snapshot> {
  const versions = new Map(before.byId.values().map(({ row }) => [row.id, row.policyVersion]))
  const { societies, hosts } = await loadSocieties(database, versions)
  const byId = new Map(societies.map((row) => [row.id, entryOf(row, before.byId.get(row.id))]))
  const byHost = new Map<string, Entry>()
  for (const { host, societyId } of hosts) {
    const entry = byId.get(societyId)
    if (entry) byHost.set(host, entry)
  }
  return { byHost, byId }
}

function entryOf(row: SocietyRow, before: Entry | undefined): Entry {
  const sameVersion = before?.row.policyVersion === row.policyVersion
  if (before && sameVersion && before.row.epoch === row.epoch) return before
  const stored = row.policy ?? before?.row.policy
  const parsed = v.safeParse(policySchema, stored)
  if (!parsed.success) {
    const [issue] = parsed.issues
    const why = `${v.getDotPath(issue) ?? ''}: ${issue.message}`
    return {
      row: { ...row, policy: stored },
      society() {
        throw new Error(`policy ${row.policyVersion} of ${row.name} does not fit this version of Genkan: ${why}`)
      },
    }
  }
  const society = societyOf(row, parsed.output)
  return { row: { ...row, policy: stored }, society: () => society }
}

function societyOf({ id, name, epoch, policyVersion }: SocietyRow, policy: Policy): Society {
  const { origin } = policy.hosts
  return { id, name, epoch, policyVersion, policy, canonicalHost: new URL(origin).host, origin }
}

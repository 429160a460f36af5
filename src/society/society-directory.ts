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

/** The stored policy of a society does not fit this version of Genkan: it is served by nobody here, all others are. */
export class UnreadablePolicy extends Error {
  readonly society: string

  constructor({ name, policyVersion }: SocietyRow, why: string) {
    super(`policy ${policyVersion} of ${name} does not fit this version of Genkan: ${why}`)
    this.name = 'UnreadablePolicy'
    this.society = name
  }
}

/** A look-up of one society throws `UnreadablePolicy` where there is one and it cannot be served. */
export type SocietyDirectory = {
  /** The society of a Host header, compared whole. */
  byHost(host: string | undefined): Promise<Society | undefined>
  /** The society of that name, looked up afresh when it is not known. */
  byName(name: string): Promise<Society | undefined>
  byId(id: number): Promise<Society | undefined>
  /** Every society that can be served. */
  all(): Promise<Society[]>
  /** Those that cannot, each with the reason. */
  unreadable(): Promise<UnreadablePolicy[]>
}

type Entry = { readonly row: SocietyRow; readonly found: Society | UnreadablePolicy }
type Snapshot = { readonly byHost: ReadonlyMap<string, Entry>; readonly byId: ReadonlyMap<number, Entry> }

/** How long an applied policy or a new host may stay unseen by a node. */
const timeToLive = seconds(2)

/**
 * Finds societies by host or name. All hosts are held at once and read again when they are older than two seconds and
 * somebody asks, so that strangers who send any number of unknown hosts cost no query and no memory. `report` is told
 * once of every policy that cannot be read.
 */
export function openSocietyDirectory(
  database: Database,
  clock: Clock = systemClock,
  report: (problem: UnreadablePolicy) => void = () => undefined,
): SocietyDirectory {
  let known: Snapshot = { byHost: new Map(), byId: new Map() }
  let loading: Promise<Snapshot> | undefined
  let askedAt: Instant = 0

  function reload(): Promise<Snapshot> {
    askedAt = clock()
    const load = readSnapshot(database, known, report)
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
      return key === undefined ? undefined : served((await current()).byHost.get(key))
    },
    async byName(name) {
      return served(named(await current(), name) ?? named(await reload(), name))
    },
    async byId(id) {
      return served((await current()).byId.get(id) ?? (await reload()).byId.get(id))
    },
    async all() {
      return everything(await current()).flatMap((found) => (found instanceof UnreadablePolicy ? [] : [found]))
    },
    async unreadable() {
      return everything(await current()).filter((found) => found instanceof UnreadablePolicy)
    },
  }
}

const everything = (snapshot: Snapshot) => [...snapshot.byId.values().map(({ found }) => found)]

function served(entry: Entry | undefined): Society | undefined {
  if (entry?.found instanceof UnreadablePolicy) throw entry.found
  return entry?.found
}

function named(snapshot: Snapshot, name: string): Entry | undefined {
  return snapshot.byId.values().find((entry) => entry.row.name === name)
}

async function readSnapshot(
  database: Database,
  before: Snapshot,
  report: (problem: UnreadablePolicy) => void,
): Promise<Snapshot> {
  const versions = new Map(before.byId.values().map(({ row }) => [row.id, row.policyVersion]))
  const { societies, hosts } = await loadSocieties(database, versions)
  const byId = new Map(societies.map((row) => [row.id, entryOf(row, before.byId.get(row.id))]))
  for (const { row, found } of byId.values())
    if (found instanceof UnreadablePolicy && before.byId.get(row.id)?.found !== found) report(found)
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
  if (parsed.success) return { row: { ...row, policy: stored }, found: societyOf(row, parsed.output) }
  const [issue] = parsed.issues
  const why = `${v.getDotPath(issue) ?? ''}: ${issue.message}`
  return { row: { ...row, policy: stored }, found: new UnreadablePolicy(row, why) }
}

function societyOf({ id, name, epoch, policyVersion }: SocietyRow, policy: Policy): Society {
  const { origin } = policy.hosts
  return { id, name, epoch, policyVersion, policy, canonicalHost: new URL(origin).host, origin }
}

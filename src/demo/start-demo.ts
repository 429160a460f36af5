/**
 * src/demo owns the demonstration: sample societies and people, the mailbox, the embedded database's process.
 * It is loaded only by `genkan demo`; it must not know a real deployment, nor be known by one.
 * This file: starts all of it.
 */
import { mkdir, rm } from 'node:fs/promises'
import { BlockList, createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { openHasher } from '../factor/password/hash.ts'
import { systemClock } from '../kernel/clock.ts'
import { type Keyring, openKeyring } from '../kernel/keyring.ts'
import type { Queue } from '../mail/queue.ts'
import type { Society } from '../society/society-directory.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { ownDatabase } from '../store/own-database.ts'
import type { Report } from '../web/app.ts'
import { openNode } from '../web/node.ts'
import { type Announcement, announce } from './announce.ts'
import { DEMO_PASSWORD } from './demo-facts.ts'
import { demoPages } from './demo-pages.ts'
import { type DemoRecord, readDemoRecord, writeDemoRecord } from './demo-record.ts'
import { openMailbox } from './mailbox.ts'
import { openDemoSocieties, seedMembers } from './seed.ts'

export type DemoOptions = {
  readonly port: number
  readonly dataDir: string
  /** Forget everything first. */
  readonly reset: boolean
  /** A PostgreSQL server to make a database of its own on; without it the database is embedded. */
  readonly serverUrl: string | undefined
  /** Says what is going on, one line at a time. */
  readonly tell: (line: string) => void
  readonly report: Report
}

export type RunningDemo = {
  readonly announcement: Announcement
  readonly database: Database
  readonly keyring: Keyring
  readonly queue: Queue
  close(): Promise<void>
}

/** Everybody who tries the demo comes from this one machine: what one address may do is not bounded here. */
const OPEN_HOUSE = {
  own: { perMinute: 100_000, perHour: 100_000 },
  neighbours: { perMinute: 100_000, perHour: 100_000 },
}

/** Resolves when the first page can be opened. */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
  const dataDir = resolve(options.dataDir)
  await refuseBusyPort(options.port)
  const reset = options.reset || (await isUnfinished(dataDir))
  if (reset) await forget(dataDir)
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const url = options.serverUrl && (await ownDatabase(options.serverUrl, 'genkan_demo', reset))
  options.tell(
    url
      ? 'データベースに接続しています / connecting to the database'
      : '組み込みデータベースを開いています / opening the embedded database',
  )
  const database = await openDatabase(url ? { url } : { dataDir: join(dataDir, 'database') })
  const { record, societies, keyring } = await prepare(database, dataDir, options)
  const mailbox = await openMailbox(join(dataDir, 'mailbox'))
  const announcement = announce(options.port, societies, record.members)
  const pages = demoPages({
    announcement,
    record,
    societies,
    mailbox,
    port: options.port,
    stylesheet: () => node.stylesheet,
  })
  const { report } = options
  const { smtpUrl } = mailbox
  const node = await openNode({
    database,
    keyring,
    smtpUrl,
    report,
    before: pages,
    network: { proxies: new BlockList(), policy: OPEN_HOUSE },
  })
  await node.listen(options.port, '127.0.0.1')
  await node.listen(options.port, '::1').catch(() => undefined)
  return {
    announcement,
    database,
    keyring,
    queue: node.gate.queue,
    async close() {
      await node.close()
      await mailbox.close()
      await database.close()
    },
  }
}

async function prepare(database: Database, dataDir: string, options: DemoOptions) {
  const societies = await openDemoSocieties(database, options.port, systemClock)
  const before = await readDemoRecord(dataDir)
  const keyring = openKeyring(before.keys)
  const record = before.members.length > 0 ? before : await seed(database, dataDir, before, societies, options)
  return { record, societies, keyring }
}

/** The record is written before the facts and again after them: a kill in between shows as a record without members. */
async function seed(
  database: Database,
  dataDir: string,
  before: DemoRecord,
  societies: readonly Society[],
  options: DemoOptions,
): Promise<DemoRecord> {
  options.tell('見本の組合と加入者を用意しています / making sample societies and members')
  await writeDemoRecord(dataDir, { keys: before.keys, members: [] })
  const hashed = await openHasher().hash(DEMO_PASSWORD)
  if (!hashed.ok) throw new Error('the hashing queue is full')
  const tools = { keyring: openKeyring(before.keys), passwordHash: hashed.value, now: systemClock() }
  const members = []
  for (const society of societies) members.push(...(await seedMembers(database, society, tools)))
  const record = { keys: before.keys, members }
  await writeDemoRecord(dataDir, record)
  return record
}

/** Removes only what a demo made. */
async function forget(dataDir: string): Promise<void> {
  for (const name of ['database', 'mailbox', 'demo.json'])
    await rm(join(dataDir, name), { recursive: true, force: true })
}

/** A first start that was killed in the middle: nobody has used it yet, so the next one begins anew. */
async function isUnfinished(dataDir: string): Promise<boolean> {
  const record = await readDemoRecord(dataDir)
  return record.isStored && record.members.length === 0
}

/** Asked before anything is opened, so that the answer is one sentence. */
async function refuseBusyPort(port: number): Promise<void> {
  const probe = createServer()
  await new Promise<void>((free, busy) => {
    probe.once('error', () => busy(new Error(`port ${port} is in use on this machine: choose another one with --port`)))
    probe.listen(port, '127.0.0.1', () => probe.close(() => free()))
  })
}

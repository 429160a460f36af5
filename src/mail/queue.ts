import { randomUUID } from 'node:crypto'
import { type JobWithMetadata, PgBoss } from 'pg-boss'
import type { Instant } from '../kernel/clock.ts'
import type { Database, Tx } from '../store/database.ts'
import { type Chores, openChores } from './chores.ts'
import { hands } from './hands.ts'
import { type MailJob, readMailJob } from './job.ts'
import { TryLater } from './try-later.ts'

export type { MailJob }

/** Mails that transactions left to be sent. Any number of nodes work on one queue. */
export type Queue = {
  /**
   * Puts a mail into the queue in the transaction of the fact that causes it: no fact, no mail. The same mail that still
   * waits there is replaced, so that whoever asks five times while the mail server is down gets one mail.
   */
  enqueue(tx: Tx, job: MailJob): Promise<void>
  /**
   * Sends what waits, now and from now on, each mail at least once. A handler that throws is called again later, with
   * growing pauses, for two days.
   */
  work(handler: (job: MailJob, queuedAt: Instant) => Promise<void>): Promise<void>
  /** Finishes what is being sent, for ten seconds at most, then stops. What was not sent stays in the queue. */
  stop(): Promise<void>
}

/** The queue and its upkeep, which otherwise runs by itself. */
export type OpenQueue = Queue &
  Chores & {
    /** Gives mails of dead nodes back and forgets old ones; throws what went wrong. */
    upkeep(): Promise<void>
  }

export type QueueOptions = {
  /** Told about what went wrong, at most once a minute about the same thing. Never about whom. */
  readonly report?: (error: unknown) => void
  /** How often each of the four hands of a node looks for mails that others left or that are due again (2, at least 0.5). */
  readonly pollSeconds?: number
}

const NAME = 'mail'
const DAY = 24 * 60 * 60

/** Goes with each job, since a queue that exists keeps the settings that it was made with. */
const SETTINGS = {
  // Pauses of 1 s doubling to a minute, for at least two days.
  retryLimit: 3 * 24 * 60,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  retentionSeconds: 3 * DAY,
  deleteAfterSeconds: DAY,
  // A living node says so every ten seconds; the mails of a dead one are given back after twenty.
  heartbeatSeconds: 20,
  // A hand that hangs although every wait in it has an end of its own.
  expireInSeconds: 600,
}

/** Somebody sits in front of the screen and waits for a code; a notice may come a little later. */
const PRIORITY: Readonly<Record<MailJob['kind'], number>> = {
  confirmAddress: 1,
  proveCode: 1,
  unlockCode: 1,
  reset: 1,
  userId: 1,
  activated: 0,
  invitation: 0,
  locked: 0,
  recovered: 0,
  changed: 0,
  frozenMember: 0,
}

const GIVE_BACK = `update queue.job set state = 'retry', start_after = now() where name = $1 and state = 'active'`

const HANDS = 4
const LONGEST_FAREWELL_MS = 10_000

/** Opens the queue of a database, whose tables `genkan migrate` has made. Throws when they are of another version. */
export async function openQueue(database: Database, options: QueueOptions = {}): Promise<OpenQueue> {
  const report = seldom(options.report ?? (() => undefined))
  const boss = openBoss(database, report)
  await boss.start()
  await boss.createQueue(NAME)
  // Makes the library remember the queue now: inside a transaction it could not look it up.
  await boss.getJobById(NAME, randomUUID())
  // An embedded database has one process: whatever was being sent when the last one ended is sent by nobody now.
  if (database.kind === 'embedded') await database.queueSql(GIVE_BACK, [NAME])
  const crew = hands((id) => boss.notifyWorker(id))
  const chores = openChores(boss, report)
  return {
    async enqueue(tx, job) {
      const db = { executeSql: database.executeIn(tx) }
      const waiting = await boss.findJobs(NAME, { data: job, queued: true, db })
      if (waiting.length > 0)
        await boss.deleteJob(
          NAME,
          waiting.map(({ id }) => id),
          { db },
        )
      const id = await boss.send(NAME, job, { ...SETTINGS, priority: PRIORITY[job.kind], db })
      crew.expect(id ?? '')
    },
    async work(handler) {
      const polling = { pollingIntervalSeconds: options.pollSeconds ?? 2, includeMetadata: true as const }
      for (let at = 0; at < HANDS; at += 1) {
        const hand = crew.add()
        hand.id = await boss.work(NAME, polling, async ([job]: JobWithMetadata<object>[]) => {
          if (job) await hand.hold(job.id, () => sendOne(job, handler, report))
        })
      }
    },
    async stop() {
      crew.dismiss()
      await within(LONGEST_FAREWELL_MS, Promise.all([boss.offWork(NAME, { wait: true }), chores.stop()]))
      await boss.stop({ graceful: false })
    },
    every: chores.every,
    upkeep: () => boss.supervise(),
  }
}

function openBoss(database: Database, report: (error: unknown) => void): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.queueSql(text, values) },
    schema: 'queue',
    // The tables belong to the owner's role; ours may fill them and nothing else.
    migrate: false,
    reindex: false,
    schedule: false,
    superviseIntervalSeconds: 15,
    monitorIntervalSeconds: 15,
    maintenanceIntervalSeconds: 60 * 60,
  })
  boss.on('error', report)
  boss.on('warning', ({ message }) => report(new Error(message)))
  return boss
}

/** A job of a newer version is left for a node that knows it; what fails says no more than a code to the tables. */
async function sendOne(
  { data, createdOn }: JobWithMetadata<object>,
  handler: (job: MailJob, queuedAt: Instant) => Promise<void>,
  report: (error: unknown) => void,
): Promise<void> {
  try {
    const job = readMailJob(data)
    if (!job) throw new TryLater('unknown kind of mail', { everything: false })
    await handler(job, new Date(createdOn).getTime())
  } catch (error) {
    report(error)
    throw error instanceof TryLater ? error : new TryLater(codeOf(error), { everything: true })
  }
}

function codeOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown').slice(0, 40)
}

const MINUTE = 60_000

function seldom(report: (error: unknown) => void): (error: unknown) => void {
  const last = new Map<string, number>()
  return (error) => {
    const what = `${codeOf(error)} ${error instanceof TryLater ? error.message : ''}`
    const now = performance.now()
    if (now - (last.get(what) ?? -MINUTE) < MINUTE) return
    if (last.size > 100) last.clear()
    last.set(what, now)
    report(error)
  }
}

/** Waits for the end of `work`, or until the time is over. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const over = Promise.withResolvers<void>()
  const timer = setTimeout(over.resolve, milliseconds)
  await Promise.race([work, over.promise])
  clearTimeout(timer)
}

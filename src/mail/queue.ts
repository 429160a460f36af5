import { PgBoss } from 'pg-boss'
import type { Database, Tx } from '../store/database.ts'
import { type MailJob, readMailJob } from './job.ts'

export type { MailJob }

/** Mails that transactions left to be sent. Any number of nodes work on one queue. */
export type Queue = {
  /** Puts a mail into the queue in the transaction of the fact that causes it: no fact, no mail. */
  enqueue(tx: Tx, job: MailJob): Promise<void>
  /** Sends what waits, now and from now on. A handler that throws is called again later, with growing pauses. */
  work(handler: (job: MailJob) => Promise<void>): Promise<void>
  /** Finishes what is being sent, then stops. */
  stop(): Promise<void>
}

const NAME = 'mail'
/** With pauses of 1 s doubling to 15 min, a mail server may be down for two days before a mail is given up. */
const RETRY = { retryLimit: 200, retryDelay: 1, retryBackoff: true, retryDelayMax: 900 }
/** A node that died while sending: another one takes the job over after this. */
const ABANDONED_AFTER_SECONDS = 120
const RETENTION_SECONDS = 3 * 24 * 60 * 60
const AT_ONCE = 4
/** The transaction that put a mail in has committed by then; otherwise polling finds it. */
const WAKE_AFTER_MS = 30
const POLL_SECONDS = 1

export async function openQueue(database: Database): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.queueSql(text, values) },
    schema: 'queue',
    migrate: false,
    schedule: false,
    // The role of the app owns no index.
    reindex: false,
  })
  // Errors of the library's own upkeep: it goes on by itself, and what is not sent yet stays in the queue.
  boss.on('error', () => undefined)
  await boss.start()
  await boss.createQueue(NAME, {
    ...RETRY,
    expireInSeconds: ABANDONED_AFTER_SECONDS,
    retentionSeconds: RETENTION_SECONDS,
  })
  // The library reads a queue's settings at its first use, on a connection of its own: not inside somebody's transaction.
  await boss.findJobs(NAME, { key: 'none' })
  const workers: string[] = []
  const wake = () => {
    for (const id of workers) boss.notifyWorker(id)
  }
  return {
    async enqueue(tx, job) {
      await boss.send(NAME, job, { db: { executeSql: database.executeIn(tx) } })
      setTimeout(wake, WAKE_AFTER_MS).unref()
    },
    async work(handler) {
      const options = { pollingIntervalSeconds: POLL_SECONDS, localConcurrency: AT_ONCE, batchSize: 1 }
      const id = await boss.work<object>(NAME, options, async ([job]) => {
        const known = readMailJob(job?.data)
        if (known) await handler(known)
      })
      workers.push(id)
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}

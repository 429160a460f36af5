import type { PgBoss } from 'pg-boss'

/** Work that nobody causes: it is due every so often, and one node of them all does it. */
export type Chores = {
  /**
   * Does `work` now and every `seconds` from now on, on whichever node comes first. One that fails is left until it is
   * due again. `seconds` are at least 60.
   */
  every(name: ChoreName, seconds: number, work: () => Promise<void>): Promise<void>
}

/** Each has a queue of its own. */
export type ChoreName = 'seal-history' | 'purge-history'

/** A chore takes no longer, or its node is dead. */
const LONGEST_SECONDS = 600

/** Chores over the queue of a database. `stop` waits for the ones that are running. */
export function openChores(boss: PgBoss, report: (error: unknown) => void): Chores & { stop(): Promise<void> } {
  const timers: NodeJS.Timeout[] = []
  const names: string[] = []
  return {
    async every(name, seconds, work) {
      await boss.createQueue(name)
      const settings = { retryLimit: 0, expireInSeconds: LONGEST_SECONDS, deleteAfterSeconds: 2 * seconds }
      names.push(name)
      // Whoever asks first in a span of time puts it in; the others find it there.
      const ask = async () => {
        const id = await boss.send(name, {}, { ...settings, singletonSeconds: seconds })
        if (id) boss.notifyWorker(worker)
      }
      const worker = await boss.work(name, { pollingIntervalSeconds: 60 }, async () => {
        await work().catch((error: unknown) => {
          report(error)
          throw new Error('failed')
        })
      })
      const timer = setInterval(() => ask().catch(report), seconds * 1000)
      timers.push(timer.unref())
      await ask()
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      for (const name of names) await boss.offWork(name, { wait: true })
    },
  }
}

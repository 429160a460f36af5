import { Worker } from 'node:worker_threads'
import type { Run } from './document.ts'
import type { PaperLetter } from './letter-paper.ts'
import type { Answer, Order } from './press-worker.ts'

/** Draws letters in a thread of its own, so that whoever is served by this process does not wait for paper. */
export type Press = {
  /** For each text the signs that cannot be printed; an empty list where all is well. */
  check(texts: readonly string[]): Promise<string[][]>
  /** Begins a file; throws with the code of the system (EEXIST) where that cannot be done. */
  open(path: string): Promise<void>
  add(letters: readonly PaperLetter[]): Promise<void>
  /** Ends the file; it is on the disk when this resolves. */
  close(): Promise<void>
  stop(): Promise<void>
}

/** The thread collects its garbage before it has this much, in MB: a hundred thousand letters stay small. */
const HEAP = { maxOldGenerationSizeMb: 40, maxYoungGenerationSizeMb: 8 }

export function openPress(run: Run): Press {
  const worker = new Worker(new URL('press-worker.ts', import.meta.url), { workerData: run, resourceLimits: HEAP })
  const waiting = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()
  let count = 0
  let dead: Error | undefined
  worker.on('message', (answer: Answer) => {
    const order = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('error' in answer) order?.failed(Object.assign(new Error(answer.error.message), { code: answer.error.code }))
    else order?.done(answer.value)
  })
  const fail = (error: Error) => {
    dead ??= error
    for (const order of waiting.values()) order.failed(error)
    waiting.clear()
  }
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the thread that prints has ended')))
  const send = (order: Order): Promise<unknown> =>
    new Promise((done, failed) => {
      if (dead) return failed(dead)
      count += 1
      waiting.set(count, { done, failed })
      worker.postMessage({ id: count, order })
    })
  return {
    check: async (texts) => (await send({ kind: 'check', texts })) as string[][],
    open: async (path) => void (await send({ kind: 'open', path })),
    add: async (letters) => void (await send({ kind: 'add', letters })),
    close: async () => void (await send({ kind: 'close' })),
    stop: async () => void (await worker.terminate()),
  }
}

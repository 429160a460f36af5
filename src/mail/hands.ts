import { TryLater } from './try-later.ts'

/** One of a node's workers: it holds one mail at a time. */
type Hand = {
  id: string
  /** Runs `send`, then looks at once for the next mail, unless nothing could be sent now anyway. */
  hold(jobId: string, send: () => Promise<void>): Promise<void>
}

/**
 * After which pauses somebody is called for a mail that was put in just now, in milliseconds: its transaction is not
 * committed yet, and says nothing when it is. Where all of this is too early, polling finds the mail.
 */
const CALLS = [10, 40, 100, 250, 500]

/** Wakes the workers of this node, so that nobody waits for the next poll; `wake` ends the pause of the worker of that name. */
export function hands(wake: (id: string) => void) {
  const all: (Hand & { busy: boolean })[] = []
  const expected = new Set<string>()

  function call(jobId: string, times: readonly number[]): void {
    const [next, ...rest] = times
    if (next === undefined) expected.delete(jobId)
    if (next === undefined || !expected.has(jobId)) return
    setTimeout(() => {
      const idle = all.find(({ busy }) => !busy)
      if (idle && expected.has(jobId)) wake(idle.id)
      call(jobId, rest)
    }, next).unref()
  }

  return {
    /** A mail was put in; somebody should look for it soon. */
    expect(jobId: string): void {
      if (all.length === 0) return
      expected.add(jobId)
      call(jobId, CALLS)
    },
    add(): Hand {
      const hand = {
        id: '',
        busy: false,
        async hold(jobId: string, send: () => Promise<void>) {
          hand.busy = true
          expected.delete(jobId)
          try {
            await send()
            wake(hand.id)
          } catch (error) {
            if (error instanceof TryLater && !error.everything) wake(hand.id)
            throw error
          } finally {
            hand.busy = false
          }
        },
      }
      all.push(hand)
      return hand
    },
    /** Nobody is called any more. */
    dismiss(): void {
      all.length = 0
      expected.clear()
    },
  }
}

import { err, ok, type Result } from '../../kernel/result.ts'

/** Who waits: a browser that has completed a full sign-in here before, or any other. */
export type Lane = 'known' | 'unknown'

export type WaitingLine = {
  /** Runs `work` when a place is free; 'busy' at once, without running it, when the lane is full. */
  run<T>(lane: Lane, work: () => Promise<T>): Promise<Result<T, 'busy'>>
}

/**
 * A semaphore of `places` with a bounded queue in front. Known browsers go first, and each lane has its own `limit`, so
 * that a flood of strangers neither delays nor turns away a member (design.md §6, throttling).
 */
export function openWaitingLine({ places, limit }: { places: number; limit: number }): WaitingLine {
  const waiting: Record<Lane, (() => void)[]> = { known: [], unknown: [] }
  let free = places

  // A place that becomes free passes straight on to the next in line; nobody who arrives in between can take it.
  const leave = () => {
    const next = waiting.known.shift() ?? waiting.unknown.shift()
    if (next) next()
    else free += 1
  }
  const enter = async (lane: Lane): Promise<boolean> => {
    if (free > 0) {
      free -= 1
      return true
    }
    if (waiting[lane].length >= limit) return false
    await new Promise<void>((resolve) => waiting[lane].push(resolve))
    return true
  }

  return {
    async run(lane, work) {
      if (!(await enter(lane))) return err('busy')
      try {
        return ok(await work())
      } finally {
        leave()
      }
    },
  }
}

import { readdirSync, readFileSync } from 'node:fs'
import { setPriority } from 'node:os'

/** How far (nice 0…19): a thread of the event loop that wakes up goes before them, and on an idle machine they lose nothing. */
const BEHIND = 10

/**
 * Lets the threads that hash passwords step back behind the one that answers requests, and behind the database: a flood of sign-ins takes
 * every core, and signed-in members do not feel it (design.md §7). They exist from the first use of a file on. Linux only, where each
 * thread has a priority of its own; elsewhere nothing changes. Returns how many stepped back.
 */
export function letHashingStepBack(): number {
  if (process.platform !== 'linux') return 0
  const threads = readdirSync('/proc/self/task').filter(isWorker)
  for (const thread of threads) setPriority(Number(thread), BEHIND)
  return threads.length
}

function isWorker(thread: string): boolean {
  try {
    return readFileSync(`/proc/self/task/${thread}/comm`, 'latin1').startsWith('libuv-worker')
  } catch {
    return false
  }
}

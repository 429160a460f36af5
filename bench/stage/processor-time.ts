import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in these. */
const TICKS_PER_SECOND = 100

type Entry = { readonly parent: number; readonly ticks: number }

/**
 * Seconds of processor time that a process and all below it have used since they began, those that have ended included:
 * what something cost on a machine on which others run, too. NaN where there is no /proc.
 */
export function processorTime(root: number): number {
  const entries = new Map<number, Entry>()
  for (const name of namesIn('/proc')) if (/^\d+$/.test(name)) readEntry(Number(name), entries)
  if (!entries.has(root)) return Number.NaN
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = entries.get(at)?.parent) if (at === root) return true
    return false
  }
  let ticks = 0
  for (const [pid, entry] of entries) if (isBelow(pid)) ticks += entry.ticks
  return ticks / TICKS_PER_SECOND
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function readEntry(pid: number, entries: Map<number, Entry>): void {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name of the program stands in brackets and may hold anything; the fields after it are those of proc(5), from the third.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
    entries.set(pid, { parent: Number(fields[1]), ticks })
  } catch {
    // It has ended in the meantime; its parent has its time.
  }
}

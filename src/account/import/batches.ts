import type { ReadMember } from './judge.ts'
import type { MemberKey, Problem, ReadRow } from './member-row.ts'

/** People for one transaction, and the lines among them that could not be read. */
export type Batch = {
  readonly members: ReadMember[]
  readonly unread: { readonly line: number; readonly problems: readonly Problem[] }[]
}

export type Pace = { readonly size: number; timed<T>(work: () => Promise<T>): Promise<T> }

const [FIRST, SMALLEST, LARGEST] = [500, 50, 4000]
const [SHORT_MS, LONG_MS] = [30, 70]

/**
 * How many people one transaction takes. The embedded database has a single connection, and on a server others may want the same
 * rows: nobody should have to wait much longer than a blink, however fast the machine is.
 */
export function newPace(): Pace {
  let size = FIRST
  return {
    get size() {
      return size
    },
    async timed(work) {
      const start = performance.now()
      const result = await work()
      const took = performance.now() - start
      if (took < SHORT_MS) size = Math.min(LARGEST, size * 2)
      else if (took > LONG_MS) size = Math.max(SMALLEST, Math.floor(size / 2))
      return result
    },
  }
}

/**
 * Cuts the rows of a file into batches. Whoever takes over a key that another row of the batch gives up, or gives up one that
 * another row has, waits for the next batch: what comes first in the file happens first.
 */
export async function* batches(rows: AsyncIterable<readonly ReadRow[]>, pace: Pace): AsyncGenerator<Batch> {
  let batch: Batch = { members: [], unread: [] }
  let keys = newKeys()
  for await (const list of rows)
    for (const read of list) {
      const full = Math.max(batch.members.length, batch.unread.length) >= pace.size
      if (full || ('row' in read && keys.meets(read))) {
        yield batch
        batch = { members: [], unread: [] }
        keys = newKeys()
      }
      if ('row' in read) batch.members.push(read)
      else batch.unread.push(read)
      if ('row' in read) keys.add(read)
    }
  if (batch.members.length + batch.unread.length > 0) yield batch
}

/** The keys of a batch; those of people who stay are gone through only when somebody in it moves. */
function newKeys() {
  const members: ReadMember[] = []
  let taken: Set<string> | undefined
  const text = ({ symbol, number, branch }: MemberKey) => `${symbol}\t${number}\t${branch}`
  const keysOf = ({ row }: ReadMember) => (row.former ? [text(row), text(row.former)] : [text(row)])
  return {
    meets(read: ReadMember): boolean {
      if (read.row.former) taken ??= new Set(members.flatMap(keysOf))
      return keysOf(read).some((key) => taken?.has(key))
    },
    add(read: ReadMember): void {
      members.push(read)
      if (read.row.former) taken ??= new Set()
      if (taken) for (const key of keysOf(read)) taken.add(key)
    },
  }
}

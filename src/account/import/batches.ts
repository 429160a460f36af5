import { packDigests } from './digest.ts'
import type { ReadMember } from './judge.ts'
import type { MemberKey, Problem, ReadRow } from './member-row.ts'
import { pack } from './pack.ts'
import type { PackedMembers, Reconciled } from './reconcile.ts'

/** People for one transaction, and the lines among them that could not be read. */
export type Batch = PackedMembers & { readonly unread: readonly Unread[] }

type Unread = { readonly line: number; readonly problems: readonly Problem[] }
type Draft = { readonly members: ReadMember[]; readonly unread: Unread[] }

export type Pace = {
  readonly size: number
  /** Most rows have something new to say, so that asking which have is not worth it; `found`: most are people who are not there yet. */
  readonly way: 'ask' | 'compare' | 'found'
  /** Does a batch of so many people and learns from it. */
  timed(people: number, work: () => Promise<Reconciled>): Promise<Reconciled>
}

const [FIRST, SMALLEST, LARGEST] = [500, 50, 5000]
const AIM_MS = 60

/**
 * How large batches are and how they are done. How many people one transaction takes. The embedded database has a single connection, and on a server others may want the same
 * rows: nobody should have to wait much longer than a blink, however fast the machine is.
 */
export function newPace(everything: boolean): Pace {
  let size = FIRST
  let way: Pace['way'] = everything ? 'compare' : 'ask'
  return {
    get size() {
      return size
    },
    get way() {
      return way
    },
    async timed(people, work) {
      const start = performance.now()
      const result = await work()
      const took = performance.now() - start
      const better = size * Math.min(2, Math.max(0.5, AIM_MS / took))
      size = Math.min(LARGEST, Math.max(SMALLEST, Math.round(better)))
      const most = (count: number) => count * 2 > people
      if (most(result.changes.filter(({ kind }) => kind === 'new').length)) way = 'found'
      else way = everything || most(result.changes.length) ? 'compare' : 'ask'
      return result
    },
  }
}

/**
 * Cuts the rows of a file into batches. Whoever takes over a key that another row of the batch gives up, or gives up one that
 * another row has, waits for the next batch: what comes first in the file happens first.
 */
export async function* batches(rows: AsyncIterable<readonly ReadRow[]>, pace: Pace): AsyncGenerator<Batch> {
  let batch: Draft = { members: [], unread: [] }
  let keys = newKeys()
  for await (const list of rows)
    for (const read of list) {
      const full = Math.max(batch.members.length, batch.unread.length) >= pace.size
      if (full || ('row' in read && keys.meets(read))) {
        yield packed(batch, pace)
        batch = { members: [], unread: [] }
        keys = newKeys()
      }
      if ('row' in read) batch.members.push(read)
      else batch.unread.push(read)
      if ('row' in read) keys.add(read)
    }
  if (batch.members.length + batch.unread.length > 0) yield packed(batch, pace)
}

/** Here, since the database is still busy with the batch before. */
function packed(batch: Draft, { way }: Pace): Batch {
  const rows = batch.members.map(({ row }) => row)
  if (way === 'ask') return { ...batch, digests: packDigests(rows) }
  const all = pack(rows)
  const ids = rows.flatMap(({ keptUserId }) => keptUserId ?? [])
  return { ...batch, packed: all, allNew: way === 'found' && !all.moves && new Set(ids).size === ids.length }
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
      const known = taken
      return known !== undefined && keysOf(read).some((key) => known.has(key))
    },
    add(read: ReadMember): void {
      members.push(read)
      if (read.row.former) taken ??= new Set()
      if (taken) for (const key of keysOf(read)) taken.add(key)
    },
  }
}

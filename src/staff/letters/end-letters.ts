import { record } from '../../audit/events.ts'
import type { Instant } from '../../kernel/clock.ts'
import { formatLetterNumber } from '../../kernel/letter-number.ts'
import { endVisits } from '../../session/end-visit.ts'
import type { Tx } from '../../store/database.ts'
import type { Desk } from './batch.ts'
import { PAGE } from './candidates.ts'
import { lockAccounts } from './issue-page.ts'
import { eraseFile } from './take-file.ts'

/** A letter that came back from the post, or one that must not open any more. */
export type LetterEnd = 'returned' | 'cancelled'

export type EndOrder = { readonly end: LetterEnd; readonly by: string; readonly reason: string }

/** What became of each number: `used` letters have opened already, and `already` ones were dead in this way before. */
export type Ended = { readonly serial: number; readonly outcome: 'done' | 'unknown' | 'used' | 'already' }

/** Ends letters at once, with every sitting that began with one of them; who did it and why stays in the history (LET-04). */
export async function endLetters(desk: Desk, serials: readonly number[], order: EndOrder): Promise<Ended[]> {
  const { database, society, clock } = desk
  const ended: Ended[] = []
  const all = [...new Set(serials)]
  for (let at = 0; at < all.length; at += PAGE) {
    const page = all.slice(at, at + PAGE)
    ended.push(...(await database.inSociety(society.id, (tx) => endPage(tx, society.id, page, order, clock()))))
  }
  return ended
}

/** Ends every letter of a run that still opens, and erases its file if that was not handed out. The number of letters ended. */
export async function cancelBatch(desk: Desk, batchId: string, order: Omit<EndOrder, 'end'>): Promise<number> {
  const { database, society } = desk
  await database.inSociety(society.id, (tx) => eraseFile(tx, desk, batchId))
  let count = 0
  for (;;) {
    const page = await database.inSociety(society.id, (tx) => openOfBatch(tx, society.id, batchId))
    if (page.length === 0) return count
    const ended = await endLetters(desk, page, { end: 'cancelled', ...order })
    count += ended.filter(({ outcome }) => outcome === 'done').length
  }
}

/** How many letters of a run could still be ended; undefined where there is no such run. */
export async function countOfBatch({ database, society }: Desk, batchId: string): Promise<number | undefined> {
  return database.inSociety(society.id, async (tx) => {
    const batch = await tx
      .selectFrom('letter_batch')
      .select('id')
      .where('society_id', '=', society.id)
      .where('id', '=', batchId)
      .executeTakeFirst()
    if (!batch) return undefined
    const { count } = await openLetters(tx, society.id, batchId)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  })
}

function openLetters(tx: Tx, societyId: number, batchId: string) {
  return tx
    .selectFrom('letter')
    .where('society_id', '=', societyId)
    .where('batch_id', '=', batchId)
    .where('spent_at', 'is', null)
    .where('cancelled_at', 'is', null)
}

async function openOfBatch(tx: Tx, societyId: number, batchId: string): Promise<number[]> {
  const rows = await openLetters(tx, societyId, batchId).select('serial').orderBy('serial').limit(PAGE).execute()
  return rows.map(({ serial }) => serial)
}

async function endPage(
  tx: Tx,
  societyId: number,
  serials: readonly number[],
  order: EndOrder,
  now: Instant,
): Promise<Ended[]> {
  const owners = await tx
    .selectFrom('letter')
    .select('account_id')
    .distinct()
    .where('society_id', '=', societyId)
    .where('serial', 'in', [...serials])
    .where('mail_address_id', 'is', null)
    .execute()
  await lockAccounts(
    tx,
    societyId,
    owners.map(({ account_id }) => account_id),
  )
  const letters = await tx
    .selectFrom('letter')
    .select(['id', 'serial', 'account_id', 'spent_at', 'cancelled_at', 'returned_at'])
    .where('society_id', '=', societyId)
    .where('serial', 'in', [...serials])
    .where('mail_address_id', 'is', null)
    .execute()
  const bySerial = new Map(letters.map((letter) => [letter.serial, letter]))
  const judged = serials.map((serial) => ({
    serial,
    letter: bySerial.get(serial),
    outcome: judge(bySerial.get(serial), order.end),
  }))
  const dying = judged.flatMap(({ letter, outcome }) => (letter && outcome === 'done' ? [letter] : []))
  await writeEnd(tx, societyId, dying, order, now)
  return judged.map(({ serial, outcome }) => ({ serial, outcome }))
}

type Letter = {
  id: string
  serial: number
  account_id: string
  spent_at: Date | null
  cancelled_at: Date | null
  returned_at: Date | null
}

/** A replaced letter may still come back from the post, which tells that the address is wrong; a used one was delivered. */
function judge(letter: Letter | undefined, end: LetterEnd): Ended['outcome'] {
  if (!letter) return 'unknown'
  if (letter.spent_at && !letter.cancelled_at) return 'used'
  if (end === 'returned') return letter.returned_at ? 'already' : 'done'
  return letter.cancelled_at ? 'already' : 'done'
}

async function writeEnd(
  tx: Tx,
  societyId: number,
  letters: readonly Letter[],
  { end, by, reason }: EndOrder,
  now: Instant,
): Promise<void> {
  if (letters.length === 0) return
  const ids = letters.map(({ id }) => id)
  const at = new Date(now)
  await tx
    .updateTable('letter')
    .set(end === 'returned' ? { returned_at: at } : {})
    .set(({ fn, ref, val }) => ({
      cancelled_at: fn.coalesce(ref('cancelled_at'), val(at)),
      cancelled_because: fn.coalesce(ref('cancelled_because'), val(end)),
    }))
    .where('society_id', '=', societyId)
    .where('id', 'in', ids)
    .execute()
  await endVisitsFrom(tx, societyId, ids, now)
  const name = end === 'returned' ? 'letter.returned' : 'letter.cancelled'
  const events = letters.map(({ account_id, serial }) => {
    const detail = { number: formatLetterNumber(serial), by, reason }
    return { name, actor: 'operator', accountId: account_id, detail } as const
  })
  await record(tx, societyId, now, events)
}

async function endVisitsFrom(tx: Tx, societyId: number, letterIds: readonly string[], now: Instant): Promise<void> {
  const visits = await tx
    .selectFrom('visit')
    .select('id')
    .where('society_id', '=', societyId)
    .where('letter_id', 'in', [...letterIds])
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  const ids = visits.map(({ id }) => id)
  await endVisits(tx, { societyId, ids }, 'letterCancelled', now)
}

import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import { formatLetterNumber } from '../../kernel/letter-number.ts'
import type { MemberKey } from '../find-member.ts'
import type { Desk, FileEncoding } from './batch.ts'
import { type LetterState, stateOfLetter } from './letter-state.ts'
import type { Layout } from './paper/letter-paper.ts'

export type LetterFilter = {
  readonly state: LetterState | null
  readonly batchId: string | null
  readonly member: MemberKey | null
  /** Issued since this moment. */
  readonly since: Instant | null
}

/** A letter as staff see it: never its code, nor the ID that is on it. */
export type LetterRow = {
  readonly number: string
  readonly state: LetterState
  readonly member: MemberKey
  readonly name: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  readonly printedAt: Date | null
  readonly spentAt: Date | null
  readonly returnedAt: Date | null
  readonly batch: string | null
  readonly by: string | null
  readonly reason: string | null
}

const PAGE = 500

/** The letters of a society, newest first, a page at a time. */
export async function* listLetters(
  desk: Pick<Desk, 'database' | 'society' | 'clock'>,
  filter: LetterFilter,
): AsyncGenerator<LetterRow[]> {
  let before: number | null = null
  for (;;) {
    const below: number | null = before
    const rows: FoundRow[] = await readPage(desk, filter, below)
    if (rows.length > 0) yield rows.map(toRow)
    if (rows.length < PAGE) return
    before = rows.at(-1)?.serial ?? null
  }
}

type FoundRow = Omit<LetterRow, 'number' | 'member'> & {
  serial: number
  symbol: string
  branch: string
  member_number: string
}

function toRow({ serial, symbol, branch, member_number, ...row }: FoundRow): LetterRow {
  return { number: formatLetterNumber(serial), ...row, member: { symbol, number: member_number, branch } }
}

async function readPage(
  { database, society, clock }: Pick<Desk, 'database' | 'society' | 'clock'>,
  { state, batchId, member, since }: LetterFilter,
  before: number | null,
): Promise<FoundRow[]> {
  const computed = stateOfLetter({ now: clock(), epoch: society.epoch })
  const conditions = [
    sql`l.society_id = ${society.id} and l.mail_address_id is null`,
    ...(before === null ? [] : [sql`l.serial < ${before}`]),
    ...(state === null ? [] : [sql`${computed} = ${state}`]),
    ...(batchId === null ? [] : [sql`l.batch_id = ${batchId}`]),
    ...(since === null ? [] : [sql`l.issued_at >= ${new Date(since)}`]),
    ...(member === null
      ? []
      : [sql`m.symbol = ${member.symbol} and m.number = ${member.number} and m.branch = ${member.branch}`]),
  ]
  const found = await database.inSociety(society.id, (tx) =>
    sql<FoundRow>`
      select l.serial, ${computed} as state, m.symbol, m.number as member_number, m.branch, a.name,
        l.issued_at as "issuedAt", l.expires_at as "expiresAt", l.printed_at as "printedAt", l.spent_at as "spentAt",
        l.returned_at as "returnedAt", l.batch_id as batch, b.made_by as by, b.reason
      from letter l
      join account a on a.society_id = l.society_id and a.id = l.account_id
      join member m on m.society_id = l.society_id and m.account_id = l.account_id
      left join letter_batch b on b.society_id = l.society_id and b.id = l.batch_id
      where ${sql.join(conditions, sql` and `)}
      order by l.serial desc limit ${PAGE}`.execute(tx),
  )
  return found.rows
}

/** A run as staff see it. `file`: what became of the file for the print shop; null for letters printed here. */
export type BatchRow = {
  readonly id: string
  readonly madeAt: Date
  readonly by: string
  readonly second: string | null
  readonly reason: string
  readonly layout: Layout | 'file'
  readonly encoding: FileEncoding | null
  readonly letters: number
  readonly finished: boolean
  readonly file: 'waiting' | 'taken' | 'erased' | null
}

/** The runs of a society, newest first. */
export async function listBatches({ database, society }: Pick<Desk, 'database' | 'society'>): Promise<BatchRow[]> {
  const found = await database.inSociety(society.id, (tx) =>
    sql<BatchRow>`
      select b.id, b.made_at as "madeAt", b.made_by as by, b.seconded_by as second, b.reason, b.layout, b.encoding,
        (select count(*) from letter l where l.society_id = b.society_id and l.batch_id = b.id) as letters,
        b.finished_at is not null as finished,
        case when b.layout <> 'file' then null when b.taken_at is not null then 'taken'
          when b.erased_at is not null then 'erased' else 'waiting' end as file
      from letter_batch b where b.society_id = ${society.id} order by b.made_at desc, b.id`.execute(tx),
  )
  return found.rows
}

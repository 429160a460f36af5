import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '../mail-address-rule.ts'
import { arrayOf } from './array-text.ts'
import { rowDigest } from './digest.ts'
import type { MemberRow } from './member-row.ts'

const COLUMNS = {
  symbol: ['text', (row: MemberRow) => row.symbol],
  number: ['text', (row: MemberRow) => row.number],
  branch: ['text', (row: MemberRow) => row.branch],
  name: ['text', (row: MemberRow) => row.name],
  name_kana: ['text', (row: MemberRow) => row.nameKana],
  birth_date: ['date', (row: MemberRow) => row.birthDate],
  category: ['text', (row: MemberRow) => row.category],
  qualified_on: ['date', (row: MemberRow) => row.qualifiedOn],
  lost_on: ['date', (row: MemberRow) => row.lostOn ?? null],
  mail: ['text', (row: MemberRow) => row.mail],
  mail_key: ['text', (row: MemberRow) => row.mail && addressKey(row.mail)],
  kept_id: ['text', (row: MemberRow) => row.keptUserId],
} as const
const FORMER = {
  old_symbol: ['text', (row: MemberRow) => row.former?.symbol ?? null],
  old_number: ['text', (row: MemberRow) => row.former?.number ?? null],
  old_branch: ['text', (row: MemberRow) => row.former?.branch ?? null],
} as const

/** Rows on their way to the database: one array per column, so that a statement is the same for any number of them. */
export type Packed = {
  /** Somebody in here comes from another key. */
  readonly moves: boolean
  /** The file has a column for the end of qualifications. */
  readonly saysLost: boolean
  /** `unnest(…)` and the names of its columns. */
  readonly arrays: RawBuilder<unknown>
  readonly names: RawBuilder<unknown>
  /** What the rows say, one digest each. */
  readonly digests: string
}

/** Takes its time while the database is busy with the batch before. */
export function pack(rows: readonly MemberRow[]): Packed {
  const moves = rows.some(({ former }) => former !== null)
  const columns = Object.entries(moves ? { ...COLUMNS, ...FORMER } : COLUMNS)
  return {
    moves,
    saysLost: rows.some(({ lostOn }) => lostOn !== undefined),
    arrays: sql.join(columns.map(([, [type, pick]]) => sql`${arrayOf(rows, pick)}::${sql.raw(type)}[]`)),
    names: sql.raw(columns.map(([name]) => name).join(', ')),
    digests: arrayOf(rows, rowDigest),
  }
}

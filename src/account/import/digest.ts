import { hash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../store/database.ts'
import { arrayOf } from './array-text.ts'
import type { MemberRow } from './member-row.ts'

/** 96 bits that stand for everything that a row says: no cell holds a tab, and null is not the empty text. */
export function rowDigest(row: MemberRow): string {
  const { former } = row
  const person = `${row.symbol}\t${row.number}\t${row.branch}\t${row.name}\t${row.nameKana}\t${row.birthDate}`
  const facts = `${row.category}\t${row.qualifiedOn ?? ''}\t${row.lostOn === undefined ? '?' : (row.lostOn ?? '')}`
  const contact = `${row.mail ?? ''}\t${row.keptUserId ?? ''}`
  const before = former ? `${former.symbol}\t${former.number}\t${former.branch}` : ''
  return hash('sha256', `${person}\t${facts}\t${contact}\t${before}`, 'base64url').slice(0, 16)
}

/** Keys and digests on their way to the database. */
export function packDigests(rows: readonly MemberRow[]): RawBuilder<unknown> {
  const columns = [
    arrayOf(rows, ({ symbol }) => symbol),
    arrayOf(rows, ({ number }) => number),
    arrayOf(rows, ({ branch }) => branch),
    arrayOf(rows, rowDigest),
  ]
  return sql.join(columns.map((column) => sql`${column}::text[]`))
}

/** Positions of the rows that say anything else than at the last import. */
export async function findOpen(tx: Tx, societyId: number, digests: RawBuilder<unknown>): Promise<number[]> {
  const { rows } = await sql<{ index: number }>`
    select i.position::integer - 1 as index
    from unnest(${digests}) with ordinality as i (symbol, number, branch, digest, position)
    left join lateral (select imported_digest from member where society_id = ${societyId}
      and symbol = i.symbol and number = i.number and branch = i.branch limit 1) m on true
    where m.imported_digest is distinct from i.digest
    order by index`.execute(tx)
  return rows.map(({ index }) => index)
}

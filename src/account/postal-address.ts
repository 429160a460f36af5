import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { foldIdentifier } from '../kernel/fold.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Tx } from '../store/database.ts'

/** An address from the society's master data, as it is printed. */
export type PostalAddress = { readonly postalCode: string; readonly lines: readonly string[] }

const LONGEST_LINE = 120

/** Seven digits in any writing, and one or two lines. */
export function readPostalAddress(
  postalCode: string,
  lines: readonly string[],
): Result<PostalAddress, 'postalCode' | 'address'> {
  const digits = foldIdentifier(postalCode)
    .replace(/^〒/, '')
    .replace(/[\s\p{Pd}\u2212ー]/gu, '')
  if (!/^\d{7}$/.test(digits)) return err('postalCode')
  const written = lines.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '')
  if (written.length === 0 || written.some((text) => text.length > LONGEST_LINE)) return err('address')
  return ok({ postalCode: `${digits.slice(0, 3)}-${digits.slice(3)}`, lines: written })
}

export type AddressRow = PostalAddress & { readonly symbol: string; readonly number: string; readonly branch: string }

/** What became of each row: the account whose address is now another one, `same`, or nobody has the key. */
export type PutAddress = { readonly accountId: string; readonly changed: boolean } | undefined

/** Puts addresses on file; what is there already stays untouched, with its date. `write: false` only compares. */
export async function putPostalAddresses(
  tx: Tx,
  societyId: number,
  rows: readonly AddressRow[],
  { now, write }: { now: Instant; write: boolean },
): Promise<PutAddress[]> {
  const all = (pick: (row: AddressRow) => string) => sql.val(rows.map(pick))
  const found = await sql<{ index: number; accountId: string; changed: boolean }>`
    select i.position::integer - 1 as index, m.account_id as "accountId",
      p.account_id is null or p.postal_code <> i.postal_code or p.address <> i.address as changed
    from unnest(${all((row) => row.symbol)}::text[], ${all((row) => row.number)}::text[], ${all((row) => row.branch)}::text[],
      ${all((row) => row.postalCode)}::text[], ${all((row) => row.lines.join('\n'))}::text[])
      with ordinality as i (symbol, number, branch, postal_code, address, position)
    join member m on m.society_id = ${societyId} and m.symbol = i.symbol and m.number = i.number and m.branch = i.branch
    left join postal_address p on p.society_id = m.society_id and p.account_id = m.account_id`.execute(tx)
  const outcome: PutAddress[] = rows.map(() => undefined)
  for (const { index, accountId, changed } of found.rows) outcome[index] = { accountId, changed }
  const changes = found.rows.flatMap(({ index, accountId, changed }) => {
    const row = rows[index]
    return changed && row
      ? [{ society_id: societyId, account_id: accountId, postal_code: row.postalCode, address: row.lines.join('\n') }]
      : []
  })
  if (write && changes.length > 0)
    await tx
      .insertInto('postal_address')
      .values(changes.map((change) => ({ ...change, on_file_at: new Date(now) })))
      .onConflict((conflict) =>
        conflict.columns(['society_id', 'account_id']).doUpdateSet(({ ref }) => ({
          postal_code: ref('excluded.postal_code'),
          address: ref('excluded.address'),
          on_file_at: ref('excluded.on_file_at'),
        })),
      )
      .execute()
  return outcome
}

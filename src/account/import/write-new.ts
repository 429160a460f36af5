import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { addressKey } from '../mail-address-rule.ts'
import type { MemberRow } from './member-row.ts'

/** A row and the account that it belongs to. */
export type OwnedRow = { readonly accountId: string; readonly row: MemberRow }

const ids = (owned: readonly OwnedRow[]): RawBuilder<unknown> => sql`${owned.map(({ accountId }) => accountId)}::uuid[]`
const all = <T>(owned: readonly OwnedRow[], pick: (row: MemberRow) => T) => sql.val(owned.map(({ row }) => pick(row)))

/** Founds the accounts of people whose keys nobody has: account and member; nothing that proves anything. */
export async function writeNew(tx: Tx, societyId: number, owned: readonly OwnedRow[], at: Instant): Promise<void> {
  if (owned.length === 0) return
  const now = new Date(at)
  await sql`
    insert into account (society_id, id, kind, name, name_kana, birth_date, created_at)
    select ${societyId}, i.id, 'member', i.name, i.name_kana, i.birth_date, ${now}
    from unnest(${ids(owned)}, ${all(owned, (row) => row.name)}::text[], ${all(owned, (row) => row.nameKana)}::text[],
      ${all(owned, (row) => row.birthDate)}::date[]) as i (id, name, name_kana, birth_date)`.execute(tx)
  await sql`
    insert into member (society_id, account_id, symbol, number, branch, category, qualified_on, lost_on, imported_at)
    select ${societyId}, i.id, i.symbol, i.number, i.branch, i.category, i.qualified_on, i.lost_on, ${now}
    from unnest(${ids(owned)}, ${all(owned, (row) => row.symbol)}::text[], ${all(owned, (row) => row.number)}::text[],
      ${all(owned, (row) => row.branch)}::text[], ${all(owned, (row) => row.category)}::text[],
      ${all(owned, (row) => row.qualifiedOn)}::date[], ${all(owned, (row) => row.lostOn ?? null)}::date[])
      as i (id, symbol, number, branch, category, qualified_on, lost_on)`.execute(tx)
}

/**
 * Gives accounts the user ID of the old system (ISS-08, STF-04). Returns the accounts whose ID was taken at that very moment by
 * somebody else; whoever was first keeps it.
 */
export async function writeKeptIds(tx: Tx, societyId: number, owned: readonly OwnedRow[]): Promise<string[]> {
  const wanted = owned.filter(({ row }) => row.keptUserId !== null)
  if (wanted.length === 0) return []
  const { rows } = await sql<{ account_id: string }>`
    insert into identifier (society_id, value, account_id, kind)
    select ${societyId}, i.value, i.id, 'kept'
    from unnest(${ids(wanted)}, ${all(wanted, (row) => row.keptUserId)}::text[]) as i (id, value)
    on conflict do nothing returning account_id`.execute(tx)
  const given = new Set(rows.map(({ account_id }) => account_id))
  return wanted.map(({ accountId }) => accountId).filter((id) => !given.has(id))
}

/**
 * Puts addresses on file: unverified, and with the time, since only an address that was on file before the letter was issued
 * may be written to in the first sitting (design.md §6). An address that is there already stays.
 */
export async function writeAddresses(
  tx: Tx,
  societyId: number,
  owned: readonly OwnedRow[],
  at: Instant,
): Promise<void> {
  const wanted = owned.filter(({ row }) => row.mail !== null)
  if (wanted.length === 0) return
  await sql`
    insert into mail_address (society_id, account_id, address, address_key, source, on_file_at)
    select ${societyId}, i.id, i.address, i.address_key, 'import', ${new Date(at)}
    from unnest(${ids(wanted)}, ${all(wanted, (row) => row.mail)}::text[],
      ${all(wanted, (row) => row.mail && addressKey(row.mail))}::text[]) as i (id, address, address_key)
    on conflict do nothing`.execute(tx)
}

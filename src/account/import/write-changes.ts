import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { sent } from '../../store/pipeline.ts'
import { addressKey } from '../mail-address-rule.ts'
import { replaceable } from './compare.ts'
import { rowDigest } from './digest.ts'
import type { MemberRow } from './member-row.ts'
import type { OwnedRow } from './write-new.ts'

const ids = (owned: readonly OwnedRow[]) => sql`${owned.map(({ accountId }) => accountId)}::uuid[]`
const all = <T>(owned: readonly OwnedRow[], pick: (row: MemberRow) => T) => sql.val(owned.map(({ row }) => pick(row)))

/**
 * Brings accounts in line with their rows. Accounts are locked first and by ID, as everywhere (design.md §5), so that an import
 * and a sitting of the same member wait for each other instead of deadlocking.
 */
export function writeChanges(tx: Tx, societyId: number, owned: readonly OwnedRow[]): void {
  if (owned.length === 0) return
  const accounts = sql`
    update account a set name = i.name, birth_date = coalesce(a.birth_date, i.birth_date),
      name_kana = case i.name_kana when '' then a.name_kana else i.name_kana end
    from unnest(${ids(owned)}, ${all(owned, (row) => row.name)}::text[], ${all(owned, (row) => row.nameKana)}::text[],
      ${all(owned, (row) => row.birthDate)}::date[]) as i (id, name, name_kana, birth_date)
    where a.society_id = ${societyId} and a.id = i.id`
  const members = sql`
    update member m set symbol = i.symbol, number = i.number, branch = i.branch, category = i.category,
      qualified_on = coalesce(i.qualified_on, m.qualified_on), imported_digest = i.digest,
      lost_on = case when i.says_lost then i.lost_on else m.lost_on end
    from unnest(${ids(owned)}, ${all(owned, (row) => row.symbol)}::text[], ${all(owned, (row) => row.number)}::text[],
      ${all(owned, (row) => row.branch)}::text[], ${all(owned, (row) => row.category)}::text[],
      ${all(owned, (row) => row.qualifiedOn)}::date[], ${all(owned, (row) => row.lostOn ?? null)}::date[],
      ${all(owned, (row) => row.lostOn !== undefined)}::boolean[], ${all(owned, rowDigest)}::text[])
      as i (id, symbol, number, branch, category, qualified_on, lost_on, says_lost, digest)
    where m.society_id = ${societyId} and m.account_id = i.id`
  sent(accounts.execute(tx))
  sent(members.execute(tx))
}

/** Takes the accounts for this transaction, in the order of their IDs. */
export function lockAccounts(tx: Tx, societyId: number, accountIds: readonly string[]): void {
  if (accountIds.length === 0) return
  const lock = sql`select id from account where society_id = ${societyId} and id = any(${accountIds}::uuid[]) order by id for update`
  sent(lock.execute(tx))
}

/** Has these people compared again by the next import: theirs was not carried out as a whole. */
export function forgetDigests(tx: Tx, societyId: number, accountIds: readonly string[]): void {
  if (accountIds.length === 0) return
  const forget = sql`update member set imported_digest = null
    where society_id = ${societyId} and account_id = any(${accountIds}::uuid[])`
  sent(forget.execute(tx))
}

/**
 * Puts another address on file for accounts that exist: unverified, and with the time, since only an address that was on file before
 * the letter was issued may be written to in the first sitting (design.md §6). Only an unconfirmed one from an earlier import makes
 * room: the condition is checked again here, so that a member who confirms in this very moment wins.
 */
export function replaceAddresses(tx: Tx, societyId: number, owned: readonly OwnedRow[], at: Instant): void {
  if (owned.length === 0) return
  const removal = sql`
    update mail_address p set removed_at = ${new Date(at)}
    where p.society_id = ${societyId} and p.account_id = any(${ids(owned)}) and p.removed_at is null and ${replaceable()}`
  const entry = sql`
    insert into mail_address (society_id, account_id, address, address_key, source, on_file_at)
    select ${societyId}, i.id, i.address, i.address_key, 'import', ${new Date(at)}
    from unnest(${ids(owned)}, ${all(owned, (row) => row.mail)}::text[],
      ${all(owned, (row) => row.mail && addressKey(row.mail))}::text[]) as i (id, address, address_key)
    on conflict do nothing`
  sent(removal.execute(tx))
  sent(entry.execute(tx))
}

/**
 * Gives accounts that exist the user ID of the old system (ISS-08, STF-04). Returns the accounts whose ID was taken at that very
 * moment by somebody else; whoever was first keeps it.
 */
export async function writeKeptIds(tx: Tx, societyId: number, owned: readonly OwnedRow[]): Promise<string[]> {
  if (owned.length === 0) return []
  const { rows } = await sql<{ account_id: string }>`
    insert into identifier (society_id, value, account_id, kind)
    select ${societyId}, i.value, i.id, 'kept'
    from unnest(${ids(owned)}, ${all(owned, (row) => row.keptUserId)}::text[]) as i (id, value)
    on conflict do nothing returning account_id`.execute(tx)
  const given = new Set(rows.map(({ account_id }) => account_id))
  return owned.map(({ accountId }) => accountId).filter((id) => !given.has(id))
}

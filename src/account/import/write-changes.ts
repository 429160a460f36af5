import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { replaceable } from './compare.ts'
import { type OwnedRow, writeAddresses } from './write-new.ts'

/**
 * Brings accounts in line with their rows. Accounts are locked first and by ID, as everywhere (design.md §5), so that an import
 * and a sitting of the same member wait for each other instead of deadlocking.
 */
export async function writeChanges(tx: Tx, societyId: number, owned: readonly OwnedRow[]): Promise<void> {
  if (owned.length === 0) return
  const rows = owned.map(({ row }) => row)
  const ids = owned.map(({ accountId }) => accountId)
  await sql`
    update account a set name = i.name, birth_date = coalesce(a.birth_date, i.birth_date),
      name_kana = case i.name_kana when '' then a.name_kana else i.name_kana end
    from unnest(${ids}::uuid[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.nameKana)}::text[],
      ${rows.map((row) => row.birthDate)}::date[]) as i (id, name, name_kana, birth_date)
    where a.society_id = ${societyId} and a.id = i.id`.execute(tx)
  await sql`
    update member m set category = i.category, qualified_on = coalesce(i.qualified_on, m.qualified_on),
      lost_on = case when i.says_lost then i.lost_on else m.lost_on end
    from unnest(${ids}::uuid[], ${rows.map((row) => row.category)}::text[], ${rows.map((row) => row.qualifiedOn)}::date[],
      ${rows.map((row) => row.lostOn ?? null)}::date[], ${rows.map((row) => row.lostOn !== undefined)}::boolean[])
      as i (id, category, qualified_on, lost_on, says_lost)
    where m.society_id = ${societyId} and m.account_id = i.id`.execute(tx)
}

/** Takes the accounts for this transaction, in the order of their IDs. */
export async function lockAccounts(tx: Tx, societyId: number, accountIds: readonly string[]): Promise<void> {
  if (accountIds.length === 0) return
  await sql`select id from account where society_id = ${societyId} and id = any(${accountIds}::uuid[]) order by id for update`.execute(
    tx,
  )
}

/**
 * Puts another address on file for accounts that exist. Only an unconfirmed one from an earlier import makes room: the condition is
 * checked again here, so that a member who confirms in this very moment wins.
 */
export async function replaceAddresses(
  tx: Tx,
  societyId: number,
  owned: readonly OwnedRow[],
  at: Instant,
): Promise<void> {
  if (owned.length === 0) return
  await sql`
    update mail_address p set removed_at = ${new Date(at)}
    where p.society_id = ${societyId} and p.account_id = any(${owned.map(({ accountId }) => accountId)}::uuid[])
      and p.removed_at is null and ${replaceable()}`.execute(tx)
  await writeAddresses(tx, societyId, owned, at)
}

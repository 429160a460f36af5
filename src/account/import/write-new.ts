import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { arrayOf } from './array-text.ts'
import type { MemberRow } from './member-row.ts'
import type { Packed } from './pack.ts'

/** A row and the account that it belongs to. */
export type OwnedRow = { readonly accountId: string; readonly row: MemberRow }

/**
 * Founds the accounts of people whose keys, and whose user IDs of the old system, nobody has: account, member, the address on file
 * and that ID; nothing that proves anything. One statement, so that the rows travel once. Returns the accounts that were not founded
 * as a whole: not at all, or without their ID where somebody took it at that very moment; whoever was first keeps it.
 */
export async function writeNew(
  tx: Tx,
  societyId: number,
  { owned, packed }: { owned: readonly OwnedRow[]; packed: Packed },
  at: Instant,
): Promise<string[]> {
  if (owned.length === 0) return []
  const now = new Date(at)
  const ids = arrayOf(owned, ({ accountId }) => accountId)
  const { rows } = await sql<{ account_id: string }>`
    with i as materialized (
      select u.*, m.known is null and x.taken is null as fresh
      from unnest(${ids}::uuid[], ${packed.digests}::text[], ${packed.arrays}) as u (id, digest, ${packed.names})
      left join lateral (select true as known from member where society_id = ${societyId}
        and symbol = u.symbol and number = u.number and branch = u.branch limit 1) m on true
      left join lateral (select true as taken from identifier where society_id = ${societyId} and value = u.kept_id limit 1) x on u.kept_id is not null
    ), accounts as (
      insert into account (society_id, id, kind, name, name_kana, birth_date, created_at)
      select ${societyId}, id, 'member', name, name_kana, birth_date, ${now} from i where fresh
    ), members as (
      insert into member (society_id, account_id, symbol, number, branch, category, qualified_on, lost_on, imported_at,
        imported_digest)
      select ${societyId}, id, symbol, number, branch, category, qualified_on, lost_on, ${now}, digest from i where fresh
    ), addresses as (
      insert into mail_address (society_id, account_id, address, address_key, source, on_file_at)
      select ${societyId}, id, mail, mail_key, 'import', ${now} from i where fresh and mail is not null
    ), given as (
      insert into identifier (society_id, value, account_id, kind)
      select ${societyId}, kept_id, id, 'kept' from i where fresh and kept_id is not null
      on conflict do nothing returning account_id
    )
    select id as account_id from i
    where not fresh or (kept_id is not null and not exists (select from given where given.account_id = i.id))`.execute(
    tx,
  )
  return rows.map(({ account_id }) => account_id)
}

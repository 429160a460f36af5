import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { rowDigest } from './digest.ts'
import type { MemberRow } from './member-row.ts'
import { arrayOf, type Packed } from './pack.ts'

/** A row and the account that it belongs to. */
export type OwnedRow = { readonly accountId: string; readonly row: MemberRow }

/**
 * Founds the accounts of people whose keys nobody has: account, member, the address on file and the user ID of the old system;
 * nothing that proves anything. One statement, so that the rows travel once. Returns the accounts whose ID was taken at that very
 * moment by somebody else; whoever was first keeps it.
 */
export async function writeNew(
  tx: Tx,
  societyId: number,
  { owned, packed }: { owned: readonly OwnedRow[]; packed: Packed },
  at: Instant,
): Promise<string[]> {
  if (owned.length === 0) return []
  const now = new Date(at)
  const ids = sql.val(owned.map(({ accountId }) => accountId))
  const digests = arrayOf(
    owned.map(({ row }) => row),
    rowDigest,
  )
  const { rows } = await sql<{ account_id: string }>`
    with i as materialized (
      select * from unnest(${ids}::uuid[], ${digests}::text[], ${packed.arrays}) as i (id, digest, ${packed.names})
    ), accounts as (
      insert into account (society_id, id, kind, name, name_kana, birth_date, created_at)
      select ${societyId}, id, 'member', name, name_kana, birth_date, ${now} from i
    ), members as (
      insert into member (society_id, account_id, symbol, number, branch, category, qualified_on, lost_on, imported_at,
        imported_digest)
      select ${societyId}, id, symbol, number, branch, category, qualified_on, lost_on, ${now}, digest from i
    ), addresses as (
      insert into mail_address (society_id, account_id, address, address_key, source, on_file_at)
      select ${societyId}, id, mail, mail_key, 'import', ${now} from i where mail is not null
    ), given as (
      insert into identifier (society_id, value, account_id, kind)
      select ${societyId}, kept_id, id, 'kept' from i where kept_id is not null
      on conflict do nothing returning account_id
    )
    select id as account_id from i
    where kept_id is not null and not exists (select from given where given.account_id = i.id)`.execute(tx)
  return rows.map(({ account_id }) => account_id)
}

import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../store/database.ts'
import { addressKey } from '../mail-address-rule.ts'
import type { MemberRow } from './member-row.ts'

/** How a row differs from what we know; rows without a difference are not returned at all. */
export type Difference = {
  /** Position of the row in the list that was compared. */
  index: number
  /** null: nobody has this key yet. */
  account_id: string | null
  other_person: boolean
  birth_date: boolean
  name: boolean
  name_kana: boolean
  category: boolean
  qualified_on: boolean
  lost_on: boolean
  /** The qualification was open and the row ends it. */
  newly_lost: boolean
  /** The row's address is to be put on file: there is none, or only an older one from an import. */
  mail: boolean
  /** The row's address differs from one that an import may not replace. */
  mail_kept: boolean
  kept_id: boolean
  kept_id_taken: boolean
  kept_id_differs: boolean
}

/** The rows as a set for SQL: one array per column, so that the statement is the same for any number of rows. */
function incoming(rows: readonly MemberRow[]): RawBuilder<unknown> {
  const all = <T>(pick: (row: MemberRow) => T) => sql.val(rows.map(pick))
  return sql`unnest(
    ${all((row) => row.symbol)}::text[], ${all((row) => row.number)}::text[], ${all((row) => row.branch)}::text[],
    ${all((row) => row.name)}::text[], ${all((row) => row.nameKana)}::text[], ${all((row) => row.birthDate)}::date[],
    ${all((row) => row.category)}::text[], ${all((row) => row.qualifiedOn)}::date[], ${all((row) => row.lostOn ?? null)}::date[],
    ${all((row) => row.lostOn !== undefined)}::boolean[], ${all((row) => row.mail && addressKey(row.mail))}::text[],
    ${all((row) => row.keptUserId)}::text[]
  ) with ordinality as i (symbol, number, branch, name, name_kana, birth_date, category, qualified_on, lost_on, says_lost,
    mail_key, kept_id, position)`
}

/**
 * Compares rows with the society's members by (symbol, number, branch); the keys in `rows` must be distinct. Each row is looked up
 * by its own index (`lateral … limit 1`): joining sets would be planned by statistics from before the import.
 */
export async function compare(tx: Tx, societyId: number, rows: readonly MemberRow[]): Promise<Difference[]> {
  const found = await sql<Difference>`
    select * from (
      select i.position::integer - 1 as index, m.account_id,
        coalesce(a.birth_date <> i.birth_date, false) as other_person,
        m.account_id is not null and a.birth_date is null as birth_date,
        coalesce(a.name <> i.name, false) as name,
        coalesce(i.name_kana <> '' and a.name_kana <> i.name_kana, false) as name_kana,
        coalesce(m.category <> i.category, false) as category,
        i.qualified_on is not null and m.qualified_on is distinct from i.qualified_on as qualified_on,
        i.says_lost and m.lost_on is distinct from i.lost_on as lost_on,
        m.lost_on is null and i.lost_on is not null as newly_lost,
        i.mail_key is not null and (p.id is null or (p.address_key <> i.mail_key and ${replaceable()})) as mail,
        coalesce(p.address_key <> i.mail_key and not ${replaceable()}, false) as mail_kept,
        i.kept_id is not null and own.kept is null and own.chosen is null as kept_id,
        i.kept_id is not null and own.kept is null and own.chosen is null and taken.value is not null as kept_id_taken,
        coalesce(own.kept <> i.kept_id and own.chosen is null, false) as kept_id_differs
      from ${incoming(rows)}
      left join lateral (select * from member where society_id = ${societyId}
        and symbol = i.symbol and number = i.number and branch = i.branch limit 1) m on true
      left join lateral (select * from account where society_id = ${societyId} and id = m.account_id limit 1) a on true
      left join lateral (select * from mail_address where society_id = ${societyId}
        and account_id between m.account_id and m.account_id and removed_at is null order by account_id limit 1) p on true
      left join lateral (
        select max(x.value) filter (where x.kind = 'kept') as kept, max(x.value) filter (where x.kind = 'own') as chosen
        from identifier x where x.society_id = ${societyId} and x.account_id = m.account_id) own on true
      left join lateral (select value from identifier where society_id = ${societyId}
        and value = i.kept_id and account_id is distinct from m.account_id limit 1) taken on true
    ) difference
    where account_id is null or other_person or birth_date or name or name_kana or category or qualified_on or lost_on
      or mail or mail_kept or kept_id or kept_id_differs
    order by index`.execute(tx)
  return found.rows
}

/** An address that an import brought and that nobody has confirmed or begun to confirm since. */
export function replaceable(): RawBuilder<boolean> {
  return sql<boolean>`(p.source = 'import' and p.verified_at is null and p.submitted_at is null)`
}

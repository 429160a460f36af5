import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../store/database.ts'
import type { Packed } from './pack.ts'

/** Whatever can differ between a row and what we know, in the order of its bit in `Difference`. */
const DIFFERENCES = [
  /** Another birth date: this key, or the former one, belongs to somebody else. */
  'otherPerson',
  /** Both the key and the former one are there, for people with this birth date. */
  'bothKeys',
  /** The account stands under the former key. */
  'moved',
  'birthDate',
  'name',
  'nameKana',
  'category',
  'qualifiedOn',
  'lostOn',
  /** The qualification was open and the row ends it; or it had ended and the row opens it again. */
  'lost',
  'regained',
  /** The row's address is to be put on file: there is none, or only an older one from an import. */
  'mail',
  /** The row's address differs from one that an import may not replace. */
  'mailKept',
  'keptUserId',
  'userIdTaken',
  'userIdDiffers',
] as const

export type DifferenceKind = (typeof DIFFERENCES)[number]

/** How a row differs from what we know; rows without a difference are not returned at all. */
export type Difference = {
  /** Position of the row in the list that was compared. */
  readonly index: number
  /** null: nobody has this key yet. */
  readonly accountId: string | null
  readonly has: (kind: DifferenceKind) => boolean
}

/** The truth of each difference in SQL; `m` is the member, `a` the account, `p` the address, `own` its IDs, `i` the row. */
function conditions(saysLost: boolean): Record<DifferenceKind, RawBuilder<unknown>> {
  return {
    otherPerson: sql`a.birth_date <> i.birth_date`,
    bothKeys: sql`m.twin`,
    moved: sql`m.former`,
    birthDate: sql`m.account_id is not null and a.birth_date is null`,
    name: sql`a.name <> i.name`,
    nameKana: sql`i.name_kana <> '' and a.name_kana <> i.name_kana`,
    category: sql`m.category <> i.category`,
    qualifiedOn: sql`i.qualified_on is not null and m.qualified_on is distinct from i.qualified_on`,
    lostOn: sql`${saysLost} and m.lost_on is distinct from i.lost_on`,
    lost: sql`m.lost_on is null and i.lost_on is not null`,
    regained: sql`m.lost_on is not null and ${saysLost} and i.lost_on is null`,
    mail: sql`i.mail_key is not null and (p.id is null or (p.address_key <> i.mail_key and ${replaceable()}))`,
    mailKept: sql`p.address_key <> i.mail_key and not ${replaceable()}`,
    keptUserId: sql`i.kept_id is not null and own.kept is null and own.chosen is null`,
    userIdTaken: sql`i.kept_id is not null and own.kept is null and own.chosen is null and taken.value is not null`,
    userIdDiffers: sql`own.kept <> i.kept_id and own.chosen is null`,
  }
}

/**
 * Compares rows with the society's members by (symbol, number, branch), or by the former key where nobody has the new one; the keys
 * in `rows` must be distinct. Whoever is in `gone` counts as not there; whose row says what it said at the last import differs in nothing,
 * unless it is to be compared `anyhow`. Each row is looked up by its own index (`lateral … limit 1`): joining sets would be planned by
 * statistics from before the import.
 */
export async function compare(
  tx: Tx,
  societyId: number,
  rows: Packed,
  { gone, anyhow }: { gone: readonly string[]; anyhow: boolean },
): Promise<Difference[]> {
  const truths = conditions(rows.saysLost)
  const bits = DIFFERENCES.map((kind, bit) => sql`case when ${truths[kind]} then ${sql.lit(2 ** bit)} else 0 end`)
  const found = await sql<{ index: number; account_id: string | null; bits: number }>`
    select * from (
      select i.position::integer - 1 as index, m.account_id, ${sql.join(bits, sql` + `)} as bits
      from unnest(${rows.digests}::text[], ${rows.arrays}) with ordinality as i (digest, ${rows.names}, position)
      left join lateral (${memberOf(societyId, rows, gone)}) m on true
      left join lateral (select name, name_kana, birth_date from account where society_id = ${societyId} and id = m.account_id limit 1) a on true
      left join lateral (select id, address_key, source, verified_at, submitted_at from mail_address where i.mail_key is not null and society_id = ${societyId}
        and account_id between m.account_id and m.account_id and removed_at is null order by account_id limit 1) p on true
      left join lateral (
        select max(x.value) filter (where x.kind = 'kept') as kept, max(x.value) filter (where x.kind = 'own') as chosen
        from identifier x where x.society_id = ${societyId} and x.account_id = m.account_id) own on i.kept_id is not null
      left join lateral (select value from identifier where own.kept is null and society_id = ${societyId}
        and value = i.kept_id and account_id is distinct from m.account_id limit 1) taken on i.kept_id is not null
      where ${anyhow} or m.imported_digest is distinct from i.digest
      offset 0
    ) difference
    where account_id is null or bits > 0
    order by index`.execute(tx)
  return found.rows.map(({ index, account_id, bits }) => ({
    index,
    accountId: account_id,
    has: (kind) => (bits & (2 ** DIFFERENCES.indexOf(kind))) !== 0,
  }))
}

/** Who has this key. Only where rows tell of transfers is the former key looked up too; the present one goes first. */
function memberOf(societyId: number, rows: Packed, gone: readonly string[]): RawBuilder<unknown> {
  const there = gone.length === 0 ? sql`` : sql`and account_id <> all(${sql.val([...gone])}::uuid[])`
  const present = sql`society_id = ${societyId} and symbol = i.symbol and number = i.number and branch = i.branch ${there}`
  const columns = sql`account_id, category, qualified_on, lost_on, imported_digest`
  if (!rows.moves) return sql`select ${columns}, false as former, false as twin from member where ${present} limit 1`
  const former = sql`f.society_id = ${societyId} and f.symbol = i.old_symbol and f.number = i.old_number and f.branch = i.old_branch ${there}`
  const twin = sql`exists (select from member f join account fa on fa.society_id = f.society_id and fa.id = f.account_id
    where ${former} and fa.birth_date = i.birth_date)`
  return sql`select * from (
    (select ${columns}, false as former, ${twin} as twin from member where ${present} limit 1)
    union all (select ${columns}, true as former, false as twin from member f where ${former} limit 1)) both_keys
    order by former limit 1`
}

/** An address that an import brought and that nobody has confirmed or begun to confirm since. */
export function replaceable(): RawBuilder<boolean> {
  return sql<boolean>`(p.source = 'import' and p.verified_at is null and p.submitted_at is null)`
}

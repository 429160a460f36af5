import { type RawBuilder, sql } from 'kysely'
import { hours, type Instant } from '../../kernel/clock.ts'
import { dayInTokyo } from '../../kernel/japanese-date.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Tx } from '../../store/database.ts'
import type { MemberKey } from '../find-member.ts'
import { type LetterState, stateOfLetter } from './letter-state.ts'

/** A member as far as it matters for a letter. */
export type Candidate = MemberKey & {
  readonly accountId: string
  readonly name: string
  /** Closed, or the qualification is over. */
  readonly ended: boolean
  /** Has a method to sign in with: a letter would found anew what is in use. */
  readonly active: boolean
  /** What became of the newest letter; null for none. One that is being printed, for an hour at most, counts as living. */
  readonly lastLetter: LetterState | null
  readonly returnedAt: Instant | null
  readonly postalCode: string | null
  readonly address: string | null
  readonly addressSince: Instant | null
}

/** Groups of members without a method, from whom the choice is made (STF-03). */
export type Group = 'neverSignedIn' | 'expired' | 'returned'

export type Place = { readonly society: Society; readonly now: Instant }

/** As many as a page holds: what is done with one page fits into one short transaction. */
export const PAGE = 100

/** The next page of a group behind a member, household by household. */
export function nextOfGroup(tx: Tx, place: Place, group: Group, after: MemberKey | null): Promise<Candidate[]> {
  const behind = after
    ? sql`and (m.symbol, m.number, m.branch) > (${after.symbol}, ${after.number}, ${after.branch})`
    : sql``
  return read(
    tx,
    place,
    sql`from member m`,
    sql`not (${isActive()}) and not (${hasEnded(place.now)}) and ${inGroup(group, place)} ${behind}
      order by m.symbol, m.number, m.branch limit ${PAGE}`,
  )
}

/** The members with these keys; whom nobody has is missing. */
export function withKeys(tx: Tx, place: Place, keys: readonly MemberKey[]): Promise<Candidate[]> {
  const all = (pick: (key: MemberKey) => string) => sql.val(keys.map(pick))
  const asked = sql`(select distinct * from unnest(${all((key) => key.symbol)}::text[], ${all((key) => key.number)}::text[],
    ${all((key) => key.branch)}::text[]) as k (symbol, number, branch)) k`
  const from = sql`from ${asked} join member m on m.society_id = ${place.society.id}
    and m.symbol = k.symbol and m.number = k.number and m.branch = k.branch`
  return read(tx, place, from, sql`true`)
}

/** The same members as they are now. */
export function asTheyAre(tx: Tx, place: Place, accountIds: readonly string[]): Promise<Candidate[]> {
  return read(tx, place, sql`from member m`, sql`m.account_id = any(${sql.val(accountIds)}::uuid[])`)
}

type Row = Omit<Candidate, 'returnedAt' | 'addressSince'> & { returnedAt: Date | null; addressSince: Date | null }

async function read(tx: Tx, place: Place, from: RawBuilder<unknown>, where: RawBuilder<unknown>): Promise<Candidate[]> {
  const { rows } = await sql<Row>`
    select m.symbol, m.number, m.branch, a.id as "accountId", a.name, ${hasEnded(place.now)} as ended, ${isActive()} as active,
      l.state as "lastLetter", l.returned_at as "returnedAt",
      p.postal_code as "postalCode", p.address, p.on_file_at as "addressSince"
    ${from}
    join account a on a.society_id = m.society_id and a.id = m.account_id
    left join lateral (select l.returned_at, case when s.state = 'unprinted' and l.issued_at > ${new Date(place.now - hours(1))}
        then 'living' else s.state end as state
      from letter l cross join lateral (select ${stateOfLetter({ now: place.now, epoch: place.society.epoch })} as state) s
      where l.society_id = m.society_id and l.account_id = m.account_id and l.mail_address_id is null
      order by l.issued_at desc, l.serial desc limit 1) l on true
    left join postal_address p on p.society_id = m.society_id and p.account_id = m.account_id
    where m.society_id = ${place.society.id} and ${where}`.execute(tx)
  return rows.map((row) => ({
    ...row,
    returnedAt: row.returnedAt?.getTime() ?? null,
    addressSince: row.addressSince?.getTime() ?? null,
  }))
}

function inGroup(group: Group, { now, society }: Place): RawBuilder<unknown> {
  if (group === 'neverSignedIn') return sql`true`
  const state = stateOfLetter({ now, epoch: society.epoch })
  return sql`${group} = (select ${state} from letter l where l.society_id = m.society_id
    and l.account_id = m.account_id and l.mail_address_id is null order by l.issued_at desc, l.serial desc limit 1)`
}

/** 資格喪失日 is the first day without qualification, in Japan. */
function hasEnded(now: Instant): RawBuilder<boolean> {
  return sql<boolean>`(a.closed_at is not null or coalesce(m.lost_on <= ${dayInTokyo(now)}::date, false))`
}

/** Owns a method: a passkey, an app, or mailed codes. */
function isActive(): RawBuilder<boolean> {
  const own = (table: string) => sql`exists (select 1 from ${sql.table(table)} f
    where f.society_id = m.society_id and f.account_id = m.account_id and f.removed_at is null)`
  return sql<boolean>`(${own('passkey')} or ${own('totp_device')} or ${own('mail_method')})`
}

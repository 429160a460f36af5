import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { equal } from '../kernel/equal.ts'
import { foldIdentifier } from '../kernel/fold.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { FoundIdentifier } from './find-identifier.ts'

/** Asked for where nobody was found, so that every try costs the same queries (invariant 1). */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Whether members of a former system may begin with it on this day (ISS-10). */
export function opensByComputed({ policy }: Society, now: Instant): boolean {
  const { until } = policy.computed
  return policy.initial.includes('computed') && (until === null || dayInTokyo(now) <= until)
}

/**
 * 記号+番号+生年月日 of a member who kept the user ID of a former system (ISS-08…10), as long as it opens something: until the
 * first lasting credential, the last day of the policy, or the first letter that was sent. Null otherwise.
 */
export async function computedPassword(
  tx: Tx,
  society: Society,
  found: FoundIdentifier | undefined,
  now: Instant,
): Promise<string | null> {
  if (!opensByComputed(society, now)) return null
  const accountId = found?.kind === 'kept' ? found.accountId : NOBODY
  const { rows } = await sql<{ symbol: string; number: string; birth_date: string }>`
    select m.symbol, m.number, a.birth_date::text as birth_date
    from account a join member m on m.society_id = a.society_id and m.account_id = a.id
    where a.society_id = ${society.id} and a.id = ${accountId} and a.birth_date is not null
      and not exists (select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)
      and not exists (select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id and k.removed_at is null)
      and not exists (select 1 from totp_device d where d.society_id = a.society_id and d.account_id = a.id and d.removed_at is null)
      and not exists (select 1 from letter l where l.society_id = a.society_id and l.account_id = a.id
        and l.cancelled_at is null and l.mail_address_id is null)`.execute(tx)
  const [row] = rows
  return row ? written(row, society.policy.computed.numberDigits) : null
}

/** Compared without width, case, spaces and what people put between the parts (ISS-12). */
export function isComputedPassword(typed: string, computed: string | null): boolean {
  return computed !== null && equal(bare(typed), bare(computed))
}

function written(row: { symbol: string; number: string; birth_date: string }, digits: number): string {
  return `${row.symbol}${row.number.padStart(digits, '0')}${row.birth_date.replaceAll('-', '')}`
}

const bare = (text: string): string =>
  foldIdentifier(text)
    .replace(/[\s\-+・.]/g, '')
    .toLowerCase()

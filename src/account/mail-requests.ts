import { sql } from 'kysely'
import { hours, type Instant, minutes, seconds } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'

/** A mail that somebody outside asks for: the link for a forgotten password, or the forgotten user ID. */
export type MailRequestPurpose = 'reset' | 'userId'

/**
 * Whom it may concern, as folded forms: whoever has this ID or verified address; with `birthDate` (YYYY-MM-DD) only if
 * that is theirs. `subject` is the HMAC of what was typed, for what nobody has.
 */
export type Asked = { readonly value: string; readonly subject: string; readonly birthDate: string | null }

/** One who presses twice gets one mail. */
const RESEND_AFTER = seconds(30)
/** To one person within an hour, whoever asks. */
const MOST_PER_HOUR = 6
/** A letter with the user ID needs no long life: it carries no link. */
const USER_ID_LIFETIME = minutes(5)

/**
 * Notes the request, and says which mail is to be sent: the living link again, or a new one. Known and unknown cost the same
 * statement and leave the same row; undefined where enough was sent.
 */
export async function requestMail(
  tx: Tx,
  society: Society,
  purpose: MailRequestPurpose,
  asked: Asked,
  now: Instant,
): Promise<{ id: string; accountId: string | null } | undefined> {
  const at = new Date(now)
  const lifetime = purpose === 'reset' ? minutes(society.policy.lifetimes.linkMinutes) : USER_ID_LIFETIME
  const born = asked.birthDate === null ? sql`true` : sql`ac.birth_date = ${asked.birthDate}::date`
  const { rows } = await sql<{ id: string; account_id: string | null }>`
    insert into mail_request as r (society_id, purpose, owner, id, account_id, mail_address_id, created_at, expires_at,
      last_sent_at, hour_began_at, sent_this_hour, epoch)
    select ${society.id}::integer, ${purpose}, coalesce(a.account_id::text, ${asked.subject}), ${crypto.randomUUID()}::uuid,
      a.account_id, a.id, ${at}::timestamptz, ${new Date(now + lifetime)}::timestamptz, ${at}::timestamptz, ${at}::timestamptz, 1,
      ${society.epoch}::integer
    from (select 1) as one
    left join identifier i on i.society_id = ${society.id} and i.value = ${asked.value}
    left join account ac on ac.society_id = i.society_id and ac.id = i.account_id and ${born}
    left join mail_address a on a.society_id = ac.society_id and a.account_id = ac.id
      and a.removed_at is null and a.verified_at is not null
    on conflict (society_id, purpose, owner) do update set
      id = case when ${isLiving(at)} then r.id else excluded.id end,
      account_id = excluded.account_id,
      mail_address_id = excluded.mail_address_id,
      created_at = case when ${isLiving(at)} then r.created_at else excluded.created_at end,
      expires_at = case when ${isLiving(at)} then r.expires_at else excluded.expires_at end,
      spent_at = case when ${isLiving(at)} then r.spent_at else null end,
      epoch = excluded.epoch,
      last_sent_at = excluded.last_sent_at,
      hour_began_at = case when ${hourIsOver(at)} then excluded.hour_began_at else r.hour_began_at end,
      sent_this_hour = case when ${hourIsOver(at)} then 1 else r.sent_this_hour + 1 end
    where (r.last_sent_at <= ${new Date(now - RESEND_AFTER)} or not ${isLiving(at)})
      and (r.sent_this_hour < ${MOST_PER_HOUR} or ${hourIsOver(at)})
    returning r.id, r.account_id`.execute(tx)
  const row = rows[0]
  return row && { id: row.id, accountId: row.account_id }
}

const isLiving = (at: Date) =>
  sql`(r.spent_at is null and r.expires_at > ${at} and r.epoch = excluded.epoch
    and r.mail_address_id is not distinct from excluded.mail_address_id)`
const hourIsOver = (at: Date) => sql`(r.hour_began_at <= ${new Date(at.getTime() - hours(1))})`

/** A link for a forgotten password as its page needs it. */
export type ResetLink = { readonly id: string; readonly accountId: string; readonly mailAddressId: string }

/** The link while it opens: not used, not too old, and its address is still the member's verified one. */
export async function livingResetLink(
  tx: Tx,
  society: Pick<Society, 'id' | 'epoch'>,
  id: string,
  now: Instant,
): Promise<ResetLink | undefined> {
  const row = await tx
    .selectFrom('mail_request as r')
    .innerJoin('mail_address as a', (join) =>
      join.onRef('a.society_id', '=', 'r.society_id').onRef('a.id', '=', 'r.mail_address_id'),
    )
    .select(['r.id', 'a.account_id', 'a.id as address_id'])
    .where('r.society_id', '=', society.id)
    .where('r.id', '=', id)
    .where('r.purpose', '=', 'reset')
    .where('r.spent_at', 'is', null)
    .where('r.expires_at', '>', new Date(now))
    .where('r.epoch', '=', society.epoch)
    .where('a.removed_at', 'is', null)
    .where('a.verified_at', 'is not', null)
    .executeTakeFirst()
  return row && { id: row.id, accountId: row.account_id, mailAddressId: row.address_id }
}

/** Kills the living link of a member: by a complete sign-in, or because the address changed. */
export async function killResetLinks(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  sent(
    tx
      .updateTable('mail_request')
      .set({ spent_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('account_id', '=', accountId)
      .where('purpose', '=', 'reset')
      .where('spent_at', 'is', null)
      .execute(),
  )
}

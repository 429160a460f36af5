import { sql } from 'kysely'
import { opensByComputed } from '../account/computed-password.ts'
import { type Invitee, issueInvitation } from '../account/invitations.ts'
import { record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Queue } from '../mail/queue.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'
import type { MemberKey } from './find-member.ts'

type Place = { readonly society: Society; readonly keyring: Keyring; readonly now: Instant; readonly queue: Queue }

/** Invitations per transaction: a break-off loses none that was sent, and the next run goes on from there. */
const BATCH = 200

/**
 * Sends invitations (ISS-03): to one member, or to everybody who begins by one under the policy (`initial`). Whoever has a
 * living invitation, has begun, or has no address that came in by file is left out, so that running it again sends
 * nothing twice. `by` stands in the history.
 */
export async function inviteMembers(
  database: Database,
  place: Place,
  order: { member: MemberKey | null; by: string },
): Promise<number> {
  let sent = 0
  for (;;) {
    const batch = await database.inSociety(place.society.id, (tx) => inviteBatch(tx, place, order))
    sent += batch.sent
    if (!batch.more || order.member) return sent
  }
}

async function inviteBatch(
  tx: Tx,
  { society, keyring, queue, now }: Place,
  { member, by }: { member: MemberKey | null; by: string },
): Promise<{ sent: number; more: boolean }> {
  // Locked first, then read again: another run may have invited them while this one waited.
  const locked = await invitees(tx, society, member, now)
  const ids = locked.map(({ accountId }) => accountId)
  const found = ids.length === 0 ? [] : await invitees(tx, society, member, now, ids)
  for (const invitee of found) {
    const letterId = await issueInvitation(tx, society, keyring, invitee, now)
    await queue.enqueue(tx, { kind: 'invitation', societyId: society.id, letterId })
  }
  const events = found.map(({ accountId }) => {
    return { name: 'invitation.issued' as const, actor: 'operator' as const, accountId, detail: { by } }
  })
  await record(tx, society.id, now, events)
  return { sent: found.length, more: locked.length === BATCH }
}

/** In a run over everybody, those come first in line whom nothing earlier in `initial` fits. */
async function invitees(
  tx: Tx,
  society: Society,
  member: MemberKey | null,
  now: Instant,
  among: readonly string[] | null = null,
): Promise<Invitee[]> {
  const { initial } = society.policy
  const earlier = initial.slice(0, initial.indexOf('invitationMail'))
  const leavesKept = !member && earlier.includes('computed') && opensByComputed(society, now)
  const leavesPaper = !member
  const at = new Date(now)
  const { rows } = await sql<{ account_id: string; mail_address_id: string }>`
    select a.id as account_id, ad.id as mail_address_id
    from account a
    join member m on m.society_id = a.society_id and m.account_id = a.id
    join mail_address ad on ad.society_id = a.society_id and ad.account_id = a.id and ad.removed_at is null
    where a.society_id = ${society.id} and a.closed_at is null and a.frozen_at is null and a.birth_date is not null
      and (${among === null} or a.id = any(${among ?? []}::uuid[]))
      and (m.lost_on is null or m.lost_on > ${dayInTokyo(now)})
      and ad.source <> 'member' and ad.on_file_at < ${at}
      and (${member === null} or (m.symbol = ${member?.symbol ?? ''} and m.number = ${member?.number ?? ''} and m.branch = ${member?.branch ?? ''}))
      and not exists (select 1 from password p where p.society_id = a.society_id and p.account_id = a.id)
      and not exists (select 1 from passkey k where k.society_id = a.society_id and k.account_id = a.id and k.removed_at is null)
      and not exists (select 1 from totp_device d where d.society_id = a.society_id and d.account_id = a.id and d.removed_at is null)
      and not exists (select 1 from letter l where l.society_id = a.society_id and l.account_id = a.id
        and l.spent_at is null and l.cancelled_at is null and l.expires_at > ${at} and l.epoch = ${society.epoch}
        and (l.mail_address_id is not null or ${leavesPaper}))
      and (${!leavesKept} or not exists (select 1 from identifier i where i.society_id = a.society_id and i.account_id = a.id
        and i.kind = 'kept'))
    order by a.id limit ${BATCH} for update of a`.execute(tx)
  return rows.map((row) => ({ accountId: row.account_id, mailAddressId: row.mail_address_id }))
}

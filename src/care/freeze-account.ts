import { sql } from 'kysely'
import { forgetOtherBrowsers } from '../account/known-browser.ts'
import { killResetLinks } from '../account/mail-requests.ts'
import { killMailedCodes } from '../account/mailed-codes.ts'
import { record } from '../audit/events.ts'
import type { Gate } from '../journey/handler.ts'
import { lockAccount } from '../journey/lock.ts'
import type { Instant } from '../kernel/clock.ts'
import { type Doubt, readNotMeToken } from '../mail/not-me-token.ts'
import type { MailJob } from '../mail/queue.ts'
import { endEveryVisit } from '../session/end-visit.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'

/**
 * What a link 「心当たりがない」 stands for now. `restored`: its owner has lifted a freeze since the link was made, and has
 * seen what there was to see; `closed`: there is nothing to stop.
 */
export type DoubtState =
  /** `happenedAt` is 0 where it is not known when. */
  | { readonly state: 'open' | 'frozen'; readonly happenedAt: Instant }
  | { readonly state: 'restored' | 'closed' | 'expired' | 'unknown' }

type Read = { readonly gate: Gate; readonly society: Society; readonly token: string }

/** Looks, changes nothing: mail scanners open every link. */
export function showDoubt({ gate, society, token }: Read): Promise<DoubtState> {
  const doubt = readNotMeToken(gate.keyring, society.id, token, gate.clock())
  if (doubt === undefined || doubt === 'expired') return Promise.resolve({ state: doubt ?? 'unknown' })
  return gate.database.inSociety(society.id, (tx) => stateOf(tx, society.id, doubt))
}

/**
 * 「心当たりがない」 (design.md §6): stops the account, ends every visit and every code and link, tells the member wherever
 * an address was verified, and the society. It needs no sign-in and gives none (invariant 13); a hundred at once are one.
 */
export function freezeAccount(read: Read): Promise<DoubtState> {
  const { gate, society, token } = read
  const now = gate.clock()
  const doubt = readNotMeToken(gate.keyring, society.id, token, now)
  if (doubt === undefined || doubt === 'expired') return Promise.resolve({ state: doubt ?? 'unknown' })
  return gate.database.inSociety(society.id, async (tx) => {
    await lockAccount(tx, society.id, doubt.accountId)
    const before = await stateOf(tx, society.id, doubt)
    if (before.state !== 'open' && before.state !== 'frozen') return before
    const since = await doubtedSince(tx, society.id, doubt)
    await writeFreeze(tx, society.id, doubt.accountId, new Date(since), new Date(now))
    if (before.state === 'frozen') return before
    await endEverything(tx, society.id, doubt.accountId, now)
    await record(tx, society.id, now, [{ name: 'account.frozen', actor: 'visitor', accountId: doubt.accountId }])
    for (const mail of await mailsOf(tx, society, doubt.accountId, { since, now })) await gate.queue.enqueue(tx, mail)
    return { state: 'frozen', happenedAt: doubt.happenedAt }
  })
}

async function stateOf(tx: Tx, societyId: number, { accountId, happenedAt, madeAt }: Doubt): Promise<DoubtState> {
  const account = await tx
    .selectFrom('account')
    .select(['frozen_at', 'closed_at', 'restored_at'])
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (!account) return { state: 'unknown' }
  if (account.closed_at) return { state: 'closed' }
  if (account.restored_at && account.restored_at.getTime() > madeAt) return { state: 'restored' }
  return { state: account.frozen_at ? 'frozen' : 'open', happenedAt }
}

/** From the beginning of the visit in which it happened: whatever else was done there was done by the same person. */
async function doubtedSince(tx: Tx, societyId: number, { accountId, happenedAt }: Doubt): Promise<Instant> {
  const row = await tx
    .selectFrom('event')
    .innerJoin('visit', (join) =>
      join.onRef('visit.society_id', '=', 'event.society_id').onRef('visit.id', '=', 'event.visit_id'),
    )
    .select(({ fn }) => fn.min('visit.started_at').as('started'))
    .where('event.society_id', '=', societyId)
    .where('event.account_id', '=', accountId)
    .where('event.happened_at', '=', (of) =>
      of
        .selectFrom('event')
        .select(({ fn }) => fn.max('happened_at').as('at'))
        .where('society_id', '=', societyId)
        .where('account_id', '=', accountId)
        .where('happened_at', '<=', new Date(happenedAt)),
    )
    .executeTakeFirst()
  return Math.min(happenedAt, row?.started?.getTime() ?? happenedAt)
}

/** A second doubt about an account that is stopped already can only reach further back. */
async function writeFreeze(tx: Tx, societyId: number, accountId: string, since: Date, now: Date): Promise<void> {
  await tx
    .updateTable('account')
    .set({
      frozen_at: sql<Date>`coalesce(frozen_at, ${now})`,
      doubted_since: sql<Date>`least(doubted_since, ${since}::timestamptz)`,
    })
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .execute()
}

async function endEverything(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  await endEveryVisit(tx, { societyId, accountId }, 'frozen', now)
  await forgetOtherBrowsers(tx, societyId, accountId, [], now)
  await killResetLinks(tx, societyId, accountId, now)
  await killMailedCodes(tx, societyId, accountId, now)
}

/** To the current address, to those that were taken away since the doubt, and to the society where it has a mailbox. */
async function mailsOf(
  tx: Tx,
  society: Society,
  accountId: string,
  { since, now }: { since: Instant; now: Instant },
): Promise<MailJob[]> {
  const addresses = await tx
    .selectFrom('mail_address')
    .select('id')
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .where('verified_at', 'is not', null)
    .where(({ eb, or }) => or([eb('removed_at', 'is', null), eb('removed_at', '>=', new Date(since))]))
    .execute()
  const at = new Date(now).toISOString()
  const about = { societyId: society.id, accountId, at }
  const told = addresses.map(({ id }) => ({
    ...about,
    kind: 'changed' as const,
    what: 'frozen' as const,
    mailAddressId: id,
  }))
  return society.policy.contact.mail === undefined ? told : [...told, { ...about, kind: 'frozenMember' as const }]
}

import type { MailJobOf } from '../job.ts'
import { linkToken } from '../mail-code-secret.ts'
import { type Message, small, text } from '../message.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'
import type { Desk } from './mail-code.ts'
import { notMe } from './not-me.ts'

/** Where the link for a forgotten password leads; the page is the web's. */
export const RESET_LINK = '/reset'

/** パスワードをリセット (REC-04, REC-05, MSG-12). Nothing where nobody has what was typed, or the link is dead already. */
export async function resetLink(desk: Desk, job: MailJobOf<'reset'>): Promise<Message | undefined> {
  const { society, keyring } = desk
  const { locale = 'ja', requestId } = job
  const row = await readRequest(desk, requestId, 'reset')
  if (!row) return undefined
  const { reset: words, everyMail } = wordsIn(locale)
  const href = `${society.origin}${RESET_LINK}/${linkToken(keyring, society.id, requestId, 'reset')}`
  return compose(society, {
    to: row.address,
    locale,
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(everyMail.greeting(row.name)),
      text(words.lead(society.policy.title)),
      { kind: 'link', label: words.link, href },
      text(words.lifetime(society.policy.lifetimes.linkMinutes)),
      text(everyMail.fact(words.expires, everyMail.until(dateAndTime(row.expires_at, locale)))),
      text(words.next),
      small(words.linkIsOurs(society.canonicalHost)),
      small(words.notMine),
    ],
  })
}

/** The forgotten user ID (FID-06, MSG-13), to the verified address of whoever was born on the day that was typed. */
export async function userIdMail(desk: Desk, job: MailJobOf<'userId'>): Promise<Message | undefined> {
  const { society } = desk
  const { locale = 'ja', requestId } = job
  const row = await readRequest(desk, requestId, 'userId')
  if (!row) return undefined
  const { userId: words, everyMail } = wordsIn(locale)
  const userId = await signInIdOf(desk, row.account_id)
  const byMail = society.policy.signInWith === 'idOrMail'
  return compose(society, {
    to: row.address,
    locale,
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(everyMail.greeting(row.name)),
      text(words.lead(society.policy.title)),
      ...(userId === undefined ? [] : [text(everyMail.fact(words.userId, userId))]),
      ...(byMail ? [text(words.byMail)] : []),
      text(words.notMine),
      small(everyMail.bookmark),
    ],
  })
}

/** Somebody came back: by what, and what does not open any more (MAIL-07: no link that signs in). To every address that is verified. */
export async function recovered(desk: Desk, job: MailJobOf<'recovered'>): Promise<Message | undefined> {
  const { tx, society } = desk
  const { locale = 'ja' } = job
  const row = await tx
    .selectFrom('recovery')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'recovery.society_id')
        .onRef('mail_address.account_id', '=', 'recovery.account_id'),
    )
    .select([
      'recovery.account_id',
      'recovery.rung',
      'recovery.replaces',
      'recovery.granted_at',
      'mail_address.address',
    ])
    .where('recovery.society_id', '=', society.id)
    .where('recovery.id', '=', job.recoveryId)
    .where('mail_address.removed_at', 'is', null)
    .where('mail_address.verified_at', 'is not', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { recovered: words, everyMail } = wordsIn(locale)
  const replaced = words.join(row.replaces.map((factor) => words.factors[factor]))
  return compose(society, {
    to: row.address,
    locale,
    title: words.title,
    at: row.granted_at.getTime(),
    parts: [
      text(words.lead(society.policy.title)),
      text(
        [
          everyMail.fact(words.at, dateAndTime(row.granted_at, locale)),
          everyMail.fact(words.by, words.rungs[row.rung]),
          everyMail.fact(words.replaced, replaced),
        ].join('\n'),
      ),
      text(words.mine),
      ...notMe(desk, { accountId: row.account_id, at: row.granted_at.getTime(), locale }, words.notMine),
      small(everyMail.bookmark),
    ],
  })
}

function readRequest({ tx, society, now }: Desk, id: string, purpose: 'reset' | 'userId') {
  return tx
    .selectFrom('mail_request')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'mail_request.society_id')
        .onRef('mail_address.id', '=', 'mail_request.mail_address_id'),
    )
    .innerJoin('account', (join) =>
      join
        .onRef('account.society_id', '=', 'mail_address.society_id')
        .onRef('account.id', '=', 'mail_address.account_id'),
    )
    .select(['mail_address.address', 'mail_address.account_id', 'account.name'])
    .select(['mail_request.expires_at', 'mail_request.last_sent_at'])
    .where('mail_request.society_id', '=', society.id)
    .where('mail_request.id', '=', id)
    .where('mail_request.purpose', '=', purpose)
    .where('mail_request.spent_at', 'is', null)
    .where('mail_request.expires_at', '>', new Date(now))
    .where('mail_request.epoch', '=', society.epoch)
    .where('mail_address.verified_at', 'is not', null)
    .where('mail_address.removed_at', 'is', null)
    .executeTakeFirst()
}

/** The ID with which this person signs in: the own one, else the kept one, else the issued one. */
async function signInIdOf({ tx, society }: Desk, accountId: string): Promise<string | undefined> {
  const rows = await tx
    .selectFrom('identifier')
    .select(['kind', 'value'])
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .where('kind', '<>', 'mail')
    .execute()
  const order = ['own', 'kept', 'temporary']
  return rows.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))[0]?.value
}

import type { Instant } from '../../kernel/clock.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Tx } from '../../store/database.ts'
import { mail } from '../../texts/ja/mail.ts'
import type { MailJobOf } from '../job.ts'
import { type Message, small, text } from '../message.ts'
import { compose, dateAndTime } from './everyday.ts'

/** The first sitting is done: what was set up, and what to do if it was somebody else (MAIL-07: no link). */
export async function activated(
  tx: Tx,
  society: Society,
  { accountId }: MailJobOf<'activated'>,
  now: Instant,
): Promise<Message | undefined> {
  const words = mail.activated
  const person = await tx
    .selectFrom('account')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'account.society_id')
        .onRef('mail_address.account_id', '=', 'account.id'),
    )
    .leftJoin('method_choice', (join) =>
      join
        .onRef('method_choice.society_id', '=', 'account.society_id')
        .onRef('method_choice.account_id', '=', 'account.id'),
    )
    .leftJoin('identifier', (join) =>
      join
        .onRef('identifier.society_id', '=', 'account.society_id')
        .onRef('identifier.account_id', '=', 'account.id')
        .on('identifier.kind', '=', 'own'),
    )
    .leftJoin('password', (join) =>
      join.onRef('password.society_id', '=', 'account.society_id').onRef('password.account_id', '=', 'account.id'),
    )
    .select([
      'account.name',
      'mail_address.address',
      'method_choice.method',
      'identifier.value as userId',
      'password.set_at as passwordSetAt',
    ])
    .where('account.society_id', '=', society.id)
    .where('account.id', '=', accountId)
    .where('mail_address.removed_at', 'is', null)
    .where('mail_address.verified_at', 'is not', null)
    .executeTakeFirst()
  if (!person) return undefined
  const setUp = [
    words.mail,
    ...(person.userId ? [words.userId] : []),
    ...(person.passwordSetAt ? [words.password] : []),
  ]
  if (person.method) setUp.push(words.method(person.method))
  return compose(society, {
    to: person.address,
    title: words.title,
    at: now,
    parts: [
      text(mail.everyMail.greeting(person.name)),
      text(words.lead(society.policy.title)),
      {
        kind: 'facts',
        facts: [
          [words.at, dateAndTime(now)],
          [words.setUp, words.join(setUp)],
        ],
      },
      text(words.notMine),
      small(mail.everyMail.bookmark),
    ],
  })
}

/** Something about the sign-in was changed; the old and the new address are told by a job each. */
export async function changed(tx: Tx, society: Society, job: MailJobOf<'changed'>): Promise<Message | undefined> {
  const words = mail.changed
  const row = await tx
    .selectFrom('mail_address')
    .select('address')
    .where('society_id', '=', society.id)
    .where('account_id', '=', job.accountId)
    .where('id', '=', job.mailAddressId)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  if (!row) return undefined
  const at = Date.parse(job.at)
  return compose(society, {
    to: row.address,
    title: words.titles[job.what],
    at,
    parts: [
      text(words.lead(society.policy.title, words.titles[job.what])),
      { kind: 'facts', facts: [[words.at, dateAndTime(at)]] },
      text(words.mine),
      text(words.notMine),
      small(mail.everyMail.bookmark),
    ],
  })
}

import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import type { MailJobOf } from '../job.ts'
import { type Message, small, text } from '../message.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'
import type { Desk } from './mail-code.ts'
import { notMe } from './not-me.ts'

/** The first sitting is done: what was set up, and what to do if it was somebody else (MAIL-07: no link that signs in). */
export async function activated(
  desk: Desk,
  { accountId, locale = 'ja' }: MailJobOf<'activated'>,
  at: Instant,
): Promise<Message | undefined> {
  const { tx, society } = desk
  const { activated: words, everyMail } = wordsIn(locale)
  const person = await readPerson(tx, society.id, accountId)
  if (!person) return undefined
  const setUp = [words.mail]
  if (person.userId !== null) setUp.push(words.userId)
  if (person.password) setUp.push(words.password)
  if (person.method !== null) setUp.push(words.method(person.method))
  const facts = [everyMail.fact(words.at, dateAndTime(at, locale)), everyMail.fact(words.setUp, words.join(setUp))]
  return compose(society, {
    to: person.address,
    locale,
    title: words.title,
    at,
    parts: [
      text(everyMail.greeting(person.name)),
      text(words.lead(society.policy.title)),
      text(facts.join('\n')),
      ...notMe(desk, { accountId, at, locale }, words.notMine),
      small(everyMail.bookmark),
    ],
  })
}

/** Somebody with a verified address, and what they have. */
async function readPerson(tx: Tx, societyId: number, accountId: string) {
  const row = await tx
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
    .leftJoin('password', (join) =>
      join.onRef('password.society_id', '=', 'account.society_id').onRef('password.account_id', '=', 'account.id'),
    )
    .leftJoin('identifier', (join) =>
      join
        .onRef('identifier.society_id', '=', 'account.society_id')
        .onRef('identifier.account_id', '=', 'account.id')
        .on('identifier.kind', '=', 'own'),
    )
    .select(['account.name', 'mail_address.address', 'method_choice.method'])
    .select(['password.set_at as passwordSetAt', 'identifier.value as userId'])
    .where('account.society_id', '=', societyId)
    .where('account.id', '=', accountId)
    .where('mail_address.removed_at', 'is', null)
    .where('mail_address.verified_at', 'is not', null)
    .executeTakeFirst()
  return row && { ...row, password: row.passwordSetAt !== null }
}

/** Something about the sign-in was changed; the old and the new address are told by a job each. */
export async function changed(desk: Desk, job: MailJobOf<'changed'>): Promise<Message | undefined> {
  const { tx, society } = desk
  const { locale = 'ja', what } = job
  const { changed: words, everyMail } = wordsIn(locale)
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
    locale,
    title: words.titles[what],
    at,
    parts: [
      text(words.lead(society.policy.title, words.titles[what])),
      text(everyMail.fact(words.at, dateAndTime(at, locale))),
      ...(what === 'frozen'
        ? [text(words.frozen), text(words.wayBack)]
        : [
            text(what === 'restored' ? words.restored : words.mine),
            ...notMe(desk, { accountId: job.accountId, at, locale }, words.notMine),
          ]),
      small(everyMail.bookmark),
    ],
  })
}

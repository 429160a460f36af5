import type { Locale } from '../../texts/codes.ts'
import type { MailJobOf } from '../job.ts'
import { type Message, type Part, small, text } from '../message.ts'
import { NOT_ME, NOT_ME_DAYS, notMeToken } from '../not-me-token.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'
import type { Desk } from './mail-code.ts'

/** 「心当たりがない」 (design.md §6): what it means, the link, and what it does. It signs nobody in. */
export function notMe(
  { society, keyring, now }: Desk,
  { accountId, at, locale }: { accountId: string; at: number; locale: Locale },
  meaning: string,
): Part[] {
  const { everyMail } = wordsIn(locale)
  const token = notMeToken(keyring, society.id, { accountId, happenedAt: at, madeAt: now })
  return [
    text(meaning),
    { kind: 'link', label: everyMail.notMeLink, href: `${society.origin}${NOT_ME}/${token}` },
    small(everyMail.notMe(NOT_ME_DAYS)),
  ]
}

/**
 * To the desk of the society: an account was stopped. Mail is read by many, and 記号・番号 may not be asked for or passed
 * on freely: who it is stands in `genkan member frozen`.
 */
export async function frozenMember({ society }: Desk, job: MailJobOf<'frozenMember'>): Promise<Message | undefined> {
  const to = society.policy.contact.mail
  if (to === undefined) return undefined
  const { locale = 'ja' } = job
  const { frozenMember: words, everyMail } = wordsIn(locale)
  const at = Date.parse(job.at)
  return compose(society, {
    to,
    locale,
    title: words.title,
    at,
    parts: [
      text(words.lead(society.policy.title)),
      text(everyMail.fact(words.at, dateAndTime(at, locale))),
      text(words.list(`genkan member frozen --society ${society.name}`)),
      text(words.next),
    ],
  })
}

import type { Instant } from '../../kernel/clock.ts'
import { contactFor } from '../../society/contact-for.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Locale } from '../../texts/codes.ts'
import { mail as en } from '../../texts/en/mail.ts'
import { mail as ja } from '../../texts/ja/mail.ts'
import { type Message, type Part, renderHtml, renderText, small } from '../message.ts'

/** What a message says; who it is from, how it begins and ends is the same for all. */
export type Draft = {
  readonly to: string
  readonly locale: Locale
  readonly title: string
  readonly at: Instant
  /** Which time the same code is sent; 1 where nothing is sent twice. */
  readonly count?: number
  readonly parts: readonly Part[]
}

const catalogues = { ja, en }

/** The sentences of one language. */
export const wordsIn = (locale: Locale = 'ja'): typeof ja => catalogues[locale]

/** The whole mail: a subject that no other mail has (MSG-15), sender, and how to tell a false mail. */
export function compose({ policy }: Society, draft: Draft): Message {
  const { everyMail } = wordsIn(draft.locale)
  const time = clockTime(draft.at)
  const subject = oneLine(everyMail.subject(policy.productName, draft.title, time, draft.count ?? 1))
  const parts = [
    ...draft.parts,
    small(everyMail.neverAsked),
    small(everyMail.sender(policy.sender.address)),
    small(everyMail.desk({ societyName: policy.societyName, ...contactFor(policy, draft.locale) })),
  ]
  return {
    from: { name: oneLine(policy.sender.name), address: policy.sender.address },
    to: draft.to,
    subject,
    text: renderText(parts),
    html: renderHtml(subject, parts, { lang: draft.locale, ...policy.colours }),
  }
}

const clockTime = (at: Instant): string =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: '2-digit', minute: '2-digit' }).format(at)

const moments: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  ja: new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Tokyo', dateStyle: 'long', timeStyle: 'short' }),
}

/** In Japan's time: 2026年11月21日 14:05. */
export const dateAndTime = (at: Instant | Date, locale: Locale = 'ja'): string => moments[locale].format(at)

const oneLine = (words: string): string => words.replace(/[\r\n]+/g, ' ')

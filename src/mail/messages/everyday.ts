import type { Instant } from '../../kernel/clock.ts'
import type { Society } from '../../society/society-directory.ts'
import { mail } from '../../texts/ja/mail.ts'
import { type Message, type Part, renderHtml, renderText, small } from '../message.ts'

/** What a message says; who it is from, how it begins and ends is the same for all. */
export type Draft = {
  readonly to: string
  readonly title: string
  readonly at: Instant
  readonly parts: readonly Part[]
}

/** The whole mail: subject with the time, so that no thread hides it (MSG-15), sender, and how to tell a false mail. */
export function compose({ policy }: Society, draft: Draft): Message {
  const { everyMail } = mail
  const subject = oneLine(everyMail.subject(policy.productName, draft.title, clockTime(draft.at)))
  const parts = [
    ...draft.parts,
    small(everyMail.neverAsked),
    small(everyMail.sender(policy.sender.address)),
    small(everyMail.desk({ societyName: policy.societyName, ...policy.contact })),
  ]
  return {
    from: { name: oneLine(policy.sender.name), address: policy.sender.address },
    to: draft.to,
    subject,
    text: renderText(parts),
    html: renderHtml(subject, parts),
  }
}

const inTokyo = (at: Instant, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options }).format(at)

export const clockTime = (at: Instant): string => inTokyo(at, { hour: '2-digit', minute: '2-digit' })

export const dateAndTime = (at: Instant): string => inTokyo(at, { dateStyle: 'long', timeStyle: 'short' })

const oneLine = (words: string): string => words.replace(/[\r\n]+/g, ' ')

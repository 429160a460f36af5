import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Tx } from '../../store/database.ts'
import type { MailJobOf } from '../job.ts'
import { linkToken, openCode } from '../mail-code-secret.ts'
import { type Message, type Part, small, text } from '../message.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'

/** Where a mailed link leads; the page is the web's. */
export const MAIL_LINK = '/mail/link'

/** What a message is written from. */
export type Desk = { readonly tx: Tx; readonly society: Society; readonly keyring: Keyring; readonly now: Instant }

/** The confirmation of an address: the code first, the link second (EML-15…17). Nothing when there is nothing left to confirm. */
export async function confirmAddress(desk: Desk, job: MailJobOf<'confirmAddress'>): Promise<Message | undefined> {
  const { society, keyring } = desk
  const words = wordsIn(job.locale).confirmAddress
  const row = await readCode(desk, job, 'confirm')
  if (!row || row.verified_at !== null) return undefined
  const { productName } = society.policy
  const href = `${society.origin}${MAIL_LINK}/${linkToken(keyring, society.id, job.mailCodeId)}`
  return compose(society, {
    ...addressed(job, row),
    title: words.title,
    parts: [
      text(words.lead(productName)),
      { kind: 'code', code: row.code },
      text(words.enter),
      text(words.orLink),
      { kind: 'link', label: words.link, href },
      small(words.linkIsOurs(society.canonicalHost)),
      facts(job, words, row),
      small(words.notMine(productName)),
    ],
  })
}

/** The mailed code (MSG-05…09, MOT-06); never sent to an address that is not verified. */
export async function proveCode(desk: Desk, job: MailJobOf<'proveCode'>): Promise<Message | undefined> {
  const { society } = desk
  const words = wordsIn(job.locale).proveCode
  const row = await readCode(desk, job, 'prove')
  if (!row || row.verified_at === null) return undefined
  const { productName } = society.policy
  return compose(society, {
    ...addressed(job, row),
    title: words.title,
    parts: [
      text(words.lead(productName)),
      { kind: 'code', code: row.code },
      text(words.enter),
      facts(job, words, row),
      small(words.notMine(productName)),
      small(words.notMeAtAll),
    ],
  })
}

/** Mails of other visits to this address that have this minute in their subject already (MSG-15). */
const SENT_BESIDE = sql<string>`(
  select coalesce(sum(other.sent_count), 0) from mail_code other
  where other.society_id = mail_code.society_id and other.mail_address_id = mail_code.mail_address_id
    and other.purpose = mail_code.purpose and other.id <> mail_code.id and other.created_at <= mail_code.created_at
    and other.last_sent_at >= date_trunc('minute', mail_code.last_sent_at))`

type CodeJob = MailJobOf<'confirmAddress' | 'proveCode'>
type CodeRow = NonNullable<Awaited<ReturnType<typeof readCode>>>

const addressed = ({ locale = 'ja' }: CodeJob, row: CodeRow) => ({
  to: row.address,
  locale,
  at: row.last_sent_at.getTime(),
  count: row.sent_count + Number(row.others),
})

/** Until when, since when and for which browser: enough to tell one's own request from somebody else's (MAIL-08). */
function facts({ locale }: CodeJob, words: { expires: string; at: string; device: string }, row: CodeRow): Part {
  const { everyMail } = wordsIn(locale)
  const said = [
    everyMail.fact(words.expires, everyMail.until(dateAndTime(row.expires_at, locale))),
    everyMail.fact(words.at, dateAndTime(row.created_at, locale)),
    everyMail.fact(words.device, row.browser || everyMail.unknownDevice),
  ]
  return text(said.join('\n'))
}

/** The code as long as it opens something: living, of this purpose, for an address that is still the member's. */
async function readCode({ tx, society, keyring, now }: Desk, { mailCodeId }: CodeJob, purpose: 'confirm' | 'prove') {
  const row = await tx
    .selectFrom('mail_code')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'mail_code.society_id')
        .onRef('mail_address.id', '=', 'mail_code.mail_address_id'),
    )
    .innerJoin('visit', (join) =>
      join.onRef('visit.society_id', '=', 'mail_code.society_id').onRef('visit.id', '=', 'mail_code.visit_id'),
    )
    .select(['mail_code.code_sealed', 'mail_code.created_at', 'mail_code.expires_at', 'mail_code.last_sent_at'])
    .select(['mail_code.sent_count', 'mail_address.address', 'mail_address.verified_at', 'visit.browser'])
    .select(SENT_BESIDE.as('others'))
    .where('mail_code.society_id', '=', society.id)
    .where('mail_code.id', '=', mailCodeId)
    .where('mail_code.purpose', '=', purpose)
    .where('mail_code.epoch', '=', society.epoch)
    .where('mail_code.spent_at', 'is', null)
    .where('mail_code.expires_at', '>', new Date(now))
    // A proposed address counts nowhere yet, and is written to all the same.
    .where(({ eb, or }) =>
      or([eb('mail_address.removed_at', 'is', null), eb('mail_address.proposed_at', 'is not', null)]),
    )
    .executeTakeFirst()
  const code = row && openCode(keyring, society.id, mailCodeId, row.code_sealed)
  return row && code !== undefined ? { ...row, code } : undefined
}

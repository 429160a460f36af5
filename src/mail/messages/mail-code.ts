import type { Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Tx } from '../../store/database.ts'
import { mail } from '../../texts/ja/mail.ts'
import type { MailJobOf } from '../job.ts'
import { linkToken, openCode } from '../mail-code-secret.ts'
import { type Message, small, text } from '../message.ts'
import { compose, dateAndTime } from './everyday.ts'

/** Where a mailed link leads; the page is the web's. */
export const MAIL_LINK = '/mail/link'

/** The confirmation of an address: the code first, the link second (EML-15…17). Nothing when there is nothing left to confirm. */
export async function confirmAddress(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  { mailCodeId }: MailJobOf<'confirmAddress'>,
  now: Instant,
): Promise<Message | undefined> {
  const words = mail.confirmAddress
  const row = await readCode(tx, society, mailCodeId, now)
  const code = row && row.verified_at === null && openCode(keyring, society.id, mailCodeId, row.code_sealed)
  if (!row || !code) return undefined
  const { productName } = society.policy
  const href = `${society.origin}${MAIL_LINK}/${linkToken(keyring, society.id, mailCodeId)}`
  return compose(society, {
    to: row.address,
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(words.lead(productName)),
      { kind: 'code', code },
      text(words.enter),
      text(words.orLink),
      { kind: 'link', label: words.link, href },
      small(words.linkIsOurs(society.origin)),
      facts(words, row),
      small(words.notMine(productName)),
    ],
  })
}

/** The mailed code (MSG-05…09, MOT-06); never sent to an address that is not verified. */
export async function proveCode(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  { mailCodeId }: MailJobOf<'proveCode'>,
  now: Instant,
): Promise<Message | undefined> {
  const words = mail.proveCode
  const row = await readCode(tx, society, mailCodeId, now)
  const code = row && row.verified_at !== null && openCode(keyring, society.id, mailCodeId, row.code_sealed)
  if (!row || !code) return undefined
  const { productName } = society.policy
  return compose(society, {
    to: row.address,
    title: words.title,
    at: row.last_sent_at.getTime(),
    parts: [
      text(words.lead(productName)),
      { kind: 'code', code },
      text(words.enter),
      facts(words, row),
      small(words.notMine(productName)),
      small(words.notMeAtAll),
    ],
  })
}

function facts(
  words: { expires: string; at: string; device: string },
  row: { expires_at: Date; created_at: Date; browser: string },
) {
  const { everyMail } = mail
  return {
    kind: 'facts' as const,
    facts: [
      [words.expires, everyMail.until(dateAndTime(row.expires_at.getTime()))],
      [words.at, dateAndTime(row.created_at.getTime())],
      [words.device, row.browser || everyMail.unknownDevice],
    ] as const,
  }
}

function readCode(tx: Tx, society: Society, id: string, now: Instant) {
  return tx
    .selectFrom('mail_code')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'mail_code.society_id')
        .onRef('mail_address.id', '=', 'mail_code.mail_address_id'),
    )
    .innerJoin('visit', (join) =>
      join.onRef('visit.society_id', '=', 'mail_code.society_id').onRef('visit.id', '=', 'mail_code.visit_id'),
    )
    .select([
      'mail_code.code_sealed',
      'mail_code.created_at',
      'mail_code.expires_at',
      'mail_code.last_sent_at',
      'mail_address.address',
      'mail_address.verified_at',
      'visit.browser',
    ])
    .where('mail_code.society_id', '=', society.id)
    .where('mail_code.id', '=', id)
    .where('mail_code.spent_at', 'is', null)
    .where('mail_code.expires_at', '>', new Date(now))
    .where('mail_address.removed_at', 'is', null)
    .executeTakeFirst()
}

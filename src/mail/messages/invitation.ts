import type { MailJobOf } from '../job.ts'
import { invitationToken } from '../mail-code-secret.ts'
import { type Message, small, text } from '../message.ts'
import { compose, dateAndTime, wordsIn } from './everyday.ts'
import type { Desk } from './mail-code.ts'

/** Where the link of an invitation leads; the page is the web's. */
export const INVITATION = '/invitation'

/**
 * The first sign-in by mail (ISS-03): a link, no ID, no password, and no name, since the mailbox may be shared. Nothing
 * when it opens nothing any more.
 */
export async function invitation(
  { tx, society, keyring, now }: Desk,
  { letterId, locale = 'ja' }: MailJobOf<'invitation'>,
): Promise<Message | undefined> {
  const row = await tx
    .selectFrom('letter')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'letter.society_id')
        .onRef('mail_address.id', '=', 'letter.mail_address_id'),
    )
    .select(['mail_address.address', 'letter.issued_at', 'letter.expires_at'])
    .where('letter.society_id', '=', society.id)
    .where('letter.id', '=', letterId)
    .where('letter.spent_at', 'is', null)
    .where('letter.cancelled_at', 'is', null)
    .where('letter.expires_at', '>', new Date(now))
    .where('mail_address.removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { invitation: words, confirmAddress, everyMail } = wordsIn(locale)
  const href = `${society.origin}${INVITATION}/${invitationToken(keyring, society.id, letterId)}`
  return compose(society, {
    to: row.address,
    locale,
    title: words.title,
    at: row.issued_at.getTime(),
    parts: [
      text(words.lead(society.policy.societyName, society.policy.title)),
      text(words.prepare),
      { kind: 'link', label: words.link, href },
      small(confirmAddress.linkIsOurs(society.canonicalHost)),
      text(everyMail.fact(confirmAddress.expires, everyMail.until(dateAndTime(row.expires_at, locale)))),
      small(words.notMine),
    ],
  })
}

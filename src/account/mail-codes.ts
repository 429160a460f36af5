import { hours, type Instant, minutes, seconds } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { randomDigits } from '../kernel/random.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { openCode, sealCode } from '../mail/mail-code-secret.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'

/** `confirm` verifies an address, by code or link; `prove` shows the mailbox in a visit, by code. */
export type MailCodePurpose = 'confirm' | 'prove'

export type MailCode = {
  readonly id: string
  readonly code: string
  readonly expiresAt: Instant
  readonly sentCount: number
  readonly lastSentAt: Instant
}

export type SendProblem =
  | { readonly kind: 'resendTooEarly'; readonly until: Instant }
  | { readonly kind: 'resendLimit' }

/** Between two mails with the same code. */
export const RESEND_AFTER = seconds(30)
/** The first mail and five more. */
export const MOST_MAILS = 6
/** With less time left than this a new code is added; the old one stays good to its end. */
const TOO_SHORT = minutes(2)
/** To one recipient, over all flows. */
const MOST_PER_HOUR = 12

type Holder = { societyId: number; accountId: string; visitId: string; mailAddressId: string }

/** The codes that can be typed in this visit now, the newest first. */
export async function livingMailCodes(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  holder: { visitId: string; mailAddressId: string; purpose: MailCodePurpose },
  now: Instant,
): Promise<MailCode[]> {
  const rows = await tx
    .selectFrom('mail_code')
    .select(['id', 'code_sealed', 'expires_at', 'sent_count', 'last_sent_at'])
    .where('society_id', '=', society.id)
    .where('visit_id', '=', holder.visitId)
    .where('mail_address_id', '=', holder.mailAddressId)
    .where('purpose', '=', holder.purpose)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('epoch', '=', society.epoch)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.flatMap((row) => {
    const code = openCode(keyring, society.id, row.id, row.code_sealed)
    return code === undefined
      ? []
      : [
          {
            id: row.id,
            code,
            expiresAt: row.expires_at.getTime(),
            sentCount: row.sent_count,
            lastSentAt: row.last_sent_at.getTime(),
          },
        ]
  })
}

/** A code to be mailed: the living one again, or a new one. The caller puts the mail into the queue. */
export async function codeToSend(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  holder: Holder & { purpose: MailCodePurpose },
  now: Instant,
): Promise<Result<{ mailCodeId: string }, SendProblem>> {
  const [newest] = await livingMailCodes(tx, society, keyring, holder, now)
  if (newest && newest.lastSentAt + RESEND_AFTER > now) {
    return err({ kind: 'resendTooEarly', until: newest.lastSentAt + RESEND_AFTER })
  }
  if (newest && newest.sentCount >= MOST_MAILS) return err({ kind: 'resendLimit' })
  if (await recipientHasEnough(tx, holder, now)) return err({ kind: 'resendLimit' })
  if (newest && newest.expiresAt - now >= TOO_SHORT) {
    await tx
      .updateTable('mail_code')
      .set({ sent_count: newest.sentCount + 1, last_sent_at: new Date(now) })
      .where('society_id', '=', society.id)
      .where('id', '=', newest.id)
      .execute()
    return ok({ mailCodeId: newest.id })
  }
  return ok({ mailCodeId: await newCode(tx, society, keyring, holder, now) })
}

async function newCode(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  holder: Holder & { purpose: MailCodePurpose },
  now: Instant,
): Promise<string> {
  const { confirmHours, mailCodeMinutes } = society.policy.lifetimes
  const lifetime = holder.purpose === 'confirm' ? hours(confirmHours) : minutes(mailCodeMinutes)
  const id = crypto.randomUUID()
  await tx
    .insertInto('mail_code')
    .values({
      society_id: society.id,
      id,
      account_id: holder.accountId,
      visit_id: holder.visitId,
      mail_address_id: holder.mailAddressId,
      purpose: holder.purpose,
      code_sealed: sealCode(keyring, society.id, id, randomDigits(6)),
      created_at: new Date(now),
      expires_at: new Date(now + lifetime),
      last_sent_at: new Date(now),
      epoch: society.epoch,
    })
    .execute()
  return id
}

async function recipientHasEnough(tx: Tx, holder: Holder, now: Instant): Promise<boolean> {
  const { sent } = await tx
    .selectFrom('mail_code')
    .innerJoin('mail_address as sent_to', (join) =>
      join
        .onRef('sent_to.society_id', '=', 'mail_code.society_id')
        .onRef('sent_to.id', '=', 'mail_code.mail_address_id'),
    )
    .innerJoin('mail_address as wanted', (join) =>
      join
        .onRef('wanted.society_id', '=', 'sent_to.society_id')
        .onRef('wanted.address_key', '=', 'sent_to.address_key'),
    )
    .select(({ fn }) => fn.sum<string | null>('mail_code.sent_count').as('sent'))
    .where('mail_code.society_id', '=', holder.societyId)
    .where('wanted.id', '=', holder.mailAddressId)
    .where('mail_code.last_sent_at', '>', new Date(now - hours(1)))
    .executeTakeFirstOrThrow()
  return Number(sent ?? 0) >= MOST_PER_HOUR
}

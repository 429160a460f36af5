import { maskAddress } from '../account/mail-address-rule.ts'
import {
  livingMailCodes,
  type MailCode,
  type MailCodePurpose,
  MOST_MAILS,
  RESEND_AFTER,
} from '../account/mail-codes.ts'
import type { Present } from '../journey/find-visit.ts'
import type { Instant } from '../kernel/clock.ts'
import { foldCode, readDigits } from '../kernel/fold.ts'
import { wordsIn } from '../mail/messages/everyday.ts'
import type { MailCodeErrorCode } from '../texts/codes.ts'
import type { PageRequest } from './request.ts'

/** What a page that waits for a mailed code adds to itself. */
export type MailCodeNotes = {
  readonly errors: readonly MailCodeErrorCode[]
  readonly retryAt: number | null
  readonly resent: boolean
}

/** What both pages that wait for a mailed code show: where it went, what to look for, when it can be sent again. */
export async function mailCodeModel(
  request: PageRequest,
  present: Present,
  purpose: MailCodePurpose,
  notes: MailCodeNotes | null,
  address: { readonly id: string; readonly address: string } | null = present.situation.address,
) {
  const { gate, society } = request
  const now = gate.clock()
  const { visit } = present.situation
  const holder = { visitId: visit.id, mailAddressId: address?.id ?? '', purpose }
  const codes = address
    ? await gate.database.inSociety(society.id, (tx) => livingMailCodes(tx, society, gate.keyring, holder, now))
    : []
  const newest = codes[0]
  const lifetime =
    purpose === 'confirm' ? society.policy.lifetimes.confirmHours * 60 : society.policy.lifetimes.mailCodeMinutes
  return {
    maskedMail: maskAddress(address?.address ?? ''),
    sender: society.policy.sender.address,
    subject: subjectOf(request, purpose),
    resendInSeconds: newest ? Math.max(0, Math.ceil((newest.lastSentAt + RESEND_AFTER - now) / 1000)) : 0,
    resendsLeft: newest ? MOST_MAILS - newest.sentCount : MOST_MAILS,
    sent: newest !== undefined,
    validMinutes: newest ? Math.max(1, Math.ceil((newest.expiresAt - now) / 60_000)) : lifetime,
    ...(notes ?? { errors: [], retryAt: null, resent: wasResent(newest, now) }),
  }
}

/** Whether a mail that was asked for in this visit can still be answered. */
export async function hasLivingCode(
  { gate, society }: PageRequest,
  { situation }: Present,
  purpose: MailCodePurpose,
): Promise<boolean> {
  const holder = { visitId: situation.visit.id, mailAddressId: situation.address?.id ?? '', purpose }
  if (!situation.address) return false
  const now = gate.clock()
  const codes = await gate.database.inSociety(society.id, (tx) =>
    livingMailCodes(tx, society, gate.keyring, holder, now),
  )
  return codes.length > 0
}

/** A page that is opened just after the same code was sent once more says so. */
const wasResent = (code: MailCode | undefined, now: Instant): boolean =>
  code !== undefined && code.sentCount > 1 && now < code.lastSentAt + RESEND_AFTER

/** The subject as it will arrive, but for the time at its end. */
function subjectOf({ locale, society }: PageRequest, purpose: MailCodePurpose): string {
  const { confirmAddress, proveCode, everyMail } = wordsIn(locale)
  const { title } = purpose === 'confirm' ? confirmAddress : proveCode
  return everyMail.subject(society.policy.productName, title, '…', 1)
}

/** Six digits in any width, with spaces or hyphens, or pasted with the words around them. */
export function readSixDigits(typed: string): { code: string } | { error: 'missing' | 'shape' } {
  if (foldCode(typed) === '') return { error: 'missing' }
  const code = readDigits(typed, 6)
  return code === undefined ? { error: 'shape' } : { code }
}

export const noted = (error: MailCodeErrorCode, retryAt: number | null = null): MailCodeNotes => ({
  errors: [error],
  retryAt,
  resent: false,
})

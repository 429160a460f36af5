/**
 * src/care owns what members do for themselves outside of the sitting: recovery requests, later devices and the profile.
 * It must not know the web, and never decides what comes next: that is the journey's.
 */
import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { addressKey } from '../account/mail-address-rule.ts'
import { requestMail } from '../account/mail-requests.ts'
import { typedSubject } from '../account/typed-subject.ts'
import { typedKey } from '../account/user-id-rule.ts'
import { record } from '../audit/events.ts'
import type { Gate } from '../journey/handler.ts'
import type { Society } from '../society/society-directory.ts'
import type { Locale } from '../texts/codes.ts'

/**
 * No answer comes sooner. A row about somebody is checked against that person's rows, which takes a quarter of a millisecond more than one about
 * nobody: enough to be told over many tries, if the answer came when the work is done (ASVS 6.3.8). What the work leaves behind in processor and
 * caches is drowned in chance. In milliseconds.
 */
const ANSWER_AFTER = { least: 50, most: 70 }

type Desk = { readonly gate: Gate; readonly society: Society; readonly locale: Locale }

/** パスワードを忘れた方 (REC-01…03): the one living link to whoever has this ID or verified address, and silence for the rest. */
export function askReset(desk: Desk, typed: string): Promise<void> {
  return ask(desk, 'reset', { value: typedKey(typed), birthDate: null })
}

/** ユーザIDを忘れた方 (FID-01): the ID to the typed address, if it is verified and its owner was born on that day. */
export function askUserId(desk: Desk, typed: { birthDate: string; mail: string }): Promise<void> {
  return ask(desk, 'userId', { value: addressKey(typed.mail), birthDate: typed.birthDate })
}

/** The same rows and the same job for known and unknown; the mail itself is written later, by the queue (invariant 1). */
async function ask(
  { gate, society, locale }: Desk,
  purpose: 'reset' | 'userId',
  typed: { value: string; birthDate: string | null },
): Promise<void> {
  const subject = typedSubject(gate.keyring, society.id, typed.value)
  const asked = gate.database.inSociety(society.id, async (tx) => {
    const now = gate.clock()
    const request = await requestMail(tx, society, purpose, { ...typed, subject }, now)
    if (!request) return
    await gate.queue.enqueue(tx, { kind: purpose, societyId: society.id, locale, requestId: request.id })
    const name = purpose === 'reset' ? 'recovery.asked' : 'userId.asked'
    await record(tx, society.id, now, [{ name, actor: 'visitor', accountId: request.accountId }])
  })
  await Promise.all([asked, pause(randomInt(ANSWER_AFTER.least, ANSWER_AFTER.most))])
}

import { codeToSend, type SendProblem } from '../account/mail-codes.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Result } from '../kernel/result.ts'
import type { Queue } from '../mail/queue.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { Situation } from './situation.ts'
import { type Step, takesMailCode } from './step.ts'

/**
 * Mails a code by which the mailbox is shown in this visit, where that is a way on: the living code again, or a new one. No code that proves anything ever goes to an unverified address.
 */
export async function mailProveCode(
  gate: { keyring: Keyring; queue: Queue },
  at: { tx: Tx; society: Society; now: Instant },
  situation: Situation,
  step: Step,
): Promise<'notAsked' | Result<{ mailCodeId: string }, SendProblem>> {
  const address = situation.facts.member?.address
  if (!takesMailCode(step) || !address || address.verifiedAt === null) return 'notAsked'
  const holder = {
    societyId: at.society.id,
    accountId: situation.account.id,
    visitId: situation.visit.id,
    mailAddressId: address.id,
    purpose: 'prove' as const,
  }
  const code = await codeToSend(at.tx, at.society, gate.keyring, holder, at.now)
  if (code.ok) {
    await gate.queue.enqueue(at.tx, { kind: 'proveCode', societyId: at.society.id, mailCodeId: code.value.mailCodeId })
  }
  return code
}

import { spendLetters } from '../account/letters.ts'
import { spendPaper } from '../account/recovery-paper.ts'
import { record } from '../audit/events.ts'
import { enrolMailCode } from '../factor/mail-code/enrol.ts'
import { dropSetAside } from './drop-set-aside.ts'
import { endOtherVisits } from './end-other-visits.ts'
import { isFounded } from './evidence.ts'
import type { VisitContext } from './handler.ts'

/**
 * Binds mailed codes as the member's method, with all that goes with a new credential. It happens within the act that has
 * shown the mailbox, or that leads to the enrolment after it was shown; `bindsItself` says when.
 */
export async function bindMailMethod(context: VisitContext): Promise<void> {
  const { tx, gate, society, situation, facts, now } = context
  const owner = { societyId: society.id, accountId: situation.account.id }
  const visitId = situation.visit.id
  await dropSetAside(context)
  await enrolMailCode(tx, owner, visitId, now)
  const codes = await spendPaper(tx, { ...owner, visitId }, now)
  const letters = await spendLetters(tx, society.id, owner.accountId, now)
  const who = { actor: 'member' as const, accountId: owner.accountId, visitId }
  await record(tx, society.id, now, [
    { name: 'mailCode.bound', ...who },
    ...(codes > 0 ? [{ name: 'recoveryCodes.spent' as const, ...who, detail: { codes } }] : []),
    ...(letters > 0 ? [{ name: 'letter.spent' as const, ...who }] : []),
  ])
  await endOtherVisits(tx, society, { accountId: owner.accountId, visitId }, 'halfSignedIn', now)
  if (!isFounded(facts)) await gate.queue.enqueue(tx, { kind: 'activated', ...owner })
}

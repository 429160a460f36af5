import { clearAttempts, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import { findPaper } from '../../account/recovery-paper.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'

export type RecoveryCodeProblem =
  | { readonly kind: 'wrong' | 'notDue' }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

/**
 * The number on the letter's lower half, or a code of the set: paper. It counts with the mailbox only, and is used up when
 * something is bound by it, so that an interrupted recovery can be taken up again.
 */
export function proveRecoveryCode(
  gate: Gate,
  digits: string,
): Handler<VisitContext, TakenAttempt, TakenAttempt, RecoveryCodeProblem> {
  const attempt = ({ society, situation }: VisitContext) => {
    return { societyId: society.id, kind: 'letter' as const, subject: `recovery:${situation.account.id}` }
  }
  return {
    async prepare(context) {
      const { step, tx, now, situation } = context
      if (step.kind !== 'prove' || !step.options.includes('recoveryCode')) return err({ kind: 'notDue' })
      const secretMac = gate.keyring.mac('typed-identifier', 'recovery', situation.account.id, digits)
      const budget = await takeAttempt(tx, attempt(context), secretMac, now)
      return budget.allowed ? ok(budget) : err({ kind: 'tooMany', until: budget.until })
    },
    async commit(context, taken) {
      const { tx, society, situation } = context
      const { account, visit } = situation
      const owner = { societyId: society.id, accountId: account.id, epoch: society.epoch }
      const paper = await findPaper(tx, gate.keyring, owner, digits)
      if (!paper) {
        await noteFailure(context, { kind: 'letter', accountId: account.id, visitId: visit.id, taken })
        return err({ kind: 'wrong' })
      }
      await clearAttempts(tx, attempt(context))
      return ok({
        proofs: [{ factor: 'recoveryCode', credentialId: paper }],
        events: [{ name: 'factor.proven', detail: { factor: 'recoveryCode' } }],
      })
    },
  }
}

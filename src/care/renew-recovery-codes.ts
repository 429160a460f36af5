import { type KeepPaperProblem, keepSet } from '../journey/acts/keep-recovery-paper.ts'
import type { Gate, Handler, VisitContext } from '../journey/handler.ts'
import { err, ok } from '../kernel/result.ts'

/** A new set of recovery codes, put away: the one before opens nothing from now on. */
export function renewRecoveryCodes(gate: Gate, setId: string): Handler<VisitContext, null, null, KeepPaperProblem> {
  return {
    prepare: async () => ok(null),
    commit: async (context) =>
      context.society.policy.recoveryPaper === 'screen' ? keepSet(gate, context, setId) : err({ kind: 'gone' }),
  }
}

import { bindApp, type EnrolTotpForm, type EnrolTotpProblem } from '../journey/acts/enrol-totp.ts'
import type { Gate, Handler, VisitContext } from '../journey/handler.ts'
import { ok } from '../kernel/result.ts'

/** LMP-08…10: one more authenticator app, beside what is there; what this visit has shown are its roots. */
export function addApp(gate: Gate, form: EnrolTotpForm): Handler<VisitContext, null, null, EnrolTotpProblem> {
  return { prepare: async () => ok(null), commit: (context) => bindApp(gate, context, form) }
}

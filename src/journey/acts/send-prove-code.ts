import type { SendProblem } from '../../account/mail-codes.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { mailProveCode } from '../mail-prove-code.ts'

export type SendProveCodeProblem = SendProblem | { readonly kind: 'noAddress' }

/** Sends a code to the verified address so that the mailbox can be shown in this visit; 再送信 sends the same one again. */
export function sendProveCode(gate: Gate): Handler<VisitContext, null, null, SendProveCodeProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const sent = await mailProveCode(gate, context, context.situation, context.step)
      if (sent === 'notAsked') return err({ kind: 'noAddress' })
      return sent.ok ? ok({ events: [{ name: 'mail.codeSent', detail: { purpose: 'prove' } }] }) : sent
    },
  }
}

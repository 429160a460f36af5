import { err, ok } from '../../kernel/result.ts'
import type { Method } from '../facts.ts'
import type { Handler, VisitContext } from '../handler.ts'
import { usableMethods } from '../methods.ts'
import { keepChoice } from './choose-method.ts'

export type ChooseInsteadProblem = { readonly kind: 'unavailable' }

/** While `of` is being set up: another method that the society offers or the member owns (PSK-32: never a dead end). */
export function chooseInstead(of: Method, method: Method): Handler<VisitContext, null, null, ChooseInsteadProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { step, facts } = context
      const isDue = step.kind === 'enrol' && step.method === of
      if (!isDue || !usableMethods(facts).includes(method)) return err({ kind: 'unavailable' })
      await keepChoice(context, method)
      return ok({ events: [{ name: 'method.chosen', detail: { method } }] })
    },
  }
}

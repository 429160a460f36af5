import { err, ok } from '../../kernel/result.ts'
import type { Handler, VisitContext } from '../act.ts'
import type { Method } from '../facts.ts'
import { usableMethods } from '../methods.ts'
import { keepChoice } from './choose-method.ts'

export type ChooseInsteadProblem = { readonly kind: 'unavailable' }

/** While a method is being set up: another one that the society offers or the member owns (PSK-32: never a dead end). */
export function chooseInstead(method: Method): Handler<VisitContext, null, null, ChooseInsteadProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { step, facts } = context
      if (step.kind !== 'enrol' || !usableMethods(facts).includes(method)) return err({ kind: 'unavailable' })
      await keepChoice(context, method)
      return ok({ binds: method === 'mailCode', events: [{ name: 'method.chosen', detail: { method } }] })
    },
  }
}

import { err, ok } from '../../kernel/result.ts'
import type { Handler, VisitContext } from '../act.ts'
import type { Method } from '../facts.ts'
import { offeredTo } from '../methods.ts'
import { keepChoice } from './choose-method.ts'

export type ChooseInsteadProblem = { readonly kind: 'unavailable' }

/** While `of` is being set up and no method is yet: another one that the society offers (PSK-32: never a dead end). */
export function chooseInstead(of: Method, method: Method): Handler<VisitContext, null, null, ChooseInsteadProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { step, facts } = context
      const isDue = step.kind === 'enrol' && step.method === of
      if (!isDue || !offeredTo(facts).includes(method)) return err({ kind: 'unavailable' })
      await keepChoice(context, method)
      return ok({ events: [{ name: 'method.chosen', detail: { method } }] })
    },
  }
}

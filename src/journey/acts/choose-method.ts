import { claimIdentifier } from '../../account/find-identifier.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Method } from '../facts.ts'
import type { Handler, VisitContext } from '../handler.ts'

export type MethodForm = {
  readonly method: Method
  /** Checked by the rule and folded; null where none was given. */
  readonly userId: string | null
}
export type MethodProblem = { readonly kind: 'unavailable' | 'userIdMissing' | 'userIdTaken' }

/** UID-44: user ID and method in one, both or none. */
export function chooseMethod(form: MethodForm): Handler<VisitContext, null, null, MethodProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation, step } = context
      if (step.kind !== 'chooseMethod' || !step.methods.includes(form.method)) return err({ kind: 'unavailable' })
      if (step.userId === 'required' && form.userId === null) return err({ kind: 'userIdMissing' })
      const accountId = situation.account.id
      const wanted = step.userId === 'none' ? null : form.userId
      const claim = { societyId: society.id, accountId, kind: 'own' as const }
      if (wanted !== null && !(await claimIdentifier(tx, { ...claim, value: wanted }))) {
        return err({ kind: 'userIdTaken' })
      }
      await keepChoice(context, form.method)
      const chosen = { name: 'method.chosen' as const, detail: { method: form.method } }
      return ok({ events: wanted === null ? [chosen] : [{ name: 'userId.chosen' }, chosen] })
    },
  }
}

/** The newest choice counts. */
export async function keepChoice(context: VisitContext, method: Method): Promise<void> {
  const { tx, society, situation, now } = context
  const choice = { method, chosen_at: new Date(now), bound_visit_id: situation.visit.id }
  await tx
    .insertInto('method_choice')
    .values({ society_id: society.id, account_id: situation.account.id, ...choice })
    .onConflict((conflict) => conflict.columns(['society_id', 'account_id']).doUpdateSet(choice))
    .execute()
}

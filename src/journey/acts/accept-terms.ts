import { err, ok } from '../../kernel/result.ts'
import type { Handler, VisitContext } from '../handler.ts'

export type TermsProblem = { readonly kind: 'newerVersion' }

/** TRM-06: the version that was read is the version that is accepted; one that came into force meanwhile is shown first. */
export function acceptTerms(version: number): Handler<VisitContext, null, null, TermsProblem> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, now, situation, step }) {
      if (step.kind !== 'acceptTerms' || step.version !== version) return err({ kind: 'newerVersion' })
      await tx
        .insertInto('terms_acceptance')
        .values({ society_id: society.id, account_id: situation.account.id, version, accepted_at: new Date(now) })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      return ok({ events: [{ name: 'terms.accepted', detail: { version } }] })
    },
  }
}

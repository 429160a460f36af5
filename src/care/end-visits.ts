import type { Handler, VisitContext } from '../journey/handler.ts'
import { err, ok } from '../kernel/result.ts'
import { endVisits } from '../session/end-visit.ts'

export type EndVisitProblem = { readonly kind: 'gone' }

/** Ends one visit of the member. The id only chooses among their own: anybody else's, or this very one, is none here. */
export function endVisit(id: string): Handler<VisitContext, null, null, EndVisitProblem> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, now }) {
      const own = await tx
        .selectFrom('visit')
        .select('id')
        .where('society_id', '=', society.id)
        .where('account_id', '=', situation.account.id)
        .where('id', '=', id)
        .where('id', '<>', situation.visit.id)
        .where('ended_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (!own) return err({ kind: 'gone' })
      await endVisits(tx, { societyId: society.id, ids: [id] }, 'endedElsewhere', now)
      return ok({ events: [{ name: 'visit.ended', detail: { which: 'one' } }] })
    },
  }
}

/** Ends every other visit, complete or not, and no browser but this one is known any more (SES-06). */
export function endOtherVisits(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    commit: async () => ok({ signOutEverywhere: true, events: [{ name: 'visit.ended', detail: { which: 'others' } }] }),
  }
}

import { err, ok } from '../../kernel/result.ts'
import type { Method } from '../facts.ts'
import type { Handler, VisitContext } from '../handler.ts'

export type DeclareLostProblem = { readonly kind: 'notDue' }

/**
 * 使えない・なくした: the person says that what is asked for cannot be shown. That proves nothing and sets nothing aside; from
 * now on the visit is a recovery, which asks for other kinds instead.
 */
export function declareLost(lost: Method): Handler<VisitContext, null, null, DeclareLostProblem> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, facts, step, now }) {
      if (step.kind !== 'prove' || !step.options.includes(lost)) return err({ kind: 'notDue' })
      const all = [...new Set([...(facts.visit.recovering?.lost ?? []), lost])]
      await tx
        .updateTable('visit')
        .set({ recovering_at: new Date(now), lost: all })
        .where('society_id', '=', society.id)
        .where('id', '=', situation.visit.id)
        .execute()
      return ok({ events: [{ name: 'recovery.lost', detail: { factor: lost } }] })
    },
  }
}

import { announce } from '../journey/announce.ts'
import type { Handler, VisitContext } from '../journey/handler.ts'
import { err, ok } from '../kernel/result.ts'

export type WithdrawTermsProblem = { readonly kind: 'nothingAccepted' }

/**
 * GAP-06: takes back the acceptance of the terms, of every version. What was registered stays; from this moment on every
 * visit of the member is asked for the terms again, this one too, and reaches nothing else (decision 0017).
 */
export function withdrawTerms(): Handler<VisitContext, null, null, WithdrawTermsProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation, facts, now } = context
      const withdrawn = await tx
        .updateTable('terms_acceptance')
        .set({ withdrawn_at: new Date(now) })
        .where('society_id', '=', society.id)
        .where('account_id', '=', situation.account.id)
        .where('withdrawn_at', 'is', null)
        .returning('version')
        .execute()
      if (withdrawn.length === 0) return err({ kind: 'nothingAccepted' })
      const version = facts.member?.acceptedTerms ?? 0
      return ok({ events: [{ name: 'terms.withdrawn', detail: { version } }], mails: announce(context, 'terms') })
    },
  }
}

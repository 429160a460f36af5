import { ok } from '../../kernel/result.ts'
import type { Handler, VisitContext } from '../act.ts'

/** The member says that the lower half of the letter is put away. */
export function keepRecoveryPaper(): Handler<VisitContext, null, null, never> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, now }) {
      await tx
        .updateTable('account')
        .set({ recovery_paper_kept_at: new Date(now) })
        .where('society_id', '=', society.id)
        .where('id', '=', situation.account.id)
        .execute()
      return ok({ events: [{ name: 'recoveryPaper.kept' }] })
    },
  }
}

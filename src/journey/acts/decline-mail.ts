import { dropAddress } from '../../account/withdraw-address.ts'
import { err, ok } from '../../kernel/result.ts'
import { begunByComputed } from '../evidence.ts'
import type { Handler, VisitContext } from '../handler.ts'

/**
 * No address, where the society needs none: said once, and never asked for again in the way of a founded account. What
 * was on file goes with it: it may be the address that a stranger with an older letter gave (invariant 10).
 */
export function declineMail(): Handler<VisitContext, null, null, { readonly kind: 'needed' }> {
  return {
    prepare: async () => ok(null),
    async commit({ tx, society, situation, facts, now }) {
      if (facts.policy.mail !== 'optional' || begunByComputed(facts)) return err({ kind: 'needed' })
      await tx
        .updateTable('account')
        .set({ mail_declined_at: new Date(now) })
        .where('society_id', '=', society.id)
        .where('id', '=', situation.account.id)
        .execute()
      await dropAddress(tx, society.id, situation.account.id, now)
      return ok({ binds: true, events: [{ name: 'mail.declined' }] })
    },
  }
}

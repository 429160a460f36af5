// factor/mail-code: mailed codes as a factor of an account: that they were taken up, and when they were last used.
// It must not know addresses, how a code is made and mailed (src/account/mail-codes.ts), visits' secrets or another factor.
// This file: taking them up.
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'

/**
 * From now on a code to the verified address is a factor of this account. What was chosen stays chosen; whoever comes
 * here without a choice (the only method on offer) has chosen by it.
 */
export async function enrolMailCode(
  tx: Tx,
  owner: { societyId: number; accountId: string },
  visitId: string | null,
  now: Instant,
): Promise<void> {
  const at = new Date(now)
  const account = { society_id: owner.societyId, account_id: owner.accountId }
  const bound = { bound_at: at, bound_visit_id: visitId, last_used_at: at, removed_at: null }
  await tx
    .insertInto('mail_method')
    .values({ ...account, ...bound })
    .onConflict((conflict) => conflict.columns(['society_id', 'account_id']).doUpdateSet(bound))
    .execute()
  await tx
    .insertInto('method_choice')
    .values({ ...account, method: 'mailCode', chosen_at: at, bound_visit_id: visitId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

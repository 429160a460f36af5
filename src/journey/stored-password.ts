import type { Tx } from '../store/database.ts'
import { rootsForBinding } from './evidence.ts'
import type { VisitContext } from './handler.ts'

/** The hash of the member's password; null where there is none. */
export async function passwordHash(tx: Tx, societyId: number, accountId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('password')
    .select('hash')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.hash ?? null
}

/** The first password or another one, bound in this visit by what was shown in it. */
export async function storePassword(context: VisitContext, hash: string): Promise<void> {
  const { tx, society, situation, facts, now } = context
  const roots = rootsForBinding(facts)
  const credential = { hash, set_at: new Date(now), bound_visit_id: situation.visit.id, roots: roots && [...roots] }
  await tx
    .insertInto('password')
    .values({ society_id: society.id, account_id: situation.account.id, ...credential })
    .onConflict((conflict) => conflict.columns(['society_id', 'account_id']).doUpdateSet(credential))
    .execute()
}

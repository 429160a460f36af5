import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'

export type FoundIdentifier = { readonly accountId: string; readonly kind: 'temporary' | 'kept' | 'own' | 'mail' }

/** Whose ID or verified address this is; `value` is the folded form (`userIdKey`, `addressKey`). */
export async function findIdentifier(tx: Tx, societyId: number, value: string): Promise<FoundIdentifier | undefined> {
  const row = await tx
    .selectFrom('identifier')
    .select(['account_id', 'kind'])
    .where('society_id', '=', societyId)
    .where('value', '=', value)
    .executeTakeFirst()
  return row && { accountId: row.account_id, kind: row.kind }
}

/**
 * Takes a value of the society's one name space, in place of the one of this kind that the account had; false when
 * somebody else has it. Whoever wants the same value at the same time waits for the other to be done.
 */
export async function claimIdentifier(
  tx: Tx,
  claim: { societyId: number; value: string; accountId: string; kind: FoundIdentifier['kind'] },
): Promise<boolean> {
  const { societyId, value, accountId, kind } = claim
  await sql`select pg_advisory_xact_lock(${societyId}::integer, hashtext(${value}))`.execute(tx)
  const existing = await findIdentifier(tx, societyId, value)
  if (existing && existing.accountId !== accountId) return false
  if (existing) {
    if (existing.kind === 'mail' && kind === 'own') await keepAsOwn(tx, societyId, value)
    return true
  }
  await tx
    .insertInto('identifier')
    .values({ society_id: societyId, value, account_id: accountId, kind })
    .onConflict((conflict) => conflict.columns(['society_id', 'account_id', 'kind']).doUpdateSet({ value }))
    .execute()
  return true
}

/** Somebody's own verified address, chosen as user ID: from now on it is an ID, which stays when the address changes. */
async function keepAsOwn(tx: Tx, societyId: number, value: string): Promise<void> {
  await tx
    .updateTable('identifier')
    .set({ kind: 'own' })
    .where('society_id', '=', societyId)
    .where('value', '=', value)
    .execute()
}

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
  if (existing) return existing.accountId === accountId
  await tx
    .insertInto('identifier')
    .values({ society_id: societyId, value, account_id: accountId, kind })
    .onConflict((conflict) => conflict.columns(['society_id', 'account_id', 'kind']).doUpdateSet({ value }))
    .execute()
  return true
}

import type { Tx } from '../store/database.ts'
import { isTemporaryId, newTemporaryId } from './temporary-id.ts'

/** The temporary ID of each of these accounts, made where there is none; it stays for life. */
export async function temporaryIdsOf(
  tx: Tx,
  societyId: number,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const known = await tx
    .selectFrom('identifier')
    .select(['account_id', 'value'])
    .where('society_id', '=', societyId)
    .where('account_id', 'in', [...accountIds])
    .where('kind', '=', 'temporary')
    .execute()
  const found = new Map(known.map(({ account_id, value }) => [account_id, value]))
  for (const value of found.values()) if (!isTemporaryId(value)) throw new Error('a temporary ID has another shape')
  for (;;) {
    const lacking = accountIds.filter((accountId) => !found.has(accountId))
    if (lacking.length === 0) return found
    const rows = lacking.map((accountId) => ({ accountId, value: newTemporaryId() }))
    const taken = await tx
      .insertInto('identifier')
      .values(
        rows.map(({ accountId, value }) => ({
          society_id: societyId,
          value,
          account_id: accountId,
          kind: 'temporary' as const,
        })),
      )
      .onConflict((conflict) => conflict.columns(['society_id', 'value']).doNothing())
      .returning(['account_id', 'value'])
      .execute()
    for (const { account_id, value } of taken) found.set(account_id, value)
  }
}

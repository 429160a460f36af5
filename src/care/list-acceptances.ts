import type { Tx } from '../store/database.ts'

/** One acceptance of the terms; `withdrawnAt` where it was taken back. */
export type Acceptance = {
  readonly version: number
  readonly acceptedAt: Date
  readonly withdrawnAt: Date | null
}

/** What this member agreed to, the newest first (TRM-06, GAP-06). */
export async function listAcceptances(
  tx: Tx,
  of: { readonly societyId: number; readonly accountId: string },
): Promise<Acceptance[]> {
  return tx
    .selectFrom('terms_acceptance')
    .select(['version', 'accepted_at as acceptedAt', 'withdrawn_at as withdrawnAt'])
    .where('society_id', '=', of.societyId)
    .where('account_id', '=', of.accountId)
    .orderBy('id', 'desc')
    .execute()
}

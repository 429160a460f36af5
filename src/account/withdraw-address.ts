import type { Tx } from '../store/database.ts'

/** What a member said about an address that is not verified counts no longer: it is asked for again. */
export async function withdrawAddress(tx: Tx, owner: { societyId: number; accountId: string }): Promise<void> {
  await tx
    .updateTable('mail_address')
    .set({ submitted_at: null })
    .where('society_id', '=', owner.societyId)
    .where('account_id', '=', owner.accountId)
    .where('removed_at', 'is', null)
    .where('verified_at', 'is', null)
    .execute()
}

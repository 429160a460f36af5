import type { Instant } from '../kernel/clock.ts'
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

/** The account has no address any more, verified or not, and nothing is signed in with one. */
export async function dropAddress(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('mail_address')
    .set({ removed_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .execute()
  await tx
    .deleteFrom('identifier')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'mail')
    .execute()
}

import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** What a mail brings and what works once: a code or link, a code that opens a lock, a link for a forgotten password. */
type Mailed = 'mail_code' | 'unlock_code' | 'mail_request'

/** Spends it once; false when somebody was faster. */
export async function spendMailed(
  tx: Tx,
  mailed: Mailed,
  { societyId, id }: { societyId: number; id: string },
  now: Instant,
): Promise<boolean> {
  const spent = await tx
    .updateTable(mailed)
    .set({ spent_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('id', '=', id)
    .where('spent_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return spent !== undefined
}

/** Every code that is on its way to this member opens nothing more. */
export async function killMailedCodes(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  for (const table of ['mail_code', 'unlock_code'] as const) {
    await tx
      .updateTable(table)
      .set({ spent_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('account_id', '=', accountId)
      .where('spent_at', 'is', null)
      .execute()
  }
}

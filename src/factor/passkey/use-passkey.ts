import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import type { ProvenPasskey } from './verify-assertion.ts'

/**
 * Notes a use. Of two uses at once with one count only one gets through, and nothing that was removed meanwhile. False
 * then.
 */
export async function usePasskey(
  tx: Tx,
  societyId: number,
  { passkey, counter, backedUp }: ProvenPasskey,
  now: Instant,
): Promise<boolean> {
  const used = await tx
    .updateTable('passkey')
    .set({ counter, backed_up: backedUp, last_used_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('id', '=', passkey.id)
    .where('removed_at', 'is', null)
    .where(({ eb, or, and }) =>
      or([
        eb('backup_eligible', '=', true),
        eb('counter', '<', counter),
        and([eb('counter', '=', 0), eb.val(counter === 0)]),
      ]),
    )
    .returning('id')
    .executeTakeFirst()
  return used !== undefined
}

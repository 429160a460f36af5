import { record } from '../../audit/events.ts'
import type { PasskeyRefusal } from '../../factor/passkey/refusal.ts'
import type { StoredPasskey } from '../../factor/passkey/stored-passkey.ts'
import { usePasskey } from '../../factor/passkey/use-passkey.ts'
import { type ProvenPasskey, rolledBack } from '../../factor/passkey/verify-assertion.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'

/**
 * Notes the use of a passkey that verified. A counter that went back means that there is a copy of the key: the history
 * says so, since its owner should know.
 */
export async function acceptUse(
  tx: Tx,
  societyId: number,
  passkey: StoredPasskey,
  proven: Result<ProvenPasskey, PasskeyRefusal>,
  now: Instant,
): Promise<Result<null, PasskeyRefusal>> {
  if (proven.ok && (await usePasskey(tx, societyId, proven.value, now))) return ok(null)
  const because = proven.ok ? await refusedAtLast(tx, societyId, proven.value) : proven.error
  if (because === 'counterRolledBack') {
    const event = { name: 'passkey.counterRolledBack' as const, actor: 'member' as const, accountId: passkey.accountId }
    await record(tx, societyId, now, [event])
  }
  return err(because)
}

/** It verified against what was read before: meanwhile it was used elsewhere, or removed. */
async function refusedAtLast(tx: Tx, societyId: number, proven: ProvenPasskey): Promise<PasskeyRefusal> {
  const row = await tx
    .selectFrom('passkey')
    .select(['counter', 'backup_eligible as backupEligible'])
    .where('society_id', '=', societyId)
    .where('id', '=', proven.passkey.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row && rolledBack(row, proven.counter) ? 'counterRolledBack' : 'refused'
}

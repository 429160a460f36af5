import { typedSubject } from '../account/typed-subject.ts'
import { newUnlockCode, resendUnlockCode, type UnlockSendProblem } from '../account/unlock-codes.ts'
import { typedKey } from '../account/user-id-rule.ts'
import { record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { Gate } from './handler.ts'

/**
 * A code to the verified address of whoever has this ID, so that the password can be tried once although it is locked
 * (GAP-03). Known and unknown IDs get the same answer; nothing is sent where there is no address. `notLocked`: there is
 * nothing to open, or time and mail open nothing any more.
 */
export async function askUnlock(
  gate: Gate,
  society: Society,
  userId: string,
): Promise<Result<{ id: string }, UnlockSendProblem | { readonly kind: 'notLocked' }>> {
  const value = typedKey(userId)
  const subject = typedSubject(gate.keyring, society.id, value)
  return gate.database.inSociety(society.id, async (tx) => {
    const now = gate.clock()
    if (!(await isPaused(tx, society.id, subject, now))) return err({ kind: 'notLocked' })
    const made = await newUnlockCode(tx, society, gate.keyring, { subject, value }, now)
    if (!made.ok) return made
    const { id, accountId } = made.value
    await gate.queue.enqueue(tx, { kind: 'unlockCode', societyId: society.id, unlockCodeId: id })
    await record(tx, society.id, now, [{ name: 'attempt.unlockAsked', actor: 'visitor', accountId }])
    return ok({ id })
  })
}

/** 再送信: the same code once more. */
export async function resendUnlock(
  gate: Gate,
  society: Society,
  request: { id: string; userId: string },
): Promise<Result<void, UnlockSendProblem>> {
  const subject = typedSubject(gate.keyring, society.id, typedKey(request.userId))
  return gate.database.inSociety(society.id, async (tx) => {
    const sent = await resendUnlockCode(tx, society, { id: request.id, subject }, gate.clock())
    if (sent.ok) await gate.queue.enqueue(tx, { kind: 'unlockCode', societyId: society.id, unlockCodeId: request.id })
    return sent
  })
}

async function isPaused(tx: Tx, societyId: number, subject: string, now: Instant): Promise<boolean> {
  const row = await tx
    .selectFrom('attempt')
    .select('locked_until')
    .where('society_id', '=', societyId)
    .where('kind', '=', 'password')
    .where('subject', '=', subject)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row?.locked_until != null && row.locked_until.getTime() > now
}

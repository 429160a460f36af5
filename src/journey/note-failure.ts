import { type AttemptKind, locksNow, type TakenAttempt } from '../account/attempts.ts'
import { type AuditEvent, record } from '../audit/events.ts'
import type { ActContext } from './handler.ts'

/** What was tried in vain. `accountId` is null where an unknown ID was typed. */
export type Failure = {
  readonly kind: AttemptKind
  readonly accountId: string | null
  readonly visitId?: string
  readonly taken: TakenAttempt
  /** In a browser that the account knows. */
  readonly inKnownBrowser?: boolean
}

/**
 * Writes a failed try into the history, and, when it has locked what was tried, a mail for the member: silent on the
 * screen, loud by mail. For unknown IDs the same is written, about nobody, so that the work tells nothing (invariant 1).
 */
export async function noteFailure(context: ActContext, failure: Failure): Promise<void> {
  const { tx, gate, society, now } = context
  const { kind, accountId, visitId, taken } = failure
  const who = { actor: 'visitor' as const, accountId, visitId: visitId ?? null }
  const detail = { kind, failures: taken.state.failures, known: failure.inKnownBrowser ?? false }
  const events: AuditEvent[] = [{ name: 'attempt.failed', ...who, detail }]
  const locked = locksNow(taken)
  if (locked) events.push({ name: 'attempt.locked', ...who, detail })
  await record(tx, society.id, now, events)
  if (!locked) return
  const { lockedUntil } = taken.state
  await gate.queue.enqueue(tx, {
    kind: 'locked',
    societyId: society.id,
    accountId: accountId ?? crypto.randomUUID(),
    what: kind,
    at: new Date(now).toISOString(),
    until: lockedUntil === null ? null : new Date(lockedUntil).toISOString(),
  })
}

// account: a person who signs in: identifiers, addresses, letters, failed attempts, import. Credentials and visits hang on it.
// It must not know visits' secrets, factors, steps or pages.
// This file: how often something may be guessed at.
import { hours, type Instant, minutes } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** What is guessed at; each has a counter of its own, so that failing at one never closes another. */
export type AttemptKind = 'password' | 'letter' | 'birthDate' | 'secondFactor' | 'mailCode'

/** How many failures are free before the first pause. */
export const FREE_ATTEMPTS: Record<AttemptKind, number> = {
  password: 5,
  letter: 5,
  birthDate: 5,
  secondFactor: 10,
  mailCode: 10,
}

const FIRST_PAUSE = minutes(15)
const LONGEST_PAUSE = hours(24)

export type AttemptState = {
  readonly failures: number
  readonly lastWrong: string | null
  readonly lockedUntil: Instant | null
}

export const NO_FAILURES: AttemptState = { failures: 0, lastWrong: null, lockedUntil: null }

/** Whether a try may be made, and the state to keep if it fails. */
export type Budget =
  | { readonly allowed: true; readonly state: AttemptState }
  | { readonly allowed: false; readonly until: Instant }

/**
 * Counts a try before it is looked at, so that parallel tries cannot exceed the budget. The same wrong secret repeated
 * counts once. The pause grows from 15 minutes, doubling to 24 hours; nothing but a success lowers the count.
 */
export function takeFromBudget(kind: AttemptKind, state: AttemptState, secretMac: string, now: Instant): Budget {
  if (state.lockedUntil !== null && state.lockedUntil > now) return { allowed: false, until: state.lockedUntil }
  if (state.lastWrong === secretMac) return { allowed: true, state }
  const failures = state.failures + 1
  const beyond = failures - FREE_ATTEMPTS[kind]
  const lockedUntil = beyond < 0 ? null : now + Math.min(FIRST_PAUSE * 2 ** Math.min(beyond, 10), LONGEST_PAUSE)
  return { allowed: true, state: { failures, lastWrong: secretMac, lockedUntil } }
}

/** Takes one try from the budget of `subject` (an HMAC of what was typed, or an account id) and keeps the new state. */
export async function takeAttempt(
  tx: Tx,
  key: { societyId: number; kind: AttemptKind; subject: string },
  secretMac: string,
  now: Instant,
): Promise<Budget> {
  const row = { society_id: key.societyId, kind: key.kind, subject: key.subject }
  // One statement that makes the row or takes its lock: between two, a success elsewhere could delete it.
  const stored = await tx
    .insertInto('attempt')
    .values({ ...row, failures: 0, last_failed_at: new Date(now) })
    .onConflict((conflict) =>
      conflict
        .columns(['society_id', 'kind', 'subject'])
        .doUpdateSet(({ ref }) => ({ failures: ref('attempt.failures') })),
    )
    .returning(['failures', 'last_wrong', 'locked_until'])
    .executeTakeFirstOrThrow()
  const state = {
    failures: stored.failures,
    lastWrong: stored.last_wrong,
    lockedUntil: stored.locked_until?.getTime() ?? null,
  }
  const budget = takeFromBudget(key.kind, state, secretMac, now)
  if (budget.allowed && budget.state !== state) {
    await tx
      .updateTable('attempt')
      .set({
        failures: budget.state.failures,
        last_wrong: budget.state.lastWrong,
        last_failed_at: new Date(now),
        locked_until: budget.state.lockedUntil === null ? null : new Date(budget.state.lockedUntil),
      })
      .where((where) => where.and(row))
      .execute()
  }
  return budget
}

/** A success clears the count. */
export async function clearAttempts(
  tx: Tx,
  key: { societyId: number; kind: AttemptKind; subject: string },
): Promise<void> {
  await tx
    .deleteFrom('attempt')
    .where('society_id', '=', key.societyId)
    .where('kind', '=', key.kind)
    .where('subject', '=', key.subject)
    .execute()
}

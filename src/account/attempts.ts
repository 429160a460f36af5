// account: a person who signs in: identifiers, addresses, letters, failed attempts, import. Credentials and visits hang on it.
// It must not know visits' secrets, factors, steps or pages.
// This file: how often something may be guessed at.
import { hours, type Instant, minutes } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'
import { clearStreak, lockStreak, moveStreak } from './failure-streak.ts'

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
/** So many in a row without a success, over any length of time, and time opens it no more (NIST SP 800-63B-4 §3.2.2). */
export const MOST_IN_A_ROW = 100
/** Of these, so many are for browsers that do not know the account: strangers leave the rest to its owner (invariant 11). */
const STRANGERS_SHARE = 50

export type AttemptState = {
  readonly failures: number
  readonly lastWrong: string | null
  readonly lockedUntil: Instant | null
  /** Since when only staff, or a new secret, open it again. */
  readonly closedAt: Instant | null
}

export const NO_FAILURES: AttemptState = { failures: 0, lastWrong: null, lockedUntil: null, closedAt: null }

/** A try that may be made: the state before it, and the one that stays if it fails. */
export type TakenAttempt = {
  readonly allowed: true
  readonly before: AttemptState
  readonly state: AttemptState
}

/** Whether a try may be made. `until` is null where time alone opens nothing. */
export type Budget = TakenAttempt | { readonly allowed: false; readonly until: Instant | null }

/**
 * `staff`: a lock does not open with time (policy `lockRelease`). `opened`: a mailed code opened the pause for one try.
 * `left`: how many more failures the account as a whole has, over all its counters of this kind.
 */
export type AttemptOptions = {
  readonly release?: 'timed' | 'staff'
  readonly opened?: boolean
  readonly left?: number
}

/** `owner`: whose counters belong together, so that an account with many of them has no more tries than one with one. */
export type AttemptKey = {
  readonly societyId: number
  readonly kind: AttemptKind
  readonly subject: string
  readonly owner?: AttemptOwner
}

/** An account, or what was typed where nobody has it. `known`: the try is made in a browser that the account knows. */
export type AttemptOwner = { readonly name: string; readonly known: boolean }

/**
 * Counts a try before it is looked at, so that parallel tries cannot exceed the budget. The same wrong secret repeated
 * counts once. The pause grows from 15 minutes, doubling to 24 hours; nothing but a success lowers the count.
 */
export function takeFromBudget(
  kind: AttemptKind,
  before: AttemptState,
  secretMac: string,
  now: Instant,
  { release = 'timed', opened = false, left = MOST_IN_A_ROW }: AttemptOptions = {},
): Budget {
  if (before.closedAt !== null || left <= 0) return { allowed: false, until: null }
  if (before.lockedUntil !== null && before.lockedUntil > now && !opened)
    return { allowed: false, until: before.lockedUntil }
  if (before.lastWrong === secretMac) return { allowed: true, before, state: before }
  const failures = before.failures + 1
  const beyond = failures - FREE_ATTEMPTS[kind]
  const closes = failures >= MOST_IN_A_ROW || left <= 1 || (beyond >= 0 && release === 'staff')
  const pause = Math.min(FIRST_PAUSE * 2 ** Math.min(beyond, 10), LONGEST_PAUSE)
  const lockedUntil = beyond < 0 || closes ? null : now + pause
  return {
    allowed: true,
    before,
    state: { failures, lastWrong: secretMac, lockedUntil, closedAt: closes ? now : null },
  }
}

/** Whether failing at this try has locked what was tried. */
export function locksNow({ before, state }: TakenAttempt): boolean {
  return state !== before && (state.lockedUntil !== null || state.closedAt !== null)
}

/** Takes one try from the budget of `subject` (an HMAC of what was typed, an account or a browser) and keeps the new state. */
export async function takeAttempt(
  tx: Tx,
  key: AttemptKey,
  secretMac: string,
  now: Instant,
  options?: AttemptOptions,
): Promise<Budget> {
  const row = { society_id: key.societyId, kind: key.kind, subject: key.subject }
  // One statement that makes the row or takes its lock: between two, a success elsewhere could delete it.
  const counted = tx
    .insertInto('attempt')
    .values({ ...row, failures: 0, last_failed_at: new Date(now) })
    .onConflict((conflict) =>
      conflict
        .columns(['society_id', 'kind', 'subject'])
        .doUpdateSet(({ ref }) => ({ failures: ref('attempt.failures') })),
    )
    .returning(['failures', 'last_wrong', 'locked_until', 'closed_at'])
    .executeTakeFirstOrThrow()
  const [stored, streak] = await Promise.all([counted, key.owner && lockStreak(tx, key, key.owner.name)])
  const state = {
    failures: stored.failures,
    lastWrong: stored.last_wrong,
    lockedUntil: stored.locked_until?.getTime() ?? null,
    closedAt: stored.closed_at?.getTime() ?? null,
  }
  const left = (key.owner?.known === false ? STRANGERS_SHARE : MOST_IN_A_ROW) - (streak ?? 0)
  const budget = takeFromBudget(key.kind, state, secretMac, now, { ...options, left })
  if (budget.allowed && budget.state !== state) {
    if (key.owner) await moveStreak(tx, key, key.owner.name, 1)
    sent(
      tx
        .updateTable('attempt')
        .set({ ...stateRow(budget.state), last_failed_at: new Date(now) })
        .where((where) => where.and(row))
        .execute(),
    )
  }
  return budget
}

/** Gives a try back that nobody looked at (the server was busy), unless another one was counted since. */
export async function returnAttempt(tx: Tx, key: AttemptKey, { before, state }: TakenAttempt): Promise<void> {
  if (before === state) return
  const { numUpdatedRows } = await tx
    .updateTable('attempt')
    .set(stateRow(before))
    .where('society_id', '=', key.societyId)
    .where('kind', '=', key.kind)
    .where('subject', '=', key.subject)
    .where('failures', '=', state.failures)
    .where('last_wrong', '=', state.lastWrong)
    .executeTakeFirstOrThrow()
  if (key.owner && numUpdatedRows > 0n) await moveStreak(tx, key, key.owner.name, -1)
}

const stateRow = ({ failures, lastWrong, lockedUntil, closedAt }: AttemptState) => ({
  failures,
  last_wrong: lastWrong,
  locked_until: lockedUntil === null ? null : new Date(lockedUntil),
  closed_at: closedAt === null ? null : new Date(closedAt),
})

/** A success clears the count, and what its owner has failed in a row anywhere. */
export async function clearAttempts(tx: Tx, key: AttemptKey): Promise<void> {
  sent(
    tx
      .deleteFrom('attempt')
      .where('society_id', '=', key.societyId)
      .where('kind', '=', key.kind)
      .where('subject', '=', key.subject)
      .execute(),
  )
  if (key.owner) await clearStreak(tx, key, key.owner.name)
}

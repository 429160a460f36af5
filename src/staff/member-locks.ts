// staff: what staff and operators may do to members, as commands with an actor and a reason, always written into the history.
// It must not know pages, visits' secrets, nor any way to see or choose somebody's password.
// This file: which locks a member has, and lifting them.
import type { AttemptKind } from '../account/attempts.ts'
import { clearStreak } from '../account/failure-streak.ts'
import { typedSubject } from '../account/typed-subject.ts'
import { type Actor, record } from '../audit/events.ts'
import { browserSubject } from '../journey/budget-owner.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Database, Tx } from '../store/database.ts'
import { accountOf, type MemberKey } from './find-member.ts'

/** A counter with failures: what is guessed at, and whether it is locked now. */
export type MemberLock = {
  readonly kind: AttemptKind
  readonly failures: number
  readonly lastFailedAt: Instant
  /** `open`: failures, but no lock. `paused` opens at `until`; `closed` only when it is lifted. */
  readonly state: 'open' | 'paused' | 'closed'
  readonly until: Instant | null
  /** In a browser known to the member; strangers share the other counters. */
  readonly inKnownBrowser: boolean
}

type Place = { readonly societyId: number; readonly keyring: Keyring; readonly now: Instant }

/** Every counter of a member that holds a failure (LCK-03). */
export function memberLocks(
  database: Database,
  place: Place,
  member: MemberKey,
): Promise<Result<MemberLock[], 'noSuchMember'>> {
  return database.inSociety(place.societyId, async (tx) => {
    const accountId = await accountOf(tx, place.societyId, member)
    return accountId ? ok(await locksOf(tx, place, accountId)) : err('noSuchMember')
  })
}

/** The same for an account, inside a transaction. */
export async function locksOf(tx: Tx, place: Place, accountId: string): Promise<MemberLock[]> {
  return (await countersOf(tx, place, accountId)).map(({ lock }) => lock)
}

/**
 * Lifts the locks of a member, or those of one kind, and their counts. Whoever does it says who they are and why; both
 * are in the history. It opens tries, never an account (LCK-02), and shows nothing.
 */
export function unlockMember(
  database: Database,
  place: Place,
  order: { member: MemberKey; kind: AttemptKind | null; actor: Actor; by: string; reason: string },
): Promise<Result<MemberLock[], 'noSuchMember'>> {
  const { societyId, now } = place
  return database.inSociety(societyId, async (tx) => {
    const accountId = await accountOf(tx, societyId, order.member)
    if (!accountId) return err('noSuchMember')
    const counters = await countersOf(tx, place, accountId)
    const lifted = counters.filter(({ lock }) => order.kind === null || lock.kind === order.kind)
    for (const { lock, subject } of lifted)
      await tx
        .deleteFrom('attempt')
        .where('society_id', '=', societyId)
        .where('kind', '=', lock.kind)
        .where('subject', '=', subject)
        .execute()
    for (const kind of new Set(lifted.map(({ lock }) => lock.kind)))
      await clearStreak(tx, { societyId, kind }, accountId)
    const { actor, by, reason } = order
    const events = lifted.map(({ lock }) => {
      const detail = { kind: lock.kind, state: lock.state, failures: lock.failures, by, reason }
      return { name: 'attempt.unlocked' as const, actor, accountId, detail }
    })
    await record(tx, societyId, now, events)
    return ok(lifted.map(({ lock }) => lock))
  })
}

async function countersOf(
  tx: Tx,
  { societyId, keyring, now }: Place,
  accountId: string,
): Promise<{ lock: MemberLock; subject: string }[]> {
  const identifiers = await tx
    .selectFrom('identifier')
    .select('value')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .execute()
  const browsers = await tx
    .selectFrom('known_browser')
    .select('id')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .execute()
  const own = new Set(browsers.map(({ id }) => browserSubject(id)))
  const typed = identifiers.map(({ value }) => typedSubject(keyring, societyId, value))
  const rows = await tx
    .selectFrom('attempt')
    .selectAll()
    .where('society_id', '=', societyId)
    .where('subject', 'in', [accountId, ...typed, ...own])
    .where('failures', '>', 0)
    .orderBy('kind')
    .orderBy('last_failed_at')
    .execute()
  return rows.map((row) => {
    const until = row.locked_until?.getTime() ?? null
    const paused = until !== null && until > now
    const state = row.closed_at ? 'closed' : paused ? 'paused' : 'open'
    const lock: MemberLock = {
      kind: row.kind,
      failures: row.failures,
      lastFailedAt: row.last_failed_at.getTime(),
      state,
      until: state === 'paused' ? until : null,
      inKnownBrowser: own.has(row.subject),
    }
    return { lock, subject: row.subject }
  })
}

import { hours, type Instant, minutes } from '../kernel/clock.ts'
import { equal } from '../kernel/equal.ts'
import type { Policy } from '../society/policy.ts'
import { digestOf, type VisitTicket } from './visit-ticket.ts'

/** How far a visit has come: it decides how long it may stand still. */
export type VisitStage = 'signedIn' | 'halfSignedIn' | 'awaitingMail'

/**
 * Whether the ticket is the visit's: `current`, or `previous` (from before the last rotation: it opens nothing), or neither.
 */
export function recognise(
  ticket: VisitTicket,
  visit: { secretDigest: string; previousDigest: string | null },
): 'current' | 'previous' | 'unknown' {
  const digest = digestOf(ticket.secret)
  if (equal(digest, visit.secretDigest)) return 'current'
  return visit.previousDigest !== null && equal(digest, visit.previousDigest) ? 'previous' : 'unknown'
}

/** What the end of a visit depends on. */
export type VisitTimes = {
  readonly startedAt: Instant
  readonly lastSeenAt: Instant
  readonly rememberedUntil: Instant | null
}

/** Whether a visit has stood still too long or lived too long (NIST 800-63B §2.2.3; design.md §6, Sessions). */
export function hasExpired(visit: VisitTimes, stage: VisitStage, session: Policy['session'], now: Instant): boolean {
  const { idleEnd, lastEnd } = endsOf(visit, stage, session)
  return now > idleEnd || now > lastEnd
}

/**
 * When a visit ends by itself: `idleEnd` unless something is done before, `lastEnd` in any case. Who asked to stay signed
 * in, where the society allows it, has no idle end; what is not signed in completely never stays (SES-07).
 */
export function endsOf(
  visit: VisitTimes,
  stage: VisitStage,
  session: Policy['session'],
): { idleEnd: Instant; lastEnd: Instant } {
  if (stage === 'signedIn' && visit.rememberedUntil !== null)
    return { idleEnd: visit.rememberedUntil, lastEnd: visit.rememberedUntil }
  const idle = {
    signedIn: minutes(session.idleMinutes),
    halfSignedIn: minutes(session.halfSignedInMinutes),
    awaitingMail: minutes(session.awaitingMailMinutes),
  }[stage]
  return { idleEnd: visit.lastSeenAt + idle, lastEnd: visit.startedAt + hours(session.absoluteHours) }
}

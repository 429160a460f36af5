import { hours, type Instant, minutes, seconds } from '../kernel/clock.ts'
import { equal } from '../kernel/equal.ts'
import type { Policy } from '../society/policy.ts'
import { digestOf, type VisitTicket } from './visit-ticket.ts'

/** After a rotation the secret before it still opens pages for this long. */
const GRACE = seconds(60)

/** How far a visit has come: it decides how long it may stand still. */
export type VisitStage = 'signedIn' | 'halfSignedIn' | 'awaitingMail'

/** Whether the ticket is the visit's: `current`, or `previous` (good for GET only), or neither. */
export function recognise(
  ticket: VisitTicket,
  visit: { secretDigest: string; previousDigest: string | null; rotatedAt: Instant | null },
  now: Instant,
): 'current' | 'previous' | 'unknown' {
  const digest = digestOf(ticket.secret)
  if (equal(digest, visit.secretDigest)) return 'current'
  const inGrace = visit.rotatedAt !== null && now - visit.rotatedAt <= GRACE
  return inGrace && visit.previousDigest !== null && equal(digest, visit.previousDigest) ? 'previous' : 'unknown'
}

/** Whether a visit has stood still too long or lived too long (NIST 800-63B §2.2.3; design.md §6, Sessions). */
export function hasExpired(
  visit: { startedAt: Instant; lastSeenAt: Instant },
  stage: VisitStage,
  session: Policy['session'],
  now: Instant,
): boolean {
  const idle = {
    signedIn: minutes(session.idleMinutes),
    halfSignedIn: minutes(session.halfSignedInMinutes),
    awaitingMail: minutes(session.awaitingMailMinutes),
  }[stage]
  return now - visit.lastSeenAt > idle || now - visit.startedAt > hours(session.absoluteHours)
}

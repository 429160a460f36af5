import type { Instant } from '../kernel/clock.ts'
import { equal } from '../kernel/equal.ts'
import type { Tx } from '../store/database.ts'
import { endVisits } from './end-visit.ts'
import { digestOf, type VisitTicket } from './visit-ticket.ts'

/** Ends the visit of this ticket; ending needs no more than the ticket, the one before the last rotation included (invariant 13). */
export async function signOut(
  tx: Tx,
  societyId: number,
  ticket: VisitTicket,
  now: Instant,
): Promise<{ accountId: string } | undefined> {
  const visit = await tx
    .selectFrom('visit')
    .select(['account_id', 'secret_digest', 'previous_digest'])
    .where('society_id', '=', societyId)
    .where('id', '=', ticket.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  const digest = digestOf(ticket.secret)
  const own = visit && (equal(digest, visit.secret_digest) || equal(digest, visit.previous_digest ?? ''))
  if (!own) return undefined
  await endVisits(tx, { societyId, ids: [ticket.id] }, 'signedOut', now)
  return { accountId: visit.account_id }
}

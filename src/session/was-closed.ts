import { equal } from '../kernel/equal.ts'
import type { Tx } from '../store/database.ts'
import { digestOf, type VisitTicket } from './visit-ticket.ts'

/** Whether the visit of this ticket ended because its account was closed, and the account is closed still. */
export async function wasClosed(tx: Tx, societyId: number, ticket: VisitTicket): Promise<boolean> {
  const visit = await tx
    .selectFrom('visit')
    .innerJoin('account', (join) =>
      join.onRef('account.society_id', '=', 'visit.society_id').onRef('account.id', '=', 'visit.account_id'),
    )
    .select(['visit.secret_digest', 'visit.previous_digest'])
    .where('visit.society_id', '=', societyId)
    .where('visit.id', '=', ticket.id)
    .where('visit.ended_because', '=', 'closed')
    .where('account.closed_at', 'is not', null)
    .executeTakeFirst()
  if (!visit) return false
  const digest = digestOf(ticket.secret)
  return [visit.secret_digest, visit.previous_digest ?? ''].map((known) => equal(known, digest)).some((same) => same)
}

import { record } from '../audit/events.ts'
import { signOut } from '../session/sign-out.ts'
import { clearVisitCookie } from './cookies.ts'
import type { PageContext } from './request.ts'

/** Ends the visit of this browser, whatever step it is at; ending needs no more than the cookie (invariant 13). */
export async function signOutHere(c: PageContext): Promise<void> {
  const { gate, society, visitor } = c.get('page')
  const { ticket } = visitor
  clearVisitCookie(c, society)
  if (!ticket) return
  await gate.database.inSociety(society.id, async (tx) => {
    const now = gate.clock()
    const ended = await signOut(tx, society.id, ticket, now)
    if (ended)
      await record(tx, society.id, now, [{ name: 'visit.signedOut', actor: 'member', visitId: ticket.id, ...ended }])
  })
}

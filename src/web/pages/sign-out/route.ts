import type { Hono } from 'hono'
import { record } from '../../../audit/events.ts'
import { effectiveMethod } from '../../../journey/methods.ts'
import { signOut } from '../../../session/sign-out.ts'
import { clearVisitCookie } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import { pathOf } from '../../path-of.ts'
import { readForm } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { signOutView } from './view.ts'

/** OUT-01…05: asks, then ends the visit; ending needs no more than the cookie. */
export function mountSignOut(app: Hono<Env>): void {
  app.get(paths.signOut, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    const { step, situation } = present
    const locked = step.kind === 'done' && step.portal === 'servicesLocked'
    const missing = locked ? effectiveMethod(situation.facts) : null
    const frame = frameOf(request, paths.signOut, present)
    return c.html(signOutView(frame, { missing, cancelPath: pathOf(step) }))
  })
  app.post(paths.signOut, async (c) => {
    const request = c.get('page')
    await end(request)
    clearVisitCookie(c, request.society)
    c.header('Clear-Site-Data', '"cache"')
    // Whoever begins again as somebody else (PSK-24) goes straight to the form.
    const again = (await readForm(c))?.text('then') === 'signIn'
    return c.redirect(again ? paths.signIn : `${paths.top}?signedOut=yes`, 303)
  })
}

async function end({ gate, society, visitor }: PageRequest): Promise<void> {
  const { ticket } = visitor
  if (!ticket) return
  await gate.database.inSociety(society.id, async (tx) => {
    const now = gate.clock()
    const ended = await signOut(tx, society.id, ticket, now)
    if (ended)
      await record(tx, society.id, now, [{ name: 'visit.signedOut', actor: 'member', visitId: ticket.id, ...ended }])
  })
}

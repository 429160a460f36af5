import type { Hono } from 'hono'
import { isFounded } from '../../../journey/evidence.ts'
import { effectiveMethod, enrolUntil } from '../../../journey/methods.ts'
import { frameOf } from '../../frame-of.ts'
import { pathOf } from '../../path-of.ts'
import type { Env } from '../../request.ts'
import { signOutHere } from '../../sign-out-here.ts'
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
    const locked = step.kind === 'done' && step.portal === 'servicesLocked' && !isFounded(situation.facts)
    const missing = locked ? effectiveMethod(situation.facts) : null
    const frame = frameOf(request, paths.signOut, present)
    return c.html(
      signOutView(frame, { missing, until: missing && enrolUntil(situation.facts), cancelPath: pathOf(step) }),
    )
  })
  app.post(paths.signOut, async (c) => {
    await signOutHere(c)
    c.header('Clear-Site-Data', '"cache"')
    return c.redirect(`${paths.top}?signedOut=yes`, 303)
  })
}

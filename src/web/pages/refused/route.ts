import type { Hono } from 'hono'
import { pathFor, readAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env, PageContext } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { refusedView } from './view.ts'

/** A knowing refusal, with a way on. */
export function mountRefused(app: Hono<Env>): void {
  for (const path of [paths.refused, `${paths.refused}/for/:aim`]) app.get(path, refused)
}

async function refused(c: PageContext): Promise<Response> {
  const aim = readAim(c.req.param('aim'))
  const request = aim ? { ...c.get('page'), aim } : c.get('page')
  const present = await presentOf(request, true)
  if (!present) return noVisit(c, request)
  const { step } = present
  if (step.kind !== 'refused') return c.redirect(pathFor(step, aim), 303)
  const frame = frameOf(request, paths.refused, present)
  const mailChanged = step.reason === 'signInAgain' && present.situation.facts.member?.address?.verifiedInVisit === true
  return c.html(refusedView(frame, { reason: step.reason, exits: step.exits, at: null, mailChanged }), 403)
}

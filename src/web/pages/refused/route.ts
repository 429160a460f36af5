import type { Hono } from 'hono'
import { frameOf } from '../../frame-of.ts'
import { pathOf } from '../../path-of.ts'
import type { Env } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { refusedView } from './view.ts'

/** A knowing refusal, with a way on. */
export function mountRefused(app: Hono<Env>): void {
  app.get(paths.refused, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    const { step } = present
    if (step.kind !== 'refused') return c.redirect(pathOf(step), 303)
    const frame = frameOf(request, paths.refused, present)
    return c.html(refusedView(frame, { reason: step.reason, exits: step.exits, at: null }), 403)
  })
}

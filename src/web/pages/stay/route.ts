import type { Hono } from 'hono'
import { pathOf } from '../../path-of.ts'
import type { Env } from '../../request.ts'
import { sessionEnd } from '../../session-end.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'

/** How long the visit still lives (GET, extends nothing), and staying (POST): design.md §6, Sessions. */
export function mountStay(app: Hono<Env>): void {
  app.get(paths.stay, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    return present ? c.json(sessionEnd(request, present)) : c.json({ over: true }, 401)
  })
  app.post(paths.stay, async (c) => {
    const request = c.get('page')
    const wantsJson = c.req.header('accept')?.startsWith('application/json') ?? false
    const present = await presentOf(request, true)
    if (wantsJson) return present ? c.json(sessionEnd(request, present)) : c.json({ over: true }, 401)
    return present ? c.redirect(pathOf(present.step), 303) : noVisit(c, request)
  })
}

import type { Hono } from 'hono'
import { frameOf } from '../../frame-of.ts'
import { noticesOf } from '../../notices.ts'
import { pathOf } from '../../path-of.ts'
import type { Env } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { topView } from './view.ts'

/** The public top page (PLT-18, PLT-19); whoever is signed in is led on. */
export function mountTop(app: Hono<Env>): void {
  app.get(paths.top, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (present) return c.redirect(pathOf(present.step), 303)
    const signedOut = c.req.query('signedOut') === 'yes'
    return c.html(topView(frameOf(request, paths.top), { notices: await noticesOf(request), signedOut, letters: true }))
  })
}

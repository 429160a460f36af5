import type { Hono } from 'hono'
import { isLivingLink, redeemLink } from '../../../journey/acts/redeem-link.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env, PageContext } from '../../request.ts'
import { runEntrance } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { resetView } from './view.ts'

/** The mailed link for a forgotten password: GET shows, POST redeems, in whatever browser it is opened (REC-04…07). */
export function mountReset(app: Hono<Env>): void {
  const path = `${paths.reset}/:token` as const
  app.get(path, async (c) => {
    const { gate, society } = c.get('page')
    return show(c, await isLivingLink(gate, society, c.req.param('token')))
  })
  app.post(path, (c) => {
    const { gate, visitor } = c.get('page')
    const handler = redeemLink(gate, c.req.param('token'), describeBrowser(visitor.userAgent))
    return runEntrance(c, 'redeemLink', handler, async () => show(c, false))
  })
}

// The language links lead to the request, not to a page whose address is a secret.
const show = (c: PageContext, living: boolean): Response | Promise<Response> =>
  c.html(resetView(frameOf(c.get('page'), living ? c.req.path : paths.forgotPassword), { living }), living ? 200 : 410)

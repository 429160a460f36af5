import type { Hono } from 'hono'
import { redeemMailLink, showMailLink } from '../../../journey/mail-link.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { mailLinkView } from './view.ts'

/** The mailed link: GET shows, POST redeems; it signs nobody in, in whatever browser it is opened (invariant 12). */
export function mountMailLink(app: Hono<Env>): void {
  const path = `${paths.mailLink}/:token` as const
  app.get(path, async (c) => {
    const request = c.get('page')
    const state = await showMailLink(request.gate, request.society, c.req.param('token'))
    return c.html(mailLinkView(frameOf(request, c.req.path), state), statusOf(state.state))
  })
  app.post(path, async (c) => {
    const request = c.get('page')
    const state = await redeemMailLink(request.gate, request.society, c.req.param('token'))
    return c.html(mailLinkView(frameOf(request, c.req.path), state), statusOf(state.state))
  })
}

function statusOf(state: string): 200 | 404 | 410 {
  if (state === 'unknown') return 404
  return state === 'expired' || state === 'replaced' ? 410 : 200
}

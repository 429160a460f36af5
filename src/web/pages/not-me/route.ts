import type { Hono } from 'hono'
import { type DoubtState, freezeAccount, showDoubt } from '../../../care/freeze-account.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env, PageContext } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { notMeView } from './view.ts'

/** 「心当たりがない」: GET shows, POST freezes, in whatever browser, signed in or not; it opens nothing (invariant 13). */
export function mountNotMe(app: Hono<Env>): void {
  const path = `${paths.notMe}/:token` as const
  const read = (c: PageContext) => {
    const { gate, society } = c.get('page')
    return { gate, society, token: c.req.param('token') ?? '' }
  }
  app.get(path, async (c) => show(c, await showDoubt(read(c))))
  app.post(path, async (c) => {
    const doubt = await freezeAccount(read(c))
    // Post, redirect, get: what a second load shows is the same page.
    return doubt.state === 'frozen' ? c.redirect(c.req.path, 303) : show(c, doubt)
  })
}

async function show(c: PageContext, doubt: DoubtState): Promise<Response> {
  const request = c.get('page')
  const present = await presentOf(request, false)
  const signedIn = present?.step.kind === 'done'
  return c.html(notMeView(frameOf(request, c.req.path), doubt, signedIn), statusOf(doubt.state))
}

function statusOf(state: DoubtState['state']): 200 | 404 | 410 {
  if (state === 'unknown') return 404
  return state === 'open' || state === 'frozen' ? 200 : 410
}

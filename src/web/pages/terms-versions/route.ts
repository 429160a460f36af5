import type { Hono } from 'hono'
import { termsHistory } from '../../../society/terms-history.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import type { Env, PageRequest } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths, termsAt } from '../../views/paths.ts'
import { termsVersionsView, termsVersionView } from './view.ts'

/** The terms of now, those that come and those of before, open to everybody (TRM-06, GAP-06). */
export function mountTermsVersions(app: Hono<Env>): void {
  app.get(paths.termsVersions, async (c) => {
    const request = c.get('page')
    const frame = frameOf(request, paths.termsVersions, await presentOf(request, true))
    return c.html(termsVersionsView(frame, await historyOf(request)))
  })
  app.get(`${paths.termsVersions}/:version`, async (c) => {
    const request = c.get('page')
    const asked = c.req.param('version')
    const terms = (await historyOf(request)).find(({ version }) => String(version) === asked)
    if (!terms) return message(c, 'notFound')
    const frame = frameOf(request, termsAt(terms.version), await presentOf(request, true))
    return c.html(termsVersionView(frame, terms))
  })
}

function historyOf({ gate, society }: PageRequest) {
  return gate.database.inSociety(society.id, (tx) => termsHistory(tx, gate.clock()))
}

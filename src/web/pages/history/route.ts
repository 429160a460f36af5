import type { Hono } from 'hono'
import { listHistory } from '../../../care/list-history.ts'
import { frameOf } from '../../frame-of.ts'
import { notMePath } from '../../not-me-path.ts'
import { pathOf } from '../../path-of.ts'
import type { Env } from '../../request.ts'
import { noVisit, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { historyView } from './view.ts'

const ON_A_PAGE = 20

/** ログインの履歴: what happened to the account, newest first; each entry can be doubted. */
export function mountHistory(app: Hono<Env>): void {
  app.get(paths.history, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (!present) return noVisit(c, request)
    if (present.step.kind !== 'done') return c.redirect(pathOf(present.step), 303)
    const { gate, society } = request
    const { account, visit } = present.situation
    const of = { societyId: society.id, accountId: account.id, visitId: visit.id }
    const before = readBefore(c.req.query('before'))
    const { entries, more } = await gate.database.inSociety(society.id, (tx) =>
      listHistory(tx, of, { before, limit: ON_A_PAGE }),
    )
    return c.html(
      historyView(frameOf(request, paths.history, present), {
        entries: entries.map((entry) => ({ ...entry, notMe: notMePath(request, account.id, entry.at) })),
        older: more ? (entries.at(-1)?.id ?? null) : null,
        first: before === null,
      }),
    )
  })
}

/** An entry's number; whatever else stands there begins at the newest. */
function readBefore(typed: string | undefined): number | null {
  return typed !== undefined && /^[1-9]\d{0,14}$/.test(typed) ? Number(typed) : null
}

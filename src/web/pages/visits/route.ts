import type { Hono } from 'hono'
import { endOtherVisits, endVisit } from '../../../care/end-visits.ts'
import { listVisits } from '../../../care/list-visits.ts'
import { aimAt } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { visitsView } from './view.ts'

const DONE = ['one', 'others'] as const
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** ログイン中の端末: ending a visit protects, so it needs no proof but the sign-in (invariant 13). */
export function mountVisits(app: Hono<Env>): void {
  mountCare<'gone'>(app, {
    path: paths.visits,
    aim: () => null,
    async show(request, present, { c, notes }) {
      const { gate, society } = request
      const visits = await gate.database.inSociety(society.id, (tx) =>
        listVisits(tx, society, present.situation, gate.clock()),
      )
      const done = notes ?? DONE.find((one) => one === c.req.query('done')) ?? null
      return visitsView(frameOf(request, paths.visits, present), { visits, done })
    },
    async submit(_request, form, { change, again }) {
      const here = (done: string) => ({
        aim: aimAt('visits'),
        next: `${paths.visits}?done=${done}`,
        needs: 'signIn' as const,
      })
      const id = form.text('visit')
      if (id === '') return change(here('others'), endOtherVisits(), () => 'gone')
      if (!ID.test(id)) return again('gone')
      return change(
        here('one'),
        endVisit(id),
        ({ kind }) => kind,
        () => 410,
      )
    },
  })
}

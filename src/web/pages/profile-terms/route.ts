import type { Hono } from 'hono'
import { listAcceptances } from '../../../care/list-acceptances.ts'
import { withdrawTerms } from '../../../care/withdraw-terms.ts'
import { aimAt } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { profileTermsView } from './view.ts'

/** What was agreed to, and taking it back: as easy as agreeing, so it needs no more than the sign-in (GAP-06, decision 0017). */
export function mountProfileTerms(app: Hono<Env>): void {
  mountCare<null>(app, {
    path: paths.profileTerms,
    aim: () => null,
    async show(request, present) {
      const { gate, society } = request
      const of = { societyId: society.id, accountId: present.situation.account.id }
      const acceptances = await gate.database.inSociety(society.id, (tx) => listAcceptances(tx, of))
      return profileTermsView(frameOf(request, paths.profileTerms, present), { acceptances })
    },
    async submit(_request, form, { change, again }) {
      if (form.text('decision') !== 'withdraw') return again(null)
      const where = { aim: aimAt('profile'), next: paths.termsWithdrawn, needs: 'signIn', leaves: true } as const
      return change(where, withdrawTerms(), () => null)
    },
  })
}

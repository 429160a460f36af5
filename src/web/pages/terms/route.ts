import type { Hono } from 'hono'
import { acceptTerms } from '../../../journey/acts/accept-terms.ts'
import { currentTerms } from '../../../society/current-terms.ts'
import { changesSince } from '../../../society/terms-history.ts'
import { frameOf } from '../../frame-of.ts'
import { pathOf } from '../../path-of.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { termsDeclinedView } from '../terms-declined/view.ts'
import { termsWithdrawnView } from '../terms-withdrawn/view.ts'
import { termsView } from './view.ts'

/** TRM-01…06; 同意しない leads to a page that says what that means, and back (GAP-06). */
export function mountTerms(app: Hono<Env>): void {
  mountStep<null>(app, {
    path: paths.terms,
    due: (step) => step.kind === 'acceptTerms',
    async show(request, present) {
      const accepted = present.situation.facts.member?.acceptedTerms ?? 0
      const { termsWithdrawnAt: withdrawnAt } = present.situation
      return termsView(frameOf(request, paths.terms, present), { ...(await dueTerms(request, accepted)), withdrawnAt })
    },
    async submit(_request, form, { c, run, again }) {
      if (form.text('decision') === 'decline') return c.redirect(paths.termsDeclined, 303)
      if (form.text('decision') !== 'agree') return again(null)
      return run('acceptTerms', acceptTerms(Number(form.text('version'))), () => null)
    },
  })
  app.get(paths.termsDeclined, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    return c.html(
      termsDeclinedView(frameOf(request, paths.termsDeclined, present), { canReturn: present !== undefined }),
    )
  })
  app.get(paths.termsWithdrawn, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    if (present && present.situation.termsWithdrawnAt === null) return c.redirect(pathOf(present.step), 303)
    const frame = frameOf(request, paths.termsWithdrawn, present)
    return c.html(termsWithdrawnView(frame, { canReturn: present !== undefined }))
  })
}

function dueTerms({ gate, society }: PageRequest, accepted: number) {
  const now = gate.clock()
  return gate.database.inSociety(society.id, async (tx) => {
    const { inForce: terms } = await currentTerms(tx, now)
    if (!terms) throw new Error(`the society ${society.name} has no terms in force`)
    return { ...terms, changes: await changesSince(tx, accepted, now) }
  })
}

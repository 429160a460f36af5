import type { Hono } from 'hono'
import { setPassword } from '../../../journey/acts/set-password.ts'
import type { PasswordErrorCode } from '../../../texts/codes.ts'
import { frameOf } from '../../frame-of.ts'
import { passwordContext, passwordProblems } from '../../new-password.ts'
import type { Env } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { passwordView } from './view.ts'

type Notes = { readonly errors: readonly PasswordErrorCode[]; readonly signOutEverywhere: boolean }

/** A new password, twice (PWD-01…12). */
export function mountPassword(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.password,
    due: (step) => step.kind === 'setPassword',
    async show(request, present, notes) {
      const { userId } = await passwordContext(request, present)
      const rule = request.society.policy.passwordRule
      return passwordView(frameOf(request, paths.password, present), {
        userId,
        reason: present.situation.facts.visit.recovering ? 'reset' : 'activation',
        min: rule.minLength,
        max: rule.maxLength,
        composition: rule.composition,
        ...(notes ?? { errors: [], signOutEverywhere: true }),
      })
    },
    async submit(request, form, { run, again }) {
      const signOutEverywhere = form.checked('signOutEverywhere')
      const present = await presentOf(request, true)
      const errors = present ? await passwordProblems(request, present, form) : []
      if (errors.length > 0) return again({ errors, signOutEverywhere })
      const handler = setPassword(request.gate, { password: form.text('newPassword'), signOutEverywhere })
      return run(
        'setPassword',
        handler,
        () => ({ errors: ['busy'], signOutEverywhere }),
        () => 503,
      )
    },
  })
}

import type { Hono } from 'hono'
import { type ChangePasswordProblem, changePassword } from '../../../care/change-password.ts'
import type { PasswordErrorCode } from '../../../texts/codes.ts'
import { aimAt } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import { passwordContext, passwordProblems } from '../../new-password.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { passwordView } from '../password/view.ts'

type Notes = { readonly errors: readonly PasswordErrorCode[]; readonly signOutEverywhere: boolean }

const aim = aimAt('password')

/** パスワードの更新 of somebody who is signed in (PWD-13…18). */
export function mountChangePassword(app: Hono<Env>): void {
  mountCare<Notes>(app, {
    path: paths.changePassword,
    aim: () => aim,
    async show(request, present, { notes }) {
      const { userId } = await passwordContext(request, present)
      const { minLength: min, maxLength: max, composition } = request.society.policy.passwordRule
      return passwordView(frameOf(request, paths.changePassword, present), {
        userId,
        reason: 'change',
        min,
        max,
        composition,
        back: paths.signInMethods,
        ...(notes ?? { errors: [], signOutEverywhere: true }),
      })
    },
    async submit(request, form, { present, change, again }) {
      const signOutEverywhere = form.checked('signOutEverywhere')
      const errors = await passwordProblems(request, present, form)
      if (errors.length > 0) return again({ errors, signOutEverywhere })
      const handler = changePassword(request.gate, { password: form.text('newPassword'), signOutEverywhere })
      return change(
        { aim, next: `${paths.signInMethods}?done=password` },
        handler,
        (problem) => ({ errors: [codeOf(problem)], signOutEverywhere }),
        ({ kind }) => (kind === 'busy' ? 503 : 422),
      )
    },
  })
}

/** Whoever was second of two changes at once tries again, on a page that shows the new date. */
const codeOf = ({ kind }: ChangePasswordProblem): PasswordErrorCode => (kind === 'sameAsCurrent' ? kind : 'busy')

import type { Hono } from 'hono'
import { loadPasswordContext } from '../../../account/password-context.ts'
import { checkPassword, type PasswordRule } from '../../../factor/password/rule.ts'
import { setPassword } from '../../../journey/acts/set-password.ts'
import type { Present } from '../../../journey/find-visit.ts'
import type { PasswordErrorCode } from '../../../texts/codes.ts'
import { frameOf } from '../../frame-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
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
      const { userId } = await contextOf(request, present)
      const rule = ruleOf(request)
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
      const errors = present ? await problemsOf(request, present, form) : []
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

async function problemsOf(request: PageRequest, present: Present, form: Form): Promise<PasswordErrorCode[]> {
  const password = form.text('newPassword')
  const again = form.text('newPasswordAgain')
  if (password === '') return ['missing']
  const { userId, context } = await contextOf(request, present)
  const errors: PasswordErrorCode[] = checkPassword(password, { rule: ruleOf(request), context, userId })
  if (again === '') errors.push('againMissing')
  else if (again.normalize('NFC') !== password.normalize('NFC')) errors.push('mismatch')
  return errors
}

const ruleOf = ({ society }: PageRequest): PasswordRule => society.policy.passwordRule

/** What a stranger may know of this person and society, and what the member signs in with. */
function contextOf({ gate, society }: PageRequest, { situation }: Present) {
  const { productName, title, societyName } = society.policy
  return gate.database.inSociety(society.id, async (tx) => {
    const person = await loadPasswordContext(tx, society.id, situation.account.id)
    return { userId: person.userId, context: [productName, title, societyName, society.name, ...person.terms] }
  })
}

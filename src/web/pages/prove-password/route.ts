import type { Hono } from 'hono'
import { signInName } from '../../../account/password-context.ts'
import { provePassword } from '../../../journey/acts/prove-password.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type ProvePasswordModel, provePasswordView } from './view.ts'

type Notes = Pick<ProvePasswordModel, 'errors' | 'retryAt'>

/** The password once more (RAU-01…03). */
export function mountProvePassword(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.provePassword,
    due: (step) => step.kind === 'prove' && step.options.includes('password'),
    servesAims: true,
    async show(request, present, notes) {
      return provePasswordView(frameOf(request, paths.provePassword, present), {
        userId: await userIdOf(request, present),
        others: proveWays(present.step, 'password', forAim(request.aim)),
        ...(notes ?? { errors: [], retryAt: null }),
      })
    },
    async submit(request, form, { run, again }) {
      const password = form.text('password')
      if (password === '') return again({ errors: ['missing'], retryAt: null })
      return run(
        'prove',
        provePassword(request.gate, password),
        (problem) => ({
          errors: problem.kind === 'notDue' ? [] : [problem.kind],
          retryAt: problem.kind === 'tooMany' ? problem.until : null,
        }),
        ({ kind }) => ({ tooMany: 429, busy: 503, wrong: 422, notDue: 422 })[kind],
      )
    },
  })
}

function userIdOf({ gate, society }: PageRequest, { situation }: Present): Promise<string> {
  const { account, address } = situation
  return gate.database.inSociety(
    society.id,
    async (tx) => (await signInName(tx, society.id, account.id)) ?? address?.address ?? account.name,
  )
}

import type { Hono } from 'hono'
import { signInName } from '../../../account/password-context.ts'
import { type ProvePasswordProblem, provePassword } from '../../../journey/acts/prove-password.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { takeMailWay } from '../../take-mail-way.ts'
import { paths } from '../../views/paths.ts'
import { type ProvePasswordModel, provePasswordView } from './view.ts'

type Notes = Pick<ProvePasswordModel, 'errors' | 'retryAt'>

/** The password once more, of somebody who is identified already. */
export function mountProvePassword(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.provePassword,
    due: (step) => step.kind === 'prove' && step.options.includes('password'),
    servesAims: true,
    async show(request, present, notes) {
      const { step } = present
      return provePasswordView(frameOf(request, paths.provePassword, present), {
        ...(notes ?? { errors: [], retryAt: null }),
        userId: await nameOf(request, present),
        reason: step.kind === 'prove' ? step.reason : 'freshness',
        again: request.aim !== undefined,
        others: proveWays(step, 'password', forAim(request.aim)),
      })
    },
    async submit(request, form, { c, run, again }) {
      if (form.text('way') === 'mailCode') return takeMailWay(c)
      const password = form.text('password')
      if (password === '') return again({ errors: ['missing'], retryAt: null })
      return run('prove', provePassword(request.gate, password), explained, statusOf)
    },
  })
}

function explained(problem: ProvePasswordProblem): Notes {
  if (problem.kind === 'tooMany') return { errors: ['tooMany'], retryAt: problem.until }
  return { errors: [problem.kind === 'busy' ? 'busy' : 'wrong'], retryAt: null }
}

function statusOf({ kind }: ProvePasswordProblem): number {
  return kind === 'tooMany' ? 429 : kind === 'busy' ? 503 : 422
}

function nameOf({ gate, society }: PageRequest, { situation }: Present): Promise<string | null> {
  return gate.database.inSociety(society.id, (tx) => signInName(tx, society.id, situation.account.id))
}

import type { Hono } from 'hono'
import { readRecoveryCode } from '../../../account/recovery-paper.ts'
import { proveRecoveryCode } from '../../../journey/acts/prove-recovery-code.ts'
import { foldCode } from '../../../kernel/fold.ts'
import { frameOf } from '../../frame-of.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { takeMailWay } from '../../take-mail-way.ts'
import { paths } from '../../views/paths.ts'
import { type RecoveryCodeModel, recoveryCodeView } from './view.ts'

type Notes = Omit<RecoveryCodeModel, 'others'>

/** The recovery paper, in a recovery (REC-12). */
export function mountRecoveryCode(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.recoveryCode,
    due: (step) => step.kind === 'prove' && step.options.includes('recoveryCode'),
    async show(request, present, notes) {
      return recoveryCodeView(frameOf(request, paths.recoveryCode, present), {
        ...(notes ?? { errors: [], retryAt: null }),
        others: proveWays(present.step, 'recoveryCode'),
      })
    },
    async submit(request, form, { c, run, again }) {
      if (form.text('way') === 'mailCode') return takeMailWay(c)
      const typed = form.text('recoveryCode')
      if (foldCode(typed) === '') return again({ errors: ['missing'], retryAt: null })
      const digits = readRecoveryCode(typed)
      if (digits === undefined) return again({ errors: ['shape'], retryAt: null })
      return run(
        'prove',
        proveRecoveryCode(request.gate, digits),
        (problem) =>
          problem.kind === 'tooMany'
            ? { errors: ['tooMany'], retryAt: problem.until }
            : { errors: ['wrong'], retryAt: null },
        (problem) => (problem.kind === 'tooMany' ? 429 : 422),
      )
    },
  })
}

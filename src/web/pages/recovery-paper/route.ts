import type { Hono } from 'hono'
import { keepRecoveryPaper } from '../../../journey/acts/keep-recovery-paper.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { recoveryPaperView } from './view.ts'

/** "Keep the lower half of your letter." */
export function mountRecoveryPaper(app: Hono<Env>): void {
  mountStep<null>(app, {
    path: paths.recoveryPaper,
    due: (step) => step.kind === 'keepRecoveryPaper',
    show: async (request, present) =>
      recoveryPaperView(frameOf(request, paths.recoveryPaper, present), { from: 'letter' }),
    submit: (_request, _form, { run }) => run('keepRecoveryPaper', keepRecoveryPaper(), (problem) => problem),
  })
}

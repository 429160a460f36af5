import type { Hono } from 'hono'
import { restoreAccount } from '../../../journey/acts/restore.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { restoreView } from './view.ts'

/** Enough was shown to lift a freeze: knowingly, by a button of its own. */
export function mountRestore(app: Hono<Env>): void {
  mountStep<null>(app, {
    path: paths.restore,
    due: (step) => step.kind === 'restore',
    async show(request, present) {
      const { step } = present
      return restoreView(frameOf(request, paths.restore, present), {
        by: step.kind === 'restore' ? step.by : 'ownFactors',
      })
    },
    // What else is due comes first: the list leads there.
    submit: (_request, _form, { run }) =>
      run('restore', restoreAccount(), (problem) => problem, undefined, `${paths.signInMethods}?done=restored`),
  })
}

import type { Hono } from 'hono'
import { recover } from '../../../journey/acts/recover.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type RecoverModel, recoverView } from './view.ts'

/** Enough was shown: what is lost is set aside, knowingly (REC-11, GAP-10). */
export function mountRecover(app: Hono<Env>): void {
  mountStep<null>(app, {
    path: paths.recover,
    due: (step) => step.kind === 'recover',
    async show(request, present) {
      const { step } = present
      const model: RecoverModel = step.kind === 'recover' ? step : { rung: 'twoKinds', replaces: [] }
      return recoverView(frameOf(request, paths.recover, present), model)
    },
    submit: (_request, _form, { run }) => run('recover', recover(), (problem) => problem),
  })
}

import type { Hono } from 'hono'
import { keepRecoveryPaper } from '../../../journey/acts/keep-recovery-paper.ts'
import { type CodeNotes, codeFile, codeOffer } from '../../code-offer.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import type { Env } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { recoveryPaperView } from './view.ts'

/** "Keep the lower half of your letter", or ten codes on the page (policy `recoveryPaper`). */
export function mountRecoveryPaper(app: Hono<Env>): void {
  mountStep<CodeNotes>(app, {
    path: paths.recoveryPaper,
    due: (step) => step.kind === 'keepRecoveryPaper',
    async show(request, present, notes) {
      const frame = frameOf(request, paths.recoveryPaper, present)
      if (request.society.policy.recoveryPaper !== 'screen') return recoveryPaperView(frame, { from: 'letter' })
      const offer = await codeOffer(request, present)
      const model = { ...offer, download: paths.recoveryPaperFile, problem: notes?.problem ?? null, back: null }
      return recoveryPaperView(frame, { from: 'screen', ...model })
    },
    submit(request, form, { run, again }) {
      const screen = request.society.policy.recoveryPaper === 'screen'
      if (screen && !form.checked('saved')) return again({ problem: 'tick' })
      const handler = keepRecoveryPaper(request.gate, screen ? form.text('set') : null)
      return run('keepRecoveryPaper', handler, ({ kind }) => ({ problem: kind }))
    },
  })
  app.get(paths.recoveryPaperFile, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    if (present?.step.kind !== 'keepRecoveryPaper') return message(c, 'notFound')
    return (await codeFile(c, request, present)) ?? message(c, 'notFound')
  })
}

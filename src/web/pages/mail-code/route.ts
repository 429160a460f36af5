import type { Hono } from 'hono'
import { chooseOtherAddress, resendConfirmation } from '../../../journey/acts/confirm-mail.ts'
import { verifyMail } from '../../../journey/acts/verify-mail.ts'
import { mailIsPending } from '../../../journey/mail-pending.ts'
import { frameOf } from '../../frame-of.ts'
import { type MailCodeNotes, mailCodeModel, noted, readSixDigits } from '../../mail-code-model.ts'
import { pathOf } from '../../path-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { hasMissedAnswer, mountStep, presentOf, type Submission } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { mailCodeView } from './view.ts'

/** The page that waits for the confirmation mail and moves on by itself (EML-15…19). */
export function mountMailCode(app: Hono<Env>): void {
  mountStep<MailCodeNotes>(app, {
    path: paths.mailCode,
    due: (step) => step.kind === 'verifyMail',
    async show(request, present, notes) {
      const model = await mailCodeModel(request, present, 'confirm', notes)
      return mailCodeView(frameOf(request, paths.mailCode, present), { ...model, statePath: paths.mailState })
    },
    submit: (request, form, submission) => submit(request, form, submission),
  })
  // Polled by the waiting page: it does not wind up the idle clock.
  app.get(paths.mailState, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    // Asked just before the answer to this page's own form: that one leads on, not this one.
    if (!present && (await hasMissedAnswer(request))) return c.json({ confirmed: false, next: paths.mailCode })
    const waits =
      present?.step.kind === 'verifyMail' || (present?.step.kind === 'done' && mailIsPending(present.situation.facts))
    return c.json({ confirmed: !waits, next: present ? pathOf(present.step) : paths.signIn })
  })
}

async function submit(
  request: PageRequest,
  form: Form,
  { c, run, again }: Submission<MailCodeNotes>,
): Promise<Response> {
  const { gate } = request
  switch (form.text('action')) {
    case 'resend':
      return run('verifyMail', resendConfirmation(gate), (problem) =>
        noted(problem.kind, problem.kind === 'resendTooEarly' ? problem.until : null),
      )
    case 'otherAddress':
      return run('verifyMail', chooseOtherAddress(), (problem) => problem)
    case 'continue': {
      const present = await presentOf(request, true)
      const moved = present && present.step.kind !== 'verifyMail'
      return moved ? c.redirect(pathOf(present.step), 303) : again(noted('notYet'))
    }
  }
  const read = readSixDigits(form.text('mailCode'))
  if ('error' in read) return again(noted(read.error))
  return run(
    'verifyMail',
    verifyMail(gate, read.code),
    (problem) =>
      noted(problem.kind === 'taken' ? 'expired' : problem.kind, problem.kind === 'tooMany' ? problem.until : null),
    (problem) => (problem.kind === 'tooMany' ? 429 : 422),
  )
}

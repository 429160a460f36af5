import type { Hono } from 'hono'
import { maskAddress } from '../../../account/mail-address-rule.ts'
import { correctAddress, resendConfirmation } from '../../../journey/acts/confirm-mail.ts'
import { verifyMail } from '../../../journey/acts/verify-mail.ts'
import { mailIsPending } from '../../../journey/mail-pending.ts'
import { frameOf } from '../../frame-of.ts'
import { hasLivingCode, type MailCodeNotes, mailCodeModel, noted, readSixDigits } from '../../mail-code-model.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep, type Submission } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { mailCodeView } from '../mail-code/view.ts'
import { sendConfirmationView } from './view.ts'

type Notes = MailCodeNotes & { readonly stale?: boolean }

/** CON-03: the address is verified from the portal, for which the sitting did not wait. */
export function mountMailAfterwards(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.mailAfterwards,
    due: (step, situation) => step.kind === 'done' && situation !== null && mailIsPending(situation.facts),
    async show(request, present, notes) {
      const frame = frameOf(request, paths.mailAfterwards, present)
      const model = await mailCodeModel(request, present, 'confirm', notes)
      if (notes?.stale || !(await hasLivingCode(request, present, 'confirm'))) {
        const { address } = present.situation
        const maskedMail = maskAddress(address?.address ?? '')
        return sendConfirmationView(frame, { ...model, maskedMail, stale: notes?.stale ?? false })
      }
      return mailCodeView(frame, { ...model, statePath: paths.mailState })
    },
    submit: (request, form, submission) => submit(request, form, submission),
  })
}

async function submit({ gate }: PageRequest, form: Form, { c, run, again }: Submission<Notes>): Promise<Response> {
  switch (form.text('action')) {
    case 'resend':
      return run(
        'mailAfterwards',
        resendConfirmation(gate),
        (problem) => noted(problem.kind, problem.kind === 'resendTooEarly' ? problem.until : null),
        undefined,
        paths.mailAfterwards,
      )
    case 'otherAddress':
      return run('mailAfterwards', correctAddress(), () => ({ errors: [], retryAt: null, resent: false, stale: true }))
    case 'continue':
      return c.redirect(paths.mailAfterwards, 303)
  }
  const read = readSixDigits(form.text('mailCode'))
  if ('error' in read) return again(noted(read.error))
  return run(
    'mailAfterwards',
    verifyMail(gate, read.code),
    (problem) =>
      noted(problem.kind === 'taken' ? 'expired' : problem.kind, problem.kind === 'tooMany' ? problem.until : null),
    (problem) => (problem.kind === 'tooMany' ? 429 : 422),
  )
}

import type { Hono } from 'hono'
import { sendProveCode } from '../../../journey/acts/send-prove-code.ts'
import { proveMailCode } from '../../../journey/acts/verify-mail.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { type MailCodeNotes, mailCodeModel, noted, readSixDigits } from '../../mail-code-model.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { mailOtpView } from './view.ts'

/** A code sent to the verified address (MOT-02…06); the first one went out when this step became due. */
export function mountMailOtp(app: Hono<Env>): void {
  mountStep<MailCodeNotes>(app, {
    path: paths.mailOtp,
    due: (step) => step.kind === 'prove' && step.options.includes('mailCode'),
    servesAims: true,
    async show(request, present, notes) {
      const model = await mailCodeModel(request, present, 'prove', notes)
      return mailOtpView(frameOf(request, paths.mailOtp, present), {
        ...model,
        others: proveWays(present.step, 'mailCode', forAim(request.aim)),
      })
    },
    async submit(request, form, { run, again }) {
      if (form.text('action') === 'resend') {
        return run('prove', sendProveCode(request.gate), (problem) =>
          problem.kind === 'resendTooEarly' ? noted('resendTooEarly', problem.until) : noted('resendLimit'),
        )
      }
      const read = readSixDigits(form.text('mailCode'))
      if ('error' in read) return again(noted(read.error))
      return run(
        'prove',
        proveMailCode(request.gate, read.code),
        (problem) =>
          problem.kind === 'tooMany'
            ? noted('tooMany', problem.until)
            : noted(problem.kind === 'wrong' ? 'wrong' : 'expired'),
        (problem) => (problem.kind === 'tooMany' ? 429 : 422),
      )
    },
  })
}

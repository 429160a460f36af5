import type { Hono } from 'hono'
import { chooseInstead } from '../../../journey/acts/choose-instead.ts'
import { sendProveCode } from '../../../journey/acts/send-prove-code.ts'
import { proveMailCode } from '../../../journey/acts/verify-mail.ts'
import type { Method } from '../../../journey/facts.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { usableMethods } from '../../../journey/methods.ts'
import { takesMailCode } from '../../../journey/step.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { type MailCodeNotes, mailCodeModel, noted, readSixDigits } from '../../mail-code-model.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { mailOtpView } from './view.ts'

/**
 * A code sent to the verified address (MOT-01…08): at sign-in, when a sitting is resumed, and where mailed codes are set up
 * without the mailbox having been shown before. The first one goes out with the act that asks for it.
 */
export function mountMailOtp(app: Hono<Env>): void {
  mountStep<MailCodeNotes>(app, {
    path: paths.mailOtp,
    due: takesMailCode,
    servesAims: true,
    async show(request, present, notes) {
      const model = await mailCodeModel(request, present, 'prove', notes)
      return mailOtpView(frameOf(request, paths.mailOtp, present), {
        ...model,
        others: proveWays(present.step, 'mailCode', forAim(request.aim)),
        instead: otherMethods(present),
      })
    },
    async submit(request, form, { c, run, again }) {
      const present = await presentOf(request, true)
      const kind = present?.step.kind === 'enrol' ? 'enrol' : 'prove'
      const action = form.text('action')
      const method = (['passkey', 'totp'] as const).find((other) => other === form.text('method'))
      if (method) return run('enrol', chooseInstead('mailCode', method), () => noted('missing'))
      // Whoever comes back from another way finds the code that is under way already.
      if (action === 'send' && present && (await mailCodeModel(request, present, 'prove', null)).sent)
        return c.redirect(`${paths.mailOtp}${forAim(request.aim)}`, 303)
      if (action === 'send' || action === 'resend') {
        return run(kind, sendProveCode(request.gate), (problem) =>
          problem.kind === 'resendTooEarly' ? noted('resendTooEarly', problem.until) : noted('resendLimit'),
        )
      }
      const read = readSixDigits(form.text('mailCode'))
      if ('error' in read) return again(noted(read.error))
      return run(
        kind,
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

/** While mailed codes are being set up: what can be set up instead. */
function otherMethods({ step, situation }: Present): Method[] {
  return step.kind === 'enrol' ? usableMethods(situation.facts).filter((method) => method !== step.method) : []
}

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MailCodeErrorCode } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { codeField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { banner, bullets, disclosure, facts, form, primaryButton } from '../../views/pieces.ts'
import { resendForm } from '../../views/resend.ts'
import type { Html } from '../../views/template.ts'

/** A mailed code while a sitting is resumed or at sign-in (MOT-02 … MOT-05). Resend posts `action` = `resend`. */
export type MailOtpModel = {
  maskedMail: string
  sender: string
  subject: string
  errors: readonly MailCodeErrorCode[]
  retryAt: Instant | null
  resent: boolean
  resendInSeconds: number
  resendsLeft: number
  validMinutes: number
  others: readonly ProveWay[]
}

const codeErrors: readonly MailCodeErrorCode[] = ['missing', 'shape', 'wrong', 'expired']

export function mailOtpView(frame: Frame, model: MailOtpModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: codeErrors.includes(code) ? 'mailCode' : null, message: t.mailCode.errors[code] }),
  )
  const wait = model.retryAt === null ? null : t.common.retryAt(formatMoment(frame.locale, model.retryAt))
  return layout(frame, { title: t.mailOtp.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.resent ? banner(t, 'success', null, [t.mailCode.resent]) : null,
    html`<p class="lead">${t.mailOtp.lead}</p>`,
    facts([
      { term: t.mailCode.to, value: model.maskedMail },
      { term: t.mailCode.sender, value: model.sender },
      { term: t.mailCode.subject, value: model.subject },
    ]),
    form([
      codeField(t, {
        name: 'mailCode',
        label: t.common.oneTimePassword,
        need: null,
        hints: [t.mailCode.codeHint(model.validMinutes)],
        errors: errorsOf(errors, 'mailCode'),
        value: '',
      }),
      primaryButton(t.common.execute),
    ]),
    html`<p class="small">${t.mailOtp.resendHint}</p>`,
    resendForm(t, model),
    otherWays(t, model.others),
    disclosure(t.mailCode.notArrived, bullets(t.mailCode.help)),
  ])
}

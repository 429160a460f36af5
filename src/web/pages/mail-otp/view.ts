import { html } from 'hono/html'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import type { MailCodeErrorCode, MethodName } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { codeField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { instead } from '../../views/instead.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { helpAt } from '../../views/paths.ts'
import { banner, bullets, disclosure, facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import { resendForm } from '../../views/resend.ts'
import type { Html } from '../../views/template.ts'
import type { MailCodeModel } from '../mail-code/view.ts'

/** A mailed code at sign-in, at resuming or setting up (MOT-02 … MOT-05). Posts `mailCode`, or `action` = `send` | `resend`, or `method`. */
export type MailOtpModel = Omit<MailCodeModel, 'statePath'> & {
  /** A code is under way or has arrived; otherwise the page offers to send one. */
  sent: boolean
  others: readonly ProveWay[]
  /** What can be set up instead, where mailed codes are being set up. */
  instead: readonly MethodName[]
}

const codeErrors: readonly MailCodeErrorCode[] = ['missing', 'shape', 'wrong', 'expired']

export function mailOtpView(frame: Frame, model: MailOtpModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: codeErrors.includes(code) ? 'mailCode' : null, message: sentence(t, code) }),
  )
  const wait = waitLine(t, frame, model)
  return layout(frame, { title: t.mailOtp.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.resent ? banner(t, 'success', null, [t.mailCode.resent]) : null,
    ...(model.sent || errors.length > 0 ? typing(t, model, errors) : sending(t, model)),
    otherWays(t, model.others),
    instead(t, t.mailOtp.insteadLead, model.instead),
    html`<div class="mores">${disclosure(t.mailCode.notArrived, [bullets(t.mailCode.help), textLink(t.common.moreHelp, helpAt('mail'))])}${
      model.instead.length > 0 ? null : disclosure(t.mailOtp.lostTitle, html`<p>${t.mailOtp.lost}</p>`)
    }</div>`,
  ])
}

/** Here nobody can name another address: what is left is to wait, or another way. */
const sentence = (t: Texts, code: MailCodeErrorCode): string =>
  code === 'resendLimit' ? t.mailOtp.resendLimit : t.mailCode.errors[code]

const typing = (t: Texts, model: MailOtpModel, errors: readonly FieldError[]): Html[] => [
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
]

/** Opening a page sends nothing: somebody came here without the click that does. */
const sending = (t: Texts, model: MailOtpModel): Html[] => [
  html`<p class="lead">${t.mailOtp.sendLead}</p>`,
  facts([
    { term: t.mailCode.to, value: model.maskedMail },
    { term: t.mailCode.sender, value: model.sender },
  ]),
  form([primaryButton(t.mailOtp.send, { name: 'action', value: 'send' })]),
]

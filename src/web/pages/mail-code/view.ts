import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MailCodeErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { codeField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { helpAt } from '../../views/paths.ts'
import { actionForm, banner, bullets, disclosure, facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import { resendForm } from '../../views/resend.ts'
import type { Html } from '../../views/template.ts'

/**
 * Waiting for the confirmation mail (EML-15 … EML-19). Four forms, all post to the page itself:
 * `mailCode` alone; `action` = `resend` | `otherAddress` | `continue`.
 */
export type MailCodeModel = {
  maskedMail: string
  sender: string
  subject: string
  errors: readonly MailCodeErrorCode[]
  retryAt: Instant | null
  /** A mail has just been sent again. */
  resent: boolean
  /** Whole seconds until 再送信 works again; 0 = now. */
  resendInSeconds: number
  /** How many more times a mail can be sent again. */
  resendsLeft: number
  /** How long link and code stay good, in minutes. */
  validMinutes: number
  /** JSON for the script: `{ confirmed: boolean, next: string }`. */
  statePath: string
}

const codeErrors: readonly MailCodeErrorCode[] = ['missing', 'shape', 'wrong', 'expired']

export function mailCodeView(frame: Frame, model: MailCodeModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: codeErrors.includes(code) ? 'mailCode' : null, message: t.mailCode.errors[code] }),
  )
  const wait = waitLine(t, frame, model)
  return layout(frame, { title: t.mailCode.title, scripts: ['wait'], failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.resent ? banner(t, 'success', null, [t.mailCode.resent]) : null,
    html`<div class="lead"><p>${t.mailCode.sent(model.maskedMail)}</p><p>${t.mailCode.todo}</p></div>`,
    facts([
      { term: t.mailCode.sender, value: model.sender },
      { term: t.mailCode.subject, value: model.subject },
    ]),
    form([
      codeField(t, {
        name: 'mailCode',
        label: t.mailCode.code,
        need: 'required',
        hints: [t.mailCode.codeHint(model.validMinutes)],
        errors: errorsOf(errors, 'mailCode'),
        value: '',
      }),
      primaryButton(t.mailCode.submit),
    ]),
    html`<div class="wait" data-wait="${model.statePath}" data-confirmed="${t.mailCode.confirmed}">
      <p role="status" data-wait-words>${t.mailCode.waiting}</p>
      ${actionForm(t.mailCode.goOn, 'continue')}
    </div>`,
    notArrived(t, model),
  ])
}

/** What to look for, a second mail, a different address (FAQ-03, EML-19). */
const notArrived = (t: Texts, model: MailCodeModel): Html =>
  html`${disclosure(t.mailCode.notArrived, [
    bullets(t.mailCode.help),
    textLink(t.common.moreHelp, helpAt('mail')),
  ])}${resendForm(t, model)}${actionForm(t.mailCode.otherAddress, 'otherAddress', 'text')}`

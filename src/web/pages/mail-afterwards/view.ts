import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MailCodeErrorCode } from '../../../texts/codes.ts'
import { errorSummary, type FieldError, waitLine } from '../../views/errors.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { actionForm, banner, facts, form, primaryButton, secondaryLink, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** No mail is under way: the page offers to send one, and to correct the address. Posts `action` = `resend` | `otherAddress`. */
export type SendConfirmationModel = {
  maskedMail: string
  sender: string
  errors: readonly MailCodeErrorCode[]
  retryAt: Instant | null
  /** The sign-in is too old for a change of the address. */
  stale: boolean
}

export function sendConfirmationView(frame: Frame, model: SendConfirmationModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: null, message: t.mailCode.errors[code] }))
  const wait = waitLine(t, frame, model)
  return layout(frame, { title: t.mailAfterwards.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.stale ? banner(t, 'warning', null, [t.mailAfterwards.stale]) : null,
    model.stale ? secondaryLink(t.mailAfterwards.signInAgain, `${paths.signIn}?again=yes`) : null,
    html`<p class="lead">${t.mailAfterwards.lead(model.maskedMail)}</p>`,
    facts([{ term: t.mailCode.sender, value: model.sender }]),
    form([primaryButton(t.mailAfterwards.send, { name: 'action', value: 'resend' })]),
    actionForm(t.mailAfterwards.wrongAddress, 'otherAddress', 'text'),
    html`<div class="links">${textLink(t.common.backToPortal, paths.portal)}</div>`,
  ])
}

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { UnlockErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { codeField, passwordField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { actionForm, banner, facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** A mailed code and one try of the password. The same page for an ID that nobody has. */
export type UnlockModel = {
  userId: string
  sender: string
  subject: string
  resent: boolean
  errors: readonly UnlockErrorCode[]
  retryAt: Instant | null
}

const fieldOf: Partial<Record<UnlockErrorCode, string>> = {
  codeMissing: 'mailCode',
  codeShape: 'mailCode',
  codeWrong: 'mailCode',
  codeExpired: 'mailCode',
  passwordMissing: 'password',
  invalid: 'password',
}

export function unlockView(frame: Frame, model: UnlockModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: fieldOf[code] ?? null, message: t.unlock.errors[code] }),
  )
  const again = model.errors.some((code) => code === 'codeExpired' || code === 'invalid')
  const wait = waitLine(t, frame, model)
  const page = {
    title: t.unlock.title,
    eyebrow: frame.society.title,
    scripts: ['eye'],
    failed: errors.length > 0,
  } as const
  return layout(frame, page, [
    model.resent ? banner(t, 'success', null, [t.unlock.resent]) : null,
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    html`<p class="lead">${t.unlock.lead}</p>`,
    facts([
      { term: t.unlock.userId, value: model.userId },
      { term: t.unlock.sender, value: model.sender },
      { term: t.unlock.subject, value: model.subject },
    ]),
    form([
      codeField(t, {
        name: 'mailCode',
        label: t.unlock.code,
        need: null,
        hints: [t.unlock.codeHint],
        errors: errorsOf(errors, 'mailCode'),
        value: '',
      }),
      passwordField(t, {
        name: 'password',
        label: t.unlock.password,
        need: null,
        errors: errorsOf(errors, 'password'),
        autocomplete: 'current-password',
      }),
      primaryButton(t.unlock.submit),
    ]),
    again ? actionForm(t.unlock.askAgain, 'again') : actionForm(t.unlock.resend, 'resend'),
    html`<p class="small">${t.unlock.noMail}</p>`,
    html`<div class="links">${textLink(t.common.backToSignIn, paths.signIn)}</div>`,
  ])
}

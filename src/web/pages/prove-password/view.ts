import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { ProvePasswordErrorCode, ProvePasswordReason } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { passwordField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { paths } from '../../views/paths.ts'
import { facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** The password of somebody who is signed in or half way (step-up, freshness, after a change elsewhere). */
export type ProvePasswordModel = {
  /** For password managers (a field without a name), and shown before a change (RAU-03); null where only the address serves. */
  userId: string | null
  /** A signed-in member wants to change something (RAU-01 … RAU-03). */
  again?: boolean
  reason: ProvePasswordReason
  others: readonly ProveWay[]
  errors: readonly ProvePasswordErrorCode[]
  retryAt: Instant | null
}

export function provePasswordView(frame: Frame, model: ProvePasswordModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({
      field: code === 'missing' || code === 'wrong' ? 'password' : null,
      message: t.provePassword.errors[code],
    }),
  )
  const wait = waitLine(t, frame, model)
  const page = model.again ? { title: t.again.title, eyebrow: frame.society.title } : { title: t.provePassword.title }
  return layout(frame, { ...page, scripts: ['eye'], failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.again
      ? facts([{ term: t.common.userId, value: model.userId ?? frame.person?.name ?? '' }])
      : html`<p class="lead">${t.provePassword.reasons[model.reason]}</p>`,
    form([
      model.userId === null
        ? null
        : html`<input class="unseen" type="text" autocomplete="username" value="${model.userId}" readonly tabindex="-1" aria-hidden="true">`,
      passwordField(t, {
        name: 'password',
        label: t.provePassword.label,
        need: null,
        errors: errorsOf(errors, 'password'),
        autocomplete: 'current-password',
      }),
      primaryButton(model.again ? t.again.submit : t.provePassword.submit),
    ]),
    otherWays(t, model.others),
    html`<div class="links">${textLink(t.signIn.forgotPassword, paths.forgotPassword)}</div>`,
  ])
}

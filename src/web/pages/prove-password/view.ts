import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { AgainErrorCode } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import { errorSummary } from '../../views/errors.ts'
import { passwordField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { paths } from '../../views/paths.ts'
import { facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** The password once more (RAU-01 … RAU-03). Nothing typed comes back. */
export type ProvePasswordModel = {
  userId: string
  errors: readonly AgainErrorCode[]
  retryAt: Instant | null
  others: readonly ProveWay[]
}

export function provePasswordView(frame: Frame, model: ProvePasswordModel): Html {
  const t = texts(frame.locale)
  const inField = (code: AgainErrorCode) => code === 'missing' || code === 'wrong'
  const errors = model.errors.map((code) => ({
    field: inField(code) ? 'password' : null,
    message: t.again.errors[code],
  }))
  const advice =
    model.retryAt === null ? null : html`<p>${t.common.retryAt(formatMoment(frame.locale, model.retryAt))}</p>`
  const page = { title: t.again.title, eyebrow: frame.society.title, scripts: ['eye'] as const }
  return layout(frame, { ...page, failed: errors.length > 0 }, [
    errorSummary(t, errors, advice),
    facts([{ term: t.again.userId, value: model.userId }]),
    form([
      html`<input class="unseen" type="text" autocomplete="username" value="${model.userId}" readonly tabindex="-1" aria-hidden="true">`,
      passwordField(t, {
        name: 'password',
        label: t.again.password,
        need: null,
        errors: errors.filter(({ field }) => field !== null).map(({ message }) => message),
        autocomplete: 'current-password',
      }),
      primaryButton(t.again.submit),
    ]),
    html`<div class="links">${textLink(t.again.forgot, paths.forgotPassword)}</div>`,
    otherWays(t, model.others),
  ])
}

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { RecoveryCodeErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** The number on the letter's lower half, or a saved code. */
export type RecoveryCodeModel = {
  errors: readonly RecoveryCodeErrorCode[]
  retryAt: Instant | null
  others: readonly ProveWay[]
}

export function recoveryCodeView(frame: Frame, model: RecoveryCodeModel): Html {
  const t = texts(frame.locale)
  const words = t.recoveryCode
  const field = (code: RecoveryCodeErrorCode) => (code === 'tooMany' ? null : 'recoveryCode')
  const errors = model.errors.map((code): FieldError => ({ field: field(code), message: words.errors[code] }))
  const wait = waitLine(t, frame, model)
  return layout(frame, { title: words.title, eyebrow: frame.society.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    html`<p class="lead">${words.lead}</p>`,
    form([
      textField(t, {
        name: 'recoveryCode',
        label: words.label,
        need: null,
        hints: [words.hint],
        errors: errorsOf(errors, 'recoveryCode'),
        value: '',
        autocomplete: 'off',
        inputmode: 'numeric',
      }),
      primaryButton(words.submit),
    ]),
    otherWays(t, model.others),
  ])
}

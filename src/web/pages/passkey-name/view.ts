import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { PasskeyNameErrorCode } from '../../../texts/codes.ts'
import { errorSummary } from '../../views/errors.ts'
import { textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { form, primaryButton } from '../../views/pieces.ts'

/** The name of a new passkey (PSK-07 … PSK-13); null: nothing was typed yet. */
export type PasskeyNameModel = { name: string | null; errors: readonly PasskeyNameErrorCode[] }

export function passkeyNameView(frame: Frame, model: PasskeyNameModel) {
  const t = texts(frame.locale)
  const errors = model.errors.map((code) => ({ field: 'passkeyName', message: t.passkey.nameErrors[code] }))
  return layout(frame, { title: t.passkey.nameTitle, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    html`<p class="lead">${t.passkey.nameLead}</p>`,
    form([
      textField(t, {
        name: 'passkeyName',
        label: t.passkey.name,
        need: 'required',
        hints: [t.passkey.nameHint],
        errors: errors.map(({ message }) => message),
        value: model.name ?? t.passkey.nameDefault,
        autocomplete: 'off',
      }),
      primaryButton(t.passkey.nameSubmit),
    ]),
  ])
}

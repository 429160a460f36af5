import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { ForgottenErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** ユーザIDを忘れた方はこちら (FID-02 … FID-04). */
export type ForgotUserIdModel = {
  birthDate: string
  mail: string
  signInWith: 'id' | 'idOrMail'
  errors: readonly ForgottenErrorCode[]
}

const fieldOf = (code: ForgottenErrorCode): string => (code.startsWith('mail') ? 'mail' : 'birthDate')

export function forgotUserIdView(frame: Frame, model: ForgotUserIdModel): Html {
  const t = texts(frame.locale)
  const words = t.forgotUserId
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf(code), message: words.errors[code] }))
  return layout(frame, { title: words.title, eyebrow: frame.society.title, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    html`<p class="lead">${words.lead}</p>`,
    form([
      textField(t, {
        name: 'birthDate',
        label: words.birthDate,
        need: null,
        hints: [words.birthDateHint],
        errors: errorsOf(errors, 'birthDate'),
        value: model.birthDate,
        autocomplete: 'bday',
        inputmode: 'numeric',
        size: 'date',
      }),
      textField(t, {
        name: 'mail',
        label: words.mail,
        need: null,
        errors: errorsOf(errors, 'mail'),
        value: model.mail,
        type: 'email',
        autocomplete: 'email',
        inputmode: 'email',
      }),
      primaryButton(words.submit),
    ]),
    html`${model.signInWith === 'idOrMail' ? html`<p class="small">${words.byMail}</p>` : null}<p class="small">${words.ask}</p>`,
    html`<div class="links">${textLink(words.back, paths.signIn)}</div>`,
  ])
}

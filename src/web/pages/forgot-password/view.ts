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

/** パスワードを忘れた方はこちら (REC-02): one field. */
export type ForgotPasswordModel = {
  userId: string
  signInWith: 'id' | 'idOrMail'
  errors: readonly ForgottenErrorCode[]
}

export function forgotPasswordView(frame: Frame, model: ForgotPasswordModel): Html {
  const t = texts(frame.locale)
  const words = t.forgotPassword
  const errors = model.errors.map((code): FieldError => ({ field: 'userId', message: words.errors[code] }))
  return layout(frame, { title: words.title, eyebrow: frame.society.title, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    html`<p class="lead">${words.lead}</p>`,
    form([
      textField(t, {
        name: 'userId',
        label: words.userId,
        need: null,
        hints: model.signInWith === 'idOrMail' ? [words.userIdOrMailHint] : [],
        errors: errorsOf(errors, 'userId'),
        value: model.userId,
        autocomplete: 'username',
      }),
      primaryButton(words.submit),
    ]),
    html`<section class="aside" aria-labelledby="others"><h2 class="aside-title" id="others">${words.othersTitle}</h2>
      <p>${words.saved}</p><p>${words.letter}</p>${textLink(words.otherWays, paths.lost)}</section>`,
    html`<div class="links">${textLink(words.unknownId, paths.forgotUserId)}${textLink(words.back, paths.signIn)}</div>`,
  ])
}

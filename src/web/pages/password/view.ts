import { html } from 'hono/html'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { PasswordAdviceCode, PasswordErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { passwordField, signOutEverywhere } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { banner, bullets, disclosure, facts, form, primaryButton, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** New password (PWD-01 … PWD-12). Nothing typed comes back. */
export type PasswordModel = {
  /** For password managers only (a field without a name); null when the member has no user ID yet. */
  userId: string | null
  reason: 'activation' | 'reset' | 'change'
  min: number
  max: number
  /** `hint` shows the composition as advice (CON-23), `enforced` as a rule (PWD-05), `none` not at all. */
  composition: 'none' | 'hint' | 'enforced'
  signOutEverywhere: boolean
  errors: readonly PasswordErrorCode[]
  /** With errors: what would make a better one. */
  advice?: readonly PasswordAdviceCode[]
  /** Where 戻る leads, at a change (PWD-14). */
  back?: string
}

const fieldOf = (code: PasswordErrorCode): string | null => {
  if (code === 'busy') return null
  return code === 'againMissing' || code === 'mismatch' ? 'newPasswordAgain' : 'newPassword'
}

/** All printable ASCII signs, in the order of a Japanese keyboard (PWD-03). */
const signs = '!"#$%&\'()=~|`{+*}<>?_-^\\@[;:],./'

export function passwordView(frame: Frame, model: PasswordModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: fieldOf(code), message: t.password.errors[code](model) }),
  )
  return layout(frame, { title: t.password.title, scripts: ['eye'], failed: errors.length > 0 }, [
    errorSummary(t, errors, model.advice?.length ? bullets(model.advice.map((code) => t.password.advice[code])) : null),
    banner(t, 'warning', null, [t.password.reason[model.reason]]),
    form([
      model.userId === null
        ? null
        : html`<input class="unseen" type="text" autocomplete="username" value="${model.userId}" readonly tabindex="-1" aria-hidden="true">`,
      passwordField(t, {
        name: 'newPassword',
        label: t.password.label,
        need: 'required',
        hints: rules(t, model),
        errors: errorsOf(errors, 'newPassword'),
        autocomplete: 'new-password',
      }),
      passwordField(t, {
        name: 'newPasswordAgain',
        label: t.password.again,
        need: 'required',
        hints: [t.password.againHint],
        errors: errorsOf(errors, 'newPasswordAgain'),
        autocomplete: 'new-password',
      }),
      signOutEverywhere(t, model.signOutEverywhere),
      primaryButton(t.password.submit),
      model.back ? secondaryLink(t.signInMethods.back, model.back) : null,
    ]),
    html`<div class="mores">${disclosure(
      t.password.charactersTitle,
      facts([
        { term: t.password.letters, value: 'A–Z a–z 0–9' },
        { term: t.password.signs, value: html`<code class="sign-row">${signs}</code>` },
      ]),
    )}</div>`,
    html`<p class="small">${t.password.save}</p>`,
  ])
}

const rules = (t: Texts, model: PasswordModel): string[] => [
  t.password.rule(model.min, model.max),
  ...(model.composition === 'none' ? [] : [t.password.compositionHint(model.min)]),
  ...(model.composition === 'enforced' ? [] : [t.password.good]),
]

import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { ForbiddenSign, UserIdErrorCode } from '../../texts/codes.ts'
import { errorsOf, type FieldError } from './errors.ts'
import { textField } from './fields.ts'
import type { Html } from './template.ts'

/** The field of the user ID, with its rule (UID-03 … UID-43, UID-48). */
export type UserIdPart = {
  value: string
  required: boolean
  min: number
  max: number
  /** The list behind 利用不可文字一覧を見る (UID-13 … UID-43). */
  forbidden: readonly { shown: string; label: ForbiddenSign }[]
  /** With `forbidden` among the errors: what was typed and is not allowed. */
  badCharacters: readonly string[]
  errors: readonly UserIdErrorCode[]
}

/** The sentences for what is wrong with it. */
export const userIdErrors = (t: Texts, { errors, min, max, badCharacters }: UserIdPart): FieldError[] =>
  errors.map((code) => ({ field: 'userId', message: t.method.userIdErrors[code]({ min, max, badCharacters }) }))

export function userIdField(t: Texts, userId: UserIdPart, errors: readonly FieldError[]): Html {
  const field = textField(t, {
    name: 'userId',
    label: t.method.userId,
    need: userId.required ? 'required' : 'optional',
    hints: [t.method.userIdHint(userId.min, userId.max), t.method.userIdSigns, t.method.userIdCase],
    errors: errorsOf(errors, 'userId'),
    value: userId.value,
    autocomplete: 'username',
  })
  return html`<div class="with-more">${field}
    <details class="more"><summary class="more-title"><span class="when-closed">${t.method.forbiddenClosed}</span><span class="when-open">${t.method.forbiddenOpen}</span></summary>
      <div class="more-body"><p>${t.method.forbiddenHead}</p>
      <ul class="signs">${userId.forbidden.map(({ shown, label }) => html`<li><code>${shown}</code> (${t.forbiddenSigns[label]})</li>`)}</ul></div>
    </details></div>`
}

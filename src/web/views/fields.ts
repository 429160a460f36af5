import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { icon } from './icons.ts'
import { whole } from './pieces.ts'
import type { Html } from './template.ts'

/** What all fields have. `need: null` shows no mark (where everything on a short form is needed). */
export type Field = {
  name: string
  label: string
  need: 'required' | 'optional' | null
  hints?: readonly (string | Html)[]
  errors: readonly string[]
}

type Input = Field & {
  value: string
  type?: 'text' | 'email' | 'password'
  autocomplete: string
  inputmode?: 'numeric' | 'email' | 'text'
  placeholder?: string
  /** How wide the answer is: a hint for the eye, never a limit. */
  size?: 'code' | 'date'
}

/** One line of text. Never limits the length in the browser: what is too long comes back with a sentence. */
export function textField(t: Texts, field: Input): Html {
  return wrap(t, field, input(field))
}

/** A password with a button to show it (LGN-04, PWD-12); the button appears with script only. Never prefilled. */
export function passwordField(t: Texts, field: Field & { autocomplete: 'current-password' | 'new-password' }): Html {
  const control = html`<div class="password">
    ${input({ ...field, value: '', type: 'password' })}<button class="eye" type="button" aria-pressed="false"
      aria-label="${t.common.showPassword}" aria-controls="${field.name}" data-eye="${field.name}" hidden>${icon('eye')}${icon('eyeOff')}</button>
  </div>`
  return wrap(t, field, control)
}

/** A six-digit code: one field with a numeric keypad that takes pasted spaces too (OTP-40, OTP-41). */
export function codeField(t: Texts, field: Field & { value: string }): Html {
  return textField(t, { ...field, autocomplete: 'one-time-code', inputmode: 'numeric', size: 'code' })
}

/** The birth date as eight digits in one field (BRT-03). */
export function dateField(t: Texts, field: Omit<Field, 'label'> & { value: string; label?: string }): Html {
  return textField(t, {
    ...field,
    label: field.label ?? t.common.birthDate,
    hints: [...(field.hints ?? []), t.common.birthDateHint],
    autocomplete: 'bday',
    inputmode: 'numeric',
    size: 'date',
  })
}

type Tick = { name: string; label: string; hint?: string; checked: boolean; errors?: readonly string[] }

/** A check box with its words beside it; posts `on`. */
export function checkbox(field: Tick): Html {
  const errors = field.errors ?? []
  return html`<div${errors.length > 0 ? html` class="field field-wrong"` : null}>
    ${fieldErrors({ name: field.name, errors })}<label class="tick-label"><input type="checkbox" id="${field.name}" name="${field.name}" value="on"${
      field.checked ? html` checked` : null
    }${errors.length > 0 ? html` aria-invalid="true"` : null}${describedBy({ ...field, errors, hints: field.hint ? [field.hint] : [] })}><span>${field.label}</span></label>
    ${field.hint ? html`<p class="tick-hint" id="${field.name}-hint">${field.hint}</p>` : null}
  </div>`
}

/** The check box 全てのデバイスからサインアウトする (SES-01 … SES-05). */
export const signOutEverywhere = (t: Texts, checked: boolean): Html =>
  checkbox({
    name: 'signOutEverywhere',
    label: t.common.signOutEverywhere,
    hint: t.common.signOutEverywhereHint,
    checked,
  })

/** One of a few words that need no explanation. */
export function selectField(
  t: Texts,
  field: Field & { choices: readonly { value: string; label: string }[]; chosen: string },
): Html {
  const { name, choices, chosen } = field
  return wrap(
    t,
    field,
    html`<select class="input input-select" id="${name}" name="${name}"${describedBy(field)}>${choices.map(
      ({ value, label }) =>
        html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`,
    )}</select>`,
  )
}

export type Choice = { value: string; label: string; mark?: string | null; lines?: readonly string[] }

/** Several controls that answer one question: a field set with the label as its legend. */
export const group = (t: Texts, field: Field, controls: readonly Html[]): Html =>
  html`<fieldset class="${field.errors.length > 0 ? 'field field-wrong' : 'field'}"${describedBy(field)}>
    <legend class="label">${field.label}${need(t, field)}</legend>
    ${hints(field)}${fieldErrors(field)}${controls}
  </fieldset>`

/** Radio buttons as a field set: the arrow keys move, the whole box is the target. The first error is tied to the group. */
export function radioGroup(t: Texts, field: Field & { choices: readonly Choice[]; chosen: string | null }): Html {
  const { name, choices } = field
  return group(t, field, [
    html`<div class="choices">${choices.map((choice, at) => radio(name, choice, at, field.chosen === choice.value))}</div>`,
  ])
}

function radio(name: string, choice: Choice, at: number, checked: boolean): Html {
  const id = at === 0 ? name : `${name}-${at + 1}`
  const lines = choice.lines ?? []
  return html`<div class="choice"><label class="choice-label">
    <input type="radio" id="${id}" name="${name}" value="${choice.value}"${checked ? html` checked` : null}${
      lines.length > 0 ? html` aria-describedby="${id}-text"` : null
    }><span class="choice-name">${choice.label}${choice.mark ? html` <span class="chip">${choice.mark}</span>` : null}</span>
  </label>${lines.length > 0 ? html`<div class="choice-text" id="${id}-text">${lines.map((line) => html`<p>${line}</p>`)}</div>` : null}</div>`
}

function wrap(t: Texts, field: Field, control: Html): Html {
  return html`<div class="${field.errors.length > 0 ? 'field field-wrong' : 'field'}">
    <label class="label" for="${field.name}">${field.label}${need(t, field)}</label>
    ${hints(field)}${fieldErrors(field)}${control}
  </div>`
}

function input(field: Input): Html {
  return html`<input class="${field.size ? `input input-${field.size}` : 'input'}" id="${field.name}" name="${field.name}" type="${field.type ?? 'text'}" value="${
    field.value
  }" autocomplete="${field.autocomplete}" autocapitalize="none" autocorrect="off" spellcheck="false"${
    field.inputmode ? html` inputmode="${field.inputmode}"` : null
  }${field.placeholder ? html` placeholder="${field.placeholder}"` : null}${
    field.need === 'optional' ? null : html` aria-required="true"`
  }${field.errors.length > 0 ? html` aria-invalid="true"` : null}${describedBy(field)}>`
}

function describedBy(field: Pick<Field, 'name' | 'hints' | 'errors'>): Html | null {
  const ids = [
    ...((field.hints ?? []).length > 0 ? [`${field.name}-hint`] : []),
    ...(field.errors.length > 0 ? [`${field.name}-error`] : []),
  ]
  return ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : null
}

const need = (t: Texts, field: Field): Html | null =>
  field.need === null
    ? null
    : html` <span class="need need-${field.need}">${field.need === 'required' ? t.common.required : t.common.optional}</span>`

const hints = (field: Field): Html | null =>
  (field.hints ?? []).length === 0
    ? null
    : html`<div class="hint" id="${field.name}-hint">${(field.hints ?? []).map((line) => html`<p>${whole(line)}</p>`)}</div>`

const fieldErrors = (field: Pick<Field, 'name' | 'errors'>): Html | null =>
  field.errors.length === 0
    ? null
    : html`<div class="wrong" id="${field.name}-error">${field.errors.map((line) => html`<p>${icon('error')}<span>${line}</span></p>`)}</div>`

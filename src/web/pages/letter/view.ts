import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { LetterErrorCode, StepName } from '../../../texts/codes.ts'
import { type BirthDateForm, birthDateField } from '../../views/birth-date-field.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { banner, bullets, disclosure, form, numbered, primaryButton, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** The letter's form: three fields on one screen. The code is refilled (it is printed on paper), the birth date too. */
export type LetterModel = {
  userId: string
  letterCode: string
  birthDate: string
  birthDateForm: BirthDateForm
  errors: readonly LetterErrorCode[]
  retryAt: Instant | null
  /** Somebody came back here in the middle of a sitting: the page of the step that is due. */
  continueAt: string | null
  /** The page stands in another app, where the passkey at the end of the sitting cannot be made. */
  inApp: boolean
  /** What comes, in its order; `later` waits until the next sign-in (FST-18). */
  steps: readonly { readonly name: StepName; readonly later: boolean }[]
}

const fieldOf: Record<LetterErrorCode, string | null> = {
  userIdMissing: 'userId',
  letterCodeMissing: 'letterCode',
  letterCodeShape: 'letterCode',
  birthDateMissing: 'birthDate',
  birthDateShape: 'birthDate',
  birthDateUnlisted: 'birthDate',
  noMatch: null,
  tooMany: null,
  busy: null,
}

export function letterView(frame: Frame, model: LetterModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf[code], message: t.letter.errors[code] }))
  const wait = waitLine(t, frame, model)
  return layout(frame, { title: t.letter.title, scripts: ['letter'], failed: errors.length > 0 }, [
    errorSummary(t, errors, wait ? html`<p>${wait}</p>` : null),
    model.continueAt ? goOn(t, model.continueAt) : null,
    model.inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null,
    html`<div data-scanned hidden role="status">${banner(t, 'success', null, [t.letter.scanned])}</div>`,
    html`<div class="lead" data-unscanned><p>${t.letter.lead}</p><p class="duration">${icon('clock')}<span>${t.letter.duration}</span></p></div>`,
    form(fields(t, model, errors)),
    help(t, model),
  ])
}

const fields = (t: Texts, model: LetterModel, errors: readonly FieldError[]): Html[] => [
  textField(t, {
    name: 'userId',
    label: t.letter.userId,
    need: 'required',
    hints: [t.letter.userIdHint],
    errors: errorsOf(errors, 'userId'),
    value: model.userId,
    autocomplete: 'username',
  }),
  textField(t, {
    name: 'letterCode',
    label: t.letter.letterCode,
    need: 'required',
    hints: [t.letter.letterCodeHint],
    errors: errorsOf(errors, 'letterCode'),
    value: model.letterCode,
    autocomplete: 'off',
    inputmode: 'numeric',
  }),
  birthDateField(t, model.birthDateForm, {
    need: 'required',
    hints: [t.letter.birthDateWhy],
    errors: errorsOf(errors, 'birthDate'),
    value: model.birthDate,
  }),
  primaryButton(t.letter.submit),
]

const goOn = (t: Texts, continueAt: string): Html =>
  html`<section class="aside" aria-labelledby="go-on"><h2 class="aside-title" id="go-on">${t.letter.goOnTitle}</h2><p>${t.letter.goOnText}</p>${secondaryLink(t.letter.goOn, continueAt)}</section>`

const help = (t: Texts, { steps }: LetterModel): Html =>
  html`<div class="mores">${disclosure(t.letter.stepsTitle, numbered(steps.map((step) => stepWords(t, step))))}${disclosure(t.letter.whereTitle, bullets(t.letter.where))}${disclosure(t.letter.needTitle, bullets(t.letter.need))}${disclosure(t.letter.lostTitle, html`<p>${t.letter.lost}</p>`)}</div>`

const stepWords = (t: Texts, { name, later }: LetterModel['steps'][number]): string =>
  later ? t.letter.later(t.frame.steps[name]) : t.frame.steps[name]

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { BirthDateErrorCode } from '../../../texts/codes.ts'
import { type BirthDateForm, birthDateField } from '../../views/birth-date-field.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Identity check at the first sign-in (BRT-01 … BRT-04). */
export type BirthDateModel = {
  form: BirthDateForm
  birthDate: string
  errors: readonly BirthDateErrorCode[]
  retryAt: Instant | null
}

export function birthDateView(frame: Frame, model: BirthDateModel): Html {
  const t = texts(frame.locale)
  const asked = askBirthDate(frame, model)
  return layout(frame, { title: t.birthDate.title, failed: model.errors.length > 0 }, [
    asked.summary,
    html`<p class="lead">${t.birthDate.lead}</p>`,
    asked.form,
  ])
}

/** The question and what was wrong with the last answer, on whatever page it is asked alone. */
export function askBirthDate(frame: Frame, model: BirthDateModel): { summary: Html | null; form: Html } {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: code === 'tooMany' ? null : 'birthDate', message: t.birthDate.errors[code] }),
  )
  const wait = waitLine(t, frame, model)
  const advice = wait ?? (model.errors.includes('noMatch') ? t.birthDate.advice : null)
  return {
    summary: errorSummary(t, errors, advice ? html`<p>${advice}</p>` : null),
    form: form([
      birthDateField(t, model.form, {
        need: 'required',
        errors: errorsOf(errors, 'birthDate'),
        value: model.birthDate,
      }),
      primaryButton(t.birthDate.submit),
    ]),
  }
}

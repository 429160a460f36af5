import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import { birthDateField } from '../../views/birth-date-field.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { banner, form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import type { BirthDateModel } from '../birth-date/view.ts'

/** The first sign-in by mail: nothing but the birth date is asked, and nobody is named. */
export type InvitationModel = BirthDateModel & { inApp: boolean }

export function invitationView(frame: Frame, model: InvitationModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: code === 'tooMany' ? null : 'birthDate', message: t.birthDate.errors[code] }),
  )
  const wait = waitLine(t, frame, model)
  const advice = wait ?? (model.errors.includes('noMatch') ? t.birthDate.advice : null)
  return layout(frame, { title: t.letter.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, advice ? html`<p>${advice}</p>` : null),
    model.inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null,
    html`<div class="lead"><p>${t.birthDate.lead}</p><p class="duration">${icon('clock')}<span>${t.letter.duration}</span></p></div>`,
    form([
      birthDateField(t, model.form, {
        need: 'required',
        errors: errorsOf(errors, 'birthDate'),
        value: model.birthDate,
      }),
      primaryButton(t.birthDate.submit),
    ]),
  ])
}

import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { banner } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { askBirthDate, type BirthDateModel } from '../birth-date/view.ts'

/** The first sign-in by mail: nothing but the birth date is asked, and nobody is named. */
export type InvitationModel = BirthDateModel & { inApp: boolean }

export function invitationView(frame: Frame, model: InvitationModel): Html {
  const t = texts(frame.locale)
  const asked = askBirthDate(frame, model)
  return layout(frame, { title: t.letter.title, failed: model.errors.length > 0 }, [
    asked.summary,
    model.inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null,
    html`<div class="lead"><p>${t.birthDate.lead}</p><p class="duration">${icon('clock')}<span>${t.letter.duration}</span></p></div>`,
    asked.form,
  ])
}

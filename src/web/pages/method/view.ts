import { html } from 'hono/html'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MethodErrorCode, MethodName } from '../../../texts/codes.ts'
import { formatDate } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { type Choice, radioGroup } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { banner, bullets, disclosure, form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { type UserIdPart, userIdErrors, userIdField } from '../../views/user-id-field.ts'

/** One method on offer. `from` = 'YYYY-MM-DD' since when (MTH-02), or null. */
export type MethodOffer = { method: MethodName; recommended: boolean; from: string | null }

/** User ID and method on one form (UID-08 … UID-12, UID-44, MTH-01 … MTH-19). */
export type MethodModel = {
  /** null: the society asks no user ID here (UID-45). */
  userId: UserIdPart | null
  offers: readonly MethodOffer[]
  chosen: MethodName | null
  /** Masked address to which mailed codes would go. */
  maskedMail: string | null
  errors: readonly MethodErrorCode[]
}

export function methodView(frame: Frame, model: MethodModel): Html {
  const t = texts(frame.locale)
  const errors = errorList(t, model)
  const title = model.userId ? t.method.titleWithUserId : t.method.title
  return layout(frame, { title, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    banner(t, 'warning', null, warning(t, model)),
    form([
      model.userId ? userIdField(t, model.userId, errors) : null,
      radioGroup(t, {
        name: 'method',
        label: t.method.method,
        need: 'required',
        hints: [t.method.methodHint],
        errors: errorsOf(errors, 'method'),
        choices: model.offers.map((offer) => choice(t, frame, model, offer)),
        chosen: model.chosen ?? (model.offers.length === 1 ? (model.offers[0]?.method ?? null) : null),
      }),
      offersOtp(model) ? html`<p class="small">${t.method.otpMeans}</p>` : null,
      html`<div class="mores">${
        model.offers.some((offer) => offer.method === 'passkey')
          ? disclosure(t.method.passkeyTitle, bullets(t.method.passkeyNotes))
          : null
      }${disclosure(t.method.mfaTitle, html`<p>${t.method.mfa}</p><p>${t.method.later}</p>`)}</div>`,
      primaryButton(t.method.submit),
    ]),
  ])
}

const errorList = (t: Texts, { userId, errors }: MethodModel): FieldError[] => [
  ...(userId ? userIdErrors(t, userId) : []),
  ...errors.map((code) => ({ field: 'method', message: t.method.errors[code] })),
]

const offersOtp = (model: MethodModel): boolean => model.offers.some((offer) => offer.method !== 'passkey')

/** The warning of UID-08, naming only what is on offer (CON-05). */
function warning(t: Texts, model: MethodModel): string[] {
  const passkey = model.offers.some((offer) => offer.method === 'passkey')
  const choose = passkey ? t.method.chooseAny : t.method.chooseOtp
  const needed = model.offers.length > 1 ? `${t.method.needed}${choose}` : t.method.needed
  return model.userId ? [t.method.canChangeUserId, needed] : [needed]
}

function choice(t: Texts, frame: Frame, model: MethodModel, { method, recommended, from }: MethodOffer): Choice {
  const lines = [
    t.method.explanations[method],
    t.method.notes[method],
    ...(method === 'mailCode' && model.maskedMail ? [t.method.mailTo(model.maskedMail)] : []),
    ...(from ? [t.method.since(formatDate(frame.locale, from))] : []),
  ]
  return { value: method, label: t.method.names[method], mark: recommended ? t.method.recommended : null, lines }
}

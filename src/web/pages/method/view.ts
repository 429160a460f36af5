import { html } from 'hono/html'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { Locale, MethodErrorCode, MethodName } from '../../../texts/codes.ts'
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
  /** A computer may have no biometrics of its own (MTH-14); script looks closer. */
  onComputer: boolean
  /** Opened inside another app, where passkeys fail. */
  inApp: boolean
  /** Masked address to which mailed codes would go. */
  maskedMail: string | null
  errors: readonly MethodErrorCode[]
}

export function methodView(frame: Frame, model: MethodModel): Html {
  const t = texts(frame.locale)
  const errors = errorList(t, model)
  const title = model.userId ? t.method.titleWithUserId : t.method.title
  const scripts = offers(model, 'passkey') ? (['method'] as const) : []
  return layout(frame, { title, scripts, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    banner(t, 'warning', null, warning(t, frame.locale, model)),
    offers(model, 'passkey') ? hindrances(t, model) : null,
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
        offers(model, 'passkey') ? disclosure(t.method.passkeyTitle, bullets(t.method.passkeyNotes)) : null
      }${disclosure(t.method.mfaTitle, html`<p>${t.method.mfa}</p><p>${t.method.later}</p>`)}</div>`,
      primaryButton(t.method.submit),
    ]),
  ])
}

const errorList = (t: Texts, { userId, errors }: MethodModel): FieldError[] => [
  ...(userId ? userIdErrors(t, userId) : []),
  ...errors.map((code) => ({ field: 'method', message: t.method.errors[code] })),
]

const offers = (model: MethodModel, method: MethodName): boolean =>
  model.offers.some((offer) => offer.method === method)

const offersOtp = (model: MethodModel): boolean => offers(model, 'totp') || offers(model, 'mailCode')

/** Said before anybody chooses what cannot work here. */
const hindrances = (t: Texts, model: MethodModel): Html =>
  html`${model.inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null}
    <div data-no-authenticator hidden>${banner(t, 'info', t.method.noAuthenticatorTitle, [t.method.noAuthenticator])}</div>`

/** The warning of UID-08, naming only what is on offer (CON-05). Japanese sentences follow each other without a gap. */
function warning(t: Texts, locale: Locale, model: MethodModel): string[] {
  const sentences = model.offers.length > 1 ? [t.method.needed, choose(t, model)] : [t.method.needed]
  const needed = sentences.join(locale === 'ja' ? '' : ' ')
  return model.userId ? [t.method.canChangeUserId, needed] : [needed]
}

function choose(t: Texts, model: MethodModel): string {
  const { passkey, mailCode } = t.method.names
  if (!offers(model, 'passkey')) return t.method.chooseOtp
  return offers(model, 'totp') ? t.method.chooseAny : t.method.chooseOneOf(passkey, mailCode)
}

function choice(t: Texts, frame: Frame, model: MethodModel, { method, recommended, from }: MethodOffer): Choice {
  const lines = [
    t.method.explanations[method],
    t.method.notes[method],
    ...(method === 'passkey' && model.onComputer ? [t.method.phoneInstead] : []),
    ...(method === 'mailCode' && model.maskedMail ? [t.method.mailTo(model.maskedMail)] : []),
    ...(from ? [t.method.since(formatDate(frame.locale, from))] : []),
  ]
  return { value: method, label: t.method.names[method], mark: recommended ? t.method.recommended : null, lines }
}

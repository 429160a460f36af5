import { html } from 'hono/html'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { ForbiddenSign, MethodErrorCode, MethodName, UserIdErrorCode } from '../../../texts/codes.ts'
import { formatDate } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { type Choice, radioGroup, textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { banner, bullets, disclosure, form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** One method on offer. `from` = 'YYYY-MM-DD' since when (MTH-02), or null. */
export type MethodOffer = { method: MethodName; recommended: boolean; from: string | null }

/** User ID and method on one form (UID-08 … UID-12, UID-44, MTH-01 … MTH-19). */
export type MethodModel = {
  /** null: the society asks no user ID here (UID-45). */
  userId: {
    value: string
    required: boolean
    min: number
    max: number
    /** The list behind 利用不可文字一覧を見る (UID-13 … UID-43). */
    forbidden: readonly { shown: string; label: ForbiddenSign }[]
    /** With `forbidden` among the errors: what was typed and is not allowed. */
    badCharacters: readonly string[]
    errors: readonly UserIdErrorCode[]
  } | null
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

type UserIdPart = NonNullable<MethodModel['userId']>

export function methodView(frame: Frame, model: MethodModel): Html {
  const t = texts(frame.locale)
  const errors = errorList(t, model)
  const title = model.userId ? t.method.titleWithUserId : t.method.title
  const scripts = offers(model, 'passkey') ? (['method'] as const) : []
  return layout(frame, { title, scripts, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    banner(t, 'warning', null, warning(t, model)),
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
  ...(userId?.errors ?? []).map((code) => ({ field: 'userId', message: userIdSentence(t, userId, code) })),
  ...errors.map((code) => ({ field: 'method', message: t.method.errors[code] })),
]

const userIdSentence = (t: Texts, rule: UserIdPart | null, code: UserIdErrorCode): string =>
  t.method.userIdErrors[code]({ min: rule?.min ?? 0, max: rule?.max ?? 0, badCharacters: rule?.badCharacters ?? [] })

const offers = (model: MethodModel, method: MethodName): boolean =>
  model.offers.some((offer) => offer.method === method)

const offersOtp = (model: MethodModel): boolean => offers(model, 'totp') || offers(model, 'mailCode')

/** Said before anybody chooses what cannot work here. */
const hindrances = (t: Texts, model: MethodModel): Html =>
  html`${model.inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null}
    <div data-no-authenticator hidden>${banner(t, 'info', t.method.noAuthenticatorTitle, [t.method.noAuthenticator])}</div>`

/** The warning of UID-08, naming only what is on offer (CON-05). */
function warning(t: Texts, model: MethodModel): string[] {
  const needed = model.offers.length > 1 ? `${t.method.needed}${choose(t, model)}` : t.method.needed
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

function userIdField(t: Texts, userId: UserIdPart, errors: readonly FieldError[]): Html {
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
    <details class="more more-list"><summary class="more-title"><span class="when-closed">${t.method.forbiddenClosed}</span><span class="when-open">${t.method.forbiddenOpen}</span></summary>
      <div class="more-body"><p>${t.method.forbiddenHead}</p>
      <ul class="signs">${userId.forbidden.map(({ shown, label }) => html`<li><code>${shown}</code> (${t.forbiddenSigns[label]})</li>`)}</ul></div>
    </details></div>`
}

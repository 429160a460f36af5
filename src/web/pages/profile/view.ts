import { html } from 'hono/html'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { Locale, MethodName, ProfileErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { radioGroup, selectField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { banner, form, primaryButton, secondaryLink, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { type UserIdPart, userIdErrors, userIdField } from '../../views/user-id-field.ts'

/** プロフィール (PRF-01 … PRF-10). */
export type ProfileModel = {
  languages: readonly Locale[]
  language: string
  /** null: the society has none, and this member neither. */
  userId: UserIdPart | null
  /** 仮IDフラグ (PRF-08, DIF-07): no ID of their own yet. */
  temporaryId: boolean
  name: string
  mail: { address: string; verified: boolean } | null
  methods: readonly { method: MethodName; owned: boolean }[]
  method: string
  errors: readonly ProfileErrorCode[]
  /** What has just happened. */
  said: 'changed' | 'mailChanged' | 'proven' | null
}

export function profileView(frame: Frame, model: ProfileModel): Html {
  const t = texts(frame.locale)
  const errors: FieldError[] = [
    ...(model.userId ? userIdErrors(t, model.userId) : []),
    ...model.errors.map((code) => ({ field: 'method', message: t.profile.errors[code] })),
  ]
  return layout(frame, { title: t.profile.title, failed: errors.length > 0 }, [
    errorSummary(t, errors),
    model.said ? said(t, model.said) : null,
    html`<p class="lead">${t.profile.subtitle}</p><h2 class="section-title" id="general">${t.profile.section}</h2>`,
    form([
      html`<div class="profile">${selectField(t, {
        name: 'language',
        label: t.profile.language,
        need: null,
        hints: [t.profile.languageHint],
        errors: [],
        choices: model.languages.map((language) => ({ value: language, label: texts(language).frame.languageName })),
        chosen: model.language,
      })}
      ${model.userId ? userIdField(t, model.userId, errors) : null}
      ${fact('profile-name', t.profile.name, html`${model.name}`, t.profile.nameHint)}
      ${mail(t, model)}
      ${fact('profile-temporary', t.profile.temporaryId, html`${model.temporaryId ? t.profile.temporaryIdYes : t.profile.temporaryIdNo}`)}
      ${methods(t, model, errors)}</div>`,
      html`<div class="actions">${primaryButton(t.profile.change)}${secondaryLink(t.profile.back, paths.portal)}</div>`,
    ]),
    html`<div class="links">${textLink(t.profileTerms.title, paths.profileTerms)}${textLink(t.common.backToPortal, paths.portal)}</div>`,
  ])
}

function said(t: Texts, what: NonNullable<ProfileModel['said']>): Html {
  if (what === 'proven') return banner(t, 'info', null, [t.profile.proven])
  return banner(t, 'success', null, [what === 'changed' ? t.profile.changed : t.profileMail.changed])
}

/** Something to read, with its label. */
const fact = (place: string, label: string, value: Html, hint?: string): Html =>
  html`<div class="field ${place}"><p class="label">${label}</p>${hint ? html`<div class="hint"><p>${hint}</p></div>` : null}<p class="profile-value">${value}</p></div>`

const mail = (t: Texts, { mail: address }: ProfileModel): Html =>
  fact(
    'profile-mail',
    t.profile.mail,
    html`<span>${address?.address ?? t.profile.mailNone}${address && !address.verified ? t.profile.mailUnverified : ''}</span>
      <a class="button button-secondary button-small" href="${paths.profileMail}">${t.profile.changeMail}</a>`,
  )

const methods = (t: Texts, model: ProfileModel, errors: readonly FieldError[]): Html =>
  html`<div class="profile-method">${radioGroup(t, {
    name: 'method',
    label: t.profile.method,
    need: 'required',
    hints: [t.profile.methodHint],
    errors: errorsOf(errors, 'method'),
    choices: model.methods.map(({ method, owned }) => ({
      value: method,
      label: t.method.names[method],
      mark: owned ? t.profile.methodNow : null,
    })),
    chosen: model.method,
  })}</div>`

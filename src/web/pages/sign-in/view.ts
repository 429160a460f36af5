import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { SignInErrorCode, SignInNoticeCode } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { checkbox, passwordField, textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { banner, form, primaryButton, secondaryLink, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { type LockedModel, lockedWays } from './locked.ts'

/** The sign-in form (LGN-01 … LGN-12). `signInWith` says whether a mail address is welcome in the field ユーザID. */
export type SignInModel = {
  userId: string
  rememberMe: boolean
  signInWith: 'id' | 'idOrMail'
  /** Whether the society sends letters: shows the way to the letter page. */
  letters: boolean
  notice: SignInNoticeCode | null
  errors: readonly SignInErrorCode[]
  /** With `tooMany`: when the next try is possible. */
  retryAt: Instant | null
  /** With `tooMany`: what opens it (LCK-01). */
  locked?: LockedModel | null
  rememberMeMeans?: 'identity' | 'session'
}

const fieldOf: Record<SignInErrorCode, string | null> = {
  userIdMissing: 'userId',
  passwordMissing: 'password',
  invalid: null,
  tooMany: null,
  busy: null,
}

export function signInView(frame: Frame, model: SignInModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf[code], message: t.signIn.errors[code] }))
  const page = {
    title: t.signIn.title,
    eyebrow: frame.society.title,
    scripts: ['eye'],
    failed: errors.length > 0,
  } as const
  return layout(frame, page, [
    model.notice
      ? banner(t, model.notice === 'visitEnded' ? 'info' : 'success', null, [t.signIn.notices[model.notice]])
      : null,
    errorSummary(t, errors, advice(t, frame, model)),
    model.locked ? lockedWays(t, frame, { ...model.locked, userId: model.userId }) : null,
    form([
      textField(t, {
        name: 'userId',
        label: t.signIn.userId,
        need: null,
        hints: [model.signInWith === 'idOrMail' ? t.signIn.userIdOrMailHint : t.signIn.userIdHint],
        errors: errorsOf(errors, 'userId'),
        value: model.userId,
        autocomplete: 'username',
      }),
      passwordField(t, {
        name: 'password',
        label: t.signIn.password,
        need: null,
        errors: errorsOf(errors, 'password'),
        autocomplete: 'current-password',
      }),
      checkbox({
        name: 'rememberMe',
        label: t.signIn.rememberMe,
        hint: model.rememberMeMeans === 'session' ? t.signIn.rememberMeSessionHint : t.signIn.rememberMeHint,
        checked: model.rememberMe,
      }),
      primaryButton(t.signIn.submit),
    ]),
    html`<div class="links">
      ${textLink(t.signIn.forgotPassword, paths.forgotPassword)}
      ${textLink(t.signIn.forgotUserId, paths.forgotUserId)}
      ${textLink(t.signIn.backToPortal, paths.top)}
    </div>`,
    model.letters ? letterCard(t) : null,
  ])
}

function advice(t: Texts, frame: Frame, model: SignInModel): Html | null {
  if (model.errors.includes('invalid')) return html`<p>${t.signIn.invalidAdvice}</p>`
  if (model.retryAt === null || model.locked) return null
  return html`<p>${t.common.retryAt(formatMoment(frame.locale, model.retryAt))}</p>`
}

const letterCard = (t: Texts): Html =>
  html`<section class="aside" aria-labelledby="letter-title"><h2 class="aside-title" id="letter-title">${t.signIn.letterTitle}</h2><p>${t.signIn.letterText}</p>${secondaryLink(t.signIn.letterAction, paths.letter)}</section>`

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { PasskeyProblemCode, SignInErrorCode, SignInNoticeCode } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { checkbox, passwordField, textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout, type Page } from '../../views/layout.ts'
import { passkeyForm, phoneAsAuthenticator } from '../../views/passkey.ts'
import { helpAt, paths } from '../../views/paths.ts'
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
  /** Where passkeys come first: WebAuthn options as JSON, and whether this browser is one in which they fail. */
  passkey: { options: string; inApp: boolean; onComputer: boolean } | null
  /** With `tooMany`: what opens it (LCK-01). */
  locked?: LockedModel | null
  /** Members of a former system begin with the computed password (ISS-10). */
  former?: boolean
  rememberMeMeans?: 'identity' | 'session'
  /** A mail was asked for just now (REC-03, FID-05), and who sends it. */
  asked?: MailAsked | null
  sender?: string
}

export type MailAsked = { readonly kind: 'reset' } | { readonly kind: 'userId'; readonly mail: string }

const fieldOf: Record<SignInErrorCode, string | null> = {
  userIdMissing: 'userId',
  passwordMissing: 'password',
  invalid: null,
  tooMany: null,
  busy: null,
  passkeyExpired: null,
  passkeyRefused: null,
}

export function signInView(frame: Frame, model: SignInModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf[code], message: t.signIn.errors[code] }))
  const page: Page = {
    title: t.signIn.title,
    eyebrow: frame.society.title,
    scripts: model.passkey ? ['eye', 'passkey'] : ['eye'],
    failed: errors.length > 0,
  }
  return layout(frame, page, [
    model.notice
      ? banner(t, model.notice === 'visitEnded' || model.notice === 'setUpMethod' ? 'info' : 'success', null, [
          t.signIn.notices[model.notice],
        ])
      : null,
    model.asked ? mailAsked(t, model.asked, model.sender ?? '') : null,
    errorSummary(t, errors, advice(t, frame, model)),
    model.locked ? lockedWays(t, frame, { ...model.locked, userId: model.userId }) : null,
    html`<p class="lead">${t.signIn.lead}</p>`,
    model.passkey ? passkeyFirst(t, model.passkey) : null,
    form([
      textField(t, {
        name: 'userId',
        label: t.signIn.userId,
        need: null,
        hints: [model.signInWith === 'idOrMail' ? t.signIn.userIdOrMailHint : t.signIn.userIdHint],
        errors: errorsOf(errors, 'userId'),
        value: model.userId,
        autocomplete: model.passkey && !model.passkey.inApp ? 'username webauthn' : 'username',
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
      ${textLink(t.lost.title, paths.lost)}
      ${textLink(t.signIn.backToPortal, paths.top)}
    </div>`,
    model.former ? formerCard(t) : null,
    model.letters ? letterCard(t) : null,
  ])
}

function advice(t: Texts, frame: Frame, model: SignInModel): Html | null {
  if (model.errors.includes('invalid'))
    return html`<p>${t.signIn.invalidAdvice}</p>${textLink(t.common.moreHelp, helpAt('refused'))}`
  if (model.retryAt === null || model.locked) return null
  return html`<p>${t.common.retryAt(formatMoment(frame, model.retryAt))}</p>`
}

/** One tap instead of the form below (WA-08); it appears with script only. What goes wrong is said here, so that nothing typed is lost. */
function passkeyFirst(t: Texts, { options, inApp, onComputer }: NonNullable<SignInModel['passkey']>): Html {
  if (inApp) return banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp])
  const failures: readonly PasskeyProblemCode[] = ['cancelled', 'timedOut', 'noAuthenticator', 'noVerification']
  return html`<section class="passkey-first" data-passkey-place hidden>
    ${passkeyForm({ kind: 'get', options, autofill: true }, [
      html`<div role="alert" tabindex="-1" data-failures hidden>${failures.map((code) => failure(t, code))}</div>`,
      html`<button class="button button-primary" type="submit" data-retry="${t.passkey.retry}">${t.passkey.signIn}</button>`,
    ])}
    <p class="small">${t.passkey.signInHint}</p>
    ${onComputer ? phoneAsAuthenticator(t, false) : null}
    <h2 class="or">${t.passkey.signInWithPassword}</h2></section>`
}

const failure = (t: Texts, code: PasskeyProblemCode): Html =>
  html`<div data-failure="${code}" hidden>${banner(t, 'error', t.passkey.problems[code].title, [t.passkey.signInFailed])}</div>`

const formerCard = (t: Texts): Html =>
  html`<section class="aside" aria-labelledby="former-title"><h2 class="aside-title" id="former-title">${t.signIn.formerTitle}</h2><p>${t.signIn.formerText}</p><p class="small">${t.signIn.formerWhere}</p></section>`

/** The same words whether a mail goes out or not (REC-03, REC-06, FID-05, FID-07). */
const mailAsked = (t: Texts, asked: MailAsked, sender: string): Html =>
  asked.kind === 'reset'
    ? banner(t, 'info', t.forgotPassword.sent, [
        t.forgotPassword.sentFrom(sender),
        t.forgotPassword.sentHelp,
        textLink(t.forgotPassword.moreHelp, helpAt('mail')),
      ])
    : banner(t, 'info', t.forgotUserId.sent, [
        t.forgotUserId.sentTo(asked.mail),
        t.forgotUserId.sentNext,
        t.forgotUserId.sentHelp(sender),
        textLink(t.forgotPassword.moreHelp, helpAt('mail')),
      ])

const letterCard = (t: Texts): Html =>
  html`<section class="aside" aria-labelledby="letter-title"><h2 class="aside-title" id="letter-title">${t.signIn.letterTitle}</h2><p>${t.signIn.letterText}</p>${secondaryLink(t.signIn.letterAction, paths.letter)}</section>`

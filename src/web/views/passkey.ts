import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { PasskeyProblemCode } from '../../texts/codes.ts'
import { icon } from './icons.ts'
import { banner, disclosure, numbered } from './pieces.ts'
import type { Html } from './template.ts'

/** What a page gives to the script that talks to the authenticator. */
export type PasskeyCeremony = {
  readonly kind: 'create' | 'get'
  /** WebAuthn options as JSON. */
  readonly options: string
  /** Also offer passkeys in the autofill of the user-ID field. */
  readonly autofill?: boolean
}

/**
 * The form of a ceremony: script fills `credential` with the authenticator's answer, or `failure` with what went wrong,
 * and the form posts to its own page. Without script both stay empty, and the server says so.
 */
export const passkeyForm = (ceremony: PasskeyCeremony, content: readonly (Html | null)[]): Html =>
  html`<form class="form" method="post" novalidate data-passkey="${ceremony.kind}" data-options="${ceremony.options}"${
    ceremony.autofill ? html` data-autofill` : null
  }><input type="hidden" name="credential" value=""><input type="hidden" name="failure" value="">${content}</form>`

/** What went wrong, above the button that says 再試行; it takes the focus. */
export function passkeyProblem(t: Texts, code: PasskeyProblemCode | null): Html | null {
  if (code === null) return null
  const { title, lines } = t.passkey.problems[code]
  return html`<div class="banner banner-error" role="alert" tabindex="-1" data-summary autofocus>${icon('error')}
    <div class="banner-body"><p class="banner-title">${title}</p>${lines.map((line) => html`<p>${line}</p>`)}</div></div>`
}

/** Said before anybody types: in this place, or without script, the button below cannot work. */
export function passkeyHindrances(t: Texts, inApp: boolean): Html {
  const { noScript, unsupported } = t.passkey.problems
  return html`${inApp ? banner(t, 'warning', t.passkey.inAppTitle, [t.passkey.inApp]) : null}
    <noscript>${banner(t, 'warning', noScript.title, noScript.lines)}</noscript>
    <div data-unsupported hidden>${banner(t, 'warning', unsupported.title, unsupported.lines)}</div>`
}

/** The phone as authenticator of a computer, explained before the browser shows its QR code (PSK-29, PSK-30, MTH-14). */
export const phoneAsAuthenticator = (t: Texts, open: boolean): Html =>
  html`<div data-phone>${disclosure(t.passkey.phoneTitle, numbered(t.passkey.phone), open)}</div>`

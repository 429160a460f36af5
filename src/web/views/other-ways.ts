import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { MethodName } from '../../texts/codes.ts'
import { textLink } from './pieces.ts'
import type { Html } from './template.ts'

/** Another factor that the member owns, and its page. */
export type ProveWay = { readonly method: MethodName | 'password'; readonly href: string }

/**
 * The other methods of whoever owns several (LGN-15), each one click away. The one on mailed codes posts `way`, since it
 * also sends a code, which opening a page never does. Renders nothing for everybody else.
 */
export const otherWays = (t: Texts, ways: readonly ProveWay[]): Html | null =>
  ways.length === 0
    ? null
    : html`<nav class="other-ways" aria-labelledby="other-ways"><h2 class="small-title" id="other-ways">${t.passkey.methodsTitle}</h2>
    ${ways.map(({ method, href }) => (method === 'mailCode' ? sends(t) : textLink(method === 'password' ? t.provePassword.way : t.method.names[method], href)))}</nav>`

const sends = (t: Texts): Html =>
  html`<form class="form-inline" method="post" data-form><button class="button button-text" type="submit" name="way" value="mailCode">${t.method.names.mailCode}</button></form>`

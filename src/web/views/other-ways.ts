import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { MethodName } from '../../texts/codes.ts'
import { paths } from './paths.ts'
import { textLink } from './pieces.ts'
import type { Html } from './template.ts'

/** Something else that can be shown instead, and its page. */
export type ProveWay = { readonly method: MethodName | 'password' | 'recoveryCode'; readonly href: string }

/**
 * The other methods of whoever owns several (LGN-15), each one click away, and the way for whoever has none of them at hand
 * (REC-10, REC-12). The one on mailed codes posts `way`, since it also sends a code, which opening a page never does.
 */
export const otherWays = (t: Texts, ways: readonly ProveWay[]): Html =>
  html`${
    ways.length === 0
      ? null
      : html`<nav class="other-ways" aria-labelledby="other-ways"><h2 class="small-title" id="other-ways">${t.passkey.methodsTitle}</h2>
    ${ways.map(({ method, href }) => (method === 'mailCode' ? sends(t) : textLink(nameOf(t, method), href)))}</nav>`
  }<div class="links">${textLink(t.lost.link, paths.lost)}</div>`

function nameOf(t: Texts, method: ProveWay['method']): string {
  if (method === 'password') return t.provePassword.way
  return method === 'recoveryCode' ? t.recoveryCode.name : t.method.names[method]
}

const sends = (t: Texts): Html =>
  html`<form class="form-inline" method="post" data-form><button class="button button-text" type="submit" name="way" value="mailCode">${t.method.names.mailCode}</button></form>`

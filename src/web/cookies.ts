import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { readTicket, type VisitTicket, writeTicket } from '../session/visit-ticket.ts'
import type { Society } from '../society/society-directory.ts'
import type { PageContext } from './request.ts'

/**
 * Wherever the origin is https the cookie is `__Host-` and Secure; over plain http (the demo on loopback names) it is
 * neither, since Safari's engine drops Secure cookies there.
 */
function shape(society: Society, name: string) {
  const secure = society.origin.startsWith('https:')
  return {
    name: secure ? `__Host-${name}` : name,
    options: { path: '/', httpOnly: true, sameSite: 'Lax' as const, secure },
  }
}

export function readVisitCookie(c: PageContext, society: Society): VisitTicket | undefined {
  return readTicket(getCookie(c, shape(society, 'visit').name))
}

/** Whether the browser sent any visit cookie, readable or not. */
export function hasVisitCookie(c: PageContext, society: Society): boolean {
  return getCookie(c, shape(society, 'visit').name) !== undefined
}

export function writeVisitCookie(c: PageContext, society: Society, ticket: VisitTicket): void {
  const { name, options } = shape(society, 'visit')
  setCookie(c, name, writeTicket(ticket), options)
}

export function clearVisitCookie(c: PageContext, society: Society): void {
  const { name, options } = shape(society, 'visit')
  deleteCookie(c, name, options)
}

const REMEMBERED_DAYS = 180

/** ログイン状態の保存 (LGN-05, policy `identity`): the user ID for next time, sealed, never a sign-in. */
export function rememberUserId(
  c: PageContext,
  society: Society,
  seal: ((text: string) => string) | null,
  userId: string,
): void {
  const { name, options } = shape(society, 'remembered')
  if (!seal) deleteCookie(c, name, options)
  else setCookie(c, name, seal(userId), { ...options, maxAge: REMEMBERED_DAYS * 24 * 60 * 60 })
}

export function readRemembered(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'remembered').name)
}

const CHALLENGE_SECONDS = 60 * 60

/** The challenge of the sign-in page, sealed: an anonymous page view stores nothing (design.md §5). */
export function writeChallengeCookie(c: PageContext, society: Society, sealed: string): void {
  const { name, options } = shape(society, 'passkey')
  setCookie(c, name, sealed, { ...options, maxAge: CHALLENGE_SECONDS })
}

export function readChallengeCookie(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'passkey').name)
}

export function clearChallengeCookie(c: PageContext, society: Society): void {
  const { name, options } = shape(society, 'passkey')
  deleteCookie(c, name, options)
}

export function readLanguageCookie(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'lang').name)
}

export function writeLanguageCookie(c: PageContext, society: Society, locale: string): void {
  const { name, options } = shape(society, 'lang')
  setCookie(c, name, locale, { ...options, maxAge: 365 * 24 * 60 * 60 })
}

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { KNOWN_FOR, type KnownBrowser } from '../account/known-browser.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
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

/** Goes with the browser's session, unless the member asked to be remembered and the society allows it (SES-07). */
export function writeVisitCookie(
  c: PageContext,
  society: Society,
  ticket: VisitTicket,
  rememberedUntil: Instant | null = null,
): void {
  const { name, options } = shape(society, 'visit')
  const kept = rememberedUntil === null ? {} : { expires: new Date(rememberedUntil) }
  setCookie(c, name, writeTicket(ticket), { ...options, ...kept })
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

/** What a refused form keeps for the next view of its page. */
export function writeKeptCookie(c: PageContext, society: Society, sealed: string, seconds: number): void {
  const { name, options } = shape(society, 'kept')
  setCookie(c, name, sealed, { ...options, maxAge: seconds })
}

export function readKeptCookie(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'kept').name)
}

export function clearKeptCookie(c: PageContext, society: Society): void {
  const { name, options } = shape(society, 'kept')
  deleteCookie(c, name, options)
}

export function readLanguageCookie(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'lang').name)
}

export function writeLanguageCookie(c: PageContext, society: Society, locale: string): void {
  const { name, options } = shape(society, 'lang')
  setCookie(c, name, locale, { ...options, maxAge: 365 * 24 * 60 * 60 })
}

/** One browser may be known to several people of a family; the oldest of more is forgotten. */
const MOST_KNOWN = 4

/** The accounts to which this browser is known, the last one first. Whether each still is, the database says. */
export function readKnownBrowsers(c: PageContext, society: Society, keyring: Keyring): KnownBrowser[] {
  const sealed = getCookie(c, shape(society, 'known').name)
  const text = sealed && keyring.unseal('known-browser', sealed, [society.id])
  return (text || '').split(' ').flatMap((entry) => {
    const [accountId, id] = entry.split('/')
    return accountId && id ? [{ accountId, id }] : []
  })
}

export function writeKnownBrowser(c: PageContext, society: Society, keyring: Keyring, known: KnownBrowser): void {
  const others = readKnownBrowsers(c, society, keyring).filter(({ accountId }) => accountId !== known.accountId)
  const text = [known, ...others].slice(0, MOST_KNOWN).map(({ accountId, id }) => `${accountId}/${id}`)
  const { name, options } = shape(society, 'known')
  setCookie(c, name, keyring.seal('known-browser', text.join(' '), [society.id]), {
    ...options,
    maxAge: KNOWN_FOR / 1000,
  })
}

/** Which code this browser asked for to open a locked password, and for which typed ID. */
export type UnlockRequestCookie = { readonly id: string; readonly userId: string }

const UNLOCK_MINUTES = 15

export function readUnlockRequest(c: PageContext, society: Society, keyring: Keyring): UnlockRequestCookie | undefined {
  const sealed = getCookie(c, shape(society, 'unlock').name)
  const text = sealed && keyring.unseal('unlock-request', sealed, [society.id])
  const [, id, userId] = /^([0-9a-f-]{36}) (.+)$/s.exec(text || '') ?? []
  return id && userId ? { id, userId } : undefined
}

export function writeUnlockRequest(
  c: PageContext,
  society: Society,
  keyring: Keyring,
  { id, userId }: UnlockRequestCookie,
): void {
  const { name, options } = shape(society, 'unlock')
  const sealed = keyring.seal('unlock-request', `${id} ${userId}`, [society.id])
  setCookie(c, name, sealed, { ...options, maxAge: UNLOCK_MINUTES * 60 })
}

const DRAFT_MINUTES = 15

export function readDraft(c: PageContext, society: Society): string | undefined {
  return getCookie(c, shape(society, 'draft').name)
}

/** What was typed before a proof was asked for, sealed. */
export function writeDraft(c: PageContext, society: Society, sealed: string): void {
  const { name, options } = shape(society, 'draft')
  setCookie(c, name, sealed, { ...options, maxAge: DRAFT_MINUTES * 60 })
}

export function clearDraft(c: PageContext, society: Society): void {
  const { name, options } = shape(society, 'draft')
  deleteCookie(c, name, options)
}

/** Which mail was asked for: the sign-in page says so, once; what was typed stands in no address. */
export type MailNotice = { readonly kind: 'reset' } | { readonly kind: 'userId'; readonly mail: string }

const NOTICE_SECONDS = 120

export function writeMailNotice(c: PageContext, society: Society, keyring: Keyring, notice: MailNotice): void {
  const { name, options } = shape(society, 'mail-notice')
  const sealed = keyring.seal('mail-notice', notice.kind === 'reset' ? '' : notice.mail, [society.id])
  setCookie(c, name, sealed, { ...options, maxAge: NOTICE_SECONDS })
}

/** Reads the notice and takes it away. */
export function takeMailNotice(c: PageContext, society: Society, keyring: Keyring): MailNotice | null {
  const { name, options } = shape(society, 'mail-notice')
  const sealed = getCookie(c, name)
  if (sealed === undefined) return null
  deleteCookie(c, name, options)
  const mail = keyring.unseal('mail-notice', sealed, [society.id])
  if (mail === undefined) return null
  return mail === '' ? { kind: 'reset' } : { kind: 'userId', mail }
}

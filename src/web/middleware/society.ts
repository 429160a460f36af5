import type { MiddlewareHandler } from 'hono'
import type { Gate } from '../../journey/handler.ts'
import { inLanguage } from '../../mail/in-language.ts'
import type { Policy } from '../../society/policy.ts'
import { type SocietyDirectory, UnreadablePolicy } from '../../society/society-directory.ts'
import type { Locale } from '../../texts/codes.ts'
import type { AssetFiles } from '../assets.ts'
import { readKnownBrowsers, readLanguageCookie, readVisitCookie, writeLanguageCookie } from '../cookies.ts'
import { takeKept } from '../kept.ts'
import { message } from '../message.ts'
import type { Env, PageContext } from '../request.ts'

/**
 * Finds the society of the host; everything after it works for this society only. Other hosts of a society lead to its
 * canonical one (308, GET only); a host that no society has gets a page that names nobody.
 */
export function findSociety(gate: Gate, directory: SocietyDirectory, assets: AssetFiles): MiddlewareHandler<Env> {
  return async (c, next) => {
    const host = c.req.header('host')
    const society = await directory.byHost(host).catch(unreadable)
    if (society === 'unreadable') return message(c, 'unavailable')
    if (!society) return message(c, 'unknownHost')
    if (society.origin.startsWith('https:')) c.header('Strict-Transport-Security', 'max-age=63072000')
    const locale = known(society.policy, (readLanguageCookie(c, society) ?? society.policy.languages[0]) as Locale)
    const visitor = {
      society,
      ticket: readVisitCookie(c, society),
      userAgent: c.req.header('user-agent'),
      known: readKnownBrowsers(c, society, gate.keyring),
    }
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    const chosen = isRead ? chosenLanguage(c, society.policy) : undefined
    const kept = c.req.method === 'GET' && !chosen ? takeKept(c, gate.keyring, society, visitor) : undefined
    const isOwn = (accountId: string) => visitor.known.some((browser) => browser.accountId === accountId)
    const speaking = { ...gate, queue: inLanguage(gate.queue, locale, isOwn) }
    const at = { path: c.req.path, search: searchWithoutLanguage(c) }
    c.set('page', { gate: speaking, society, visitor, assets, locale, at, kept })
    if (host?.toLowerCase() !== society.canonicalHost) {
      if (!isRead) return message(c, 'crossOrigin')
      const url = new URL(c.req.url)
      return c.redirect(`${society.origin}${url.pathname}${url.search}`, 308)
    }
    if (chosen) {
      writeLanguageCookie(c, society, chosen)
      // With the origin: a path may begin with two slashes, which alone would name another host.
      return c.redirect(`${society.origin}${new URL(c.req.url).pathname}${at.search}`, 303)
    }
    return next()
  }
}

/** Said to the operator when the policy was read; visitors are told to come back. */
function unreadable(error: unknown): 'unreadable' {
  if (error instanceof UnreadablePolicy) return 'unreadable'
  throw error
}

function known(policy: Policy, locale: Locale): Locale {
  return policy.languages.includes(locale) ? locale : 'ja'
}

function searchWithoutLanguage(c: PageContext): string {
  const { searchParams } = new URL(c.req.url)
  searchParams.delete('lang')
  return searchParams.size > 0 ? `?${searchParams}` : ''
}

/** `?lang=en` on any page: the language switch. */
function chosenLanguage(c: PageContext, policy: Policy): Locale | undefined {
  const lang = c.req.query('lang')
  return policy.languages.find((language) => language === lang)
}

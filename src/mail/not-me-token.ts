import { days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'

/** Where 「心当たりがない」 leads; the page is the web's. */
export const NOT_ME = '/not-me'

/** How long a link can be used, in days (design.md §6). */
export const NOT_ME_DAYS = 10
const LIFE = days(NOT_ME_DAYS)

/** What somebody does not know of: when it happened, and when the link was made that says so. */
export type Doubt = { readonly accountId: string; readonly happenedAt: Instant; readonly madeAt: Instant }

const SHAPE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([0-9a-z]{1,9})\.([0-9a-z]{1,9})\.([A-Za-z0-9_-]{43})$/

/** What stands in a link: what is doubted and a MAC over it, so that nothing more needs to be stored. It can only freeze. */
export function notMeToken(keyring: Keyring, societyId: number, doubt: Doubt): string {
  const words = [doubt.accountId, doubt.happenedAt.toString(36), doubt.madeAt.toString(36)]
  return [...words, keyring.mac('mail-link', String(societyId), ...words, 'notMe')].join('.')
}

/** Undefined for anything that we did not write; `expired` where its time is over. */
export function readNotMeToken(
  keyring: Keyring,
  societyId: number,
  token: string,
  now: Instant,
): Doubt | 'expired' | undefined {
  const [, accountId = '', happened = '', made = '', mac = ''] = SHAPE.exec(token) ?? []
  if (!keyring.matches(mac, 'mail-link', String(societyId), accountId, happened, made, 'notMe')) return undefined
  const [happenedAt, madeAt] = [Number.parseInt(happened, 36), Number.parseInt(made, 36)]
  return now - madeAt > LIFE ? 'expired' : { accountId, happenedAt, madeAt }
}

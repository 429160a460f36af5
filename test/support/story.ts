import { Secret, TOTP } from 'otpauth'
import type { Hasher } from '../../src/factor/password/hash.ts'
import type { Browser } from './browser.ts'
import type { Member, World } from './world.ts'

export const GOOD_PASSWORD = 'umibe-no-Kaze83'

/** The code that an app with this secret shows at that moment. */
export function appCode(secret: string, now: number): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now })
}

/** The secret that the set-up page offers. */
export function offeredSecret(html: string): string {
  const secret = /secret=([A-Z2-7]{32})/.exec(html)?.[1]
  if (!secret) throw new Error('the page offers no secret')
  return secret
}

/** The value of the device with this name, where the page lets choose among several. */
export function offeredDevice(html: string, name: string): string | undefined {
  const choices = html.matchAll(/name="device"[^>]*value="([^"]+)"[^>]*>\s*(?:<[^>]+>\s*)*([^<\n]+)/g)
  return [...choices].find(([, , shown = '']) => shown.trim() === name)?.[1]
}

/** A birth date as either form of it is filled in: one field, or three lists. */
export function birthDateFields(birthDate: string): Record<string, string> {
  const [birthYear = '', birthMonth = '', birthDay = ''] = birthDate.split('-').map((part) => String(Number(part)))
  return { birthDate, birthYear, birthMonth, birthDay }
}

/** Opens the letter of a member. */
export async function openLetter(browser: Browser, member: Member): Promise<void> {
  await browser.open('/letter')
  const { temporaryId, code } = member.letter
  await browser.submit({ userId: temporaryId, letterCode: code, ...birthDateFields(member.birthDate) })
}

/** Signs in with ID and password and, where it is asked for, a code of the app: the next one, since each step opens once. */
export async function signIn(
  world: World,
  browser: Browser,
  who: { readonly userId: string; readonly password?: string; readonly secret?: string },
): Promise<void> {
  await browser.open('/sign-in')
  await browser.submit({ userId: who.userId, password: who.password ?? GOOD_PASSWORD })
  if (who.secret === undefined || browser.current.path !== '/otp') return
  world.pass(30_000)
  await browser.submit({ otp: appCode(who.secret, world.now) })
}

export async function signOut(browser: Browser): Promise<void> {
  await browser.open('/sign-out')
  await browser.submit({})
}

/** Counts the argon2 computations of a world from now on. */
export function countHashes(world: World): () => number {
  const { hasher } = world.gate
  let count = 0
  const counted: Hasher = {
    ...hasher,
    hash: (...given) => {
      count += 1
      return hasher.hash(...given)
    },
    verify: (...given) => {
      count += 1
      return hasher.verify(...given)
    },
  }
  Object.assign(world.gate, { hasher: counted })
  return () => count
}

type Choices = {
  readonly until?: string
  readonly userId?: string
  readonly password?: string
  /** The method that is chosen, where there is a choice: the app unless said otherwise. */
  readonly method?: 'totp' | 'mailCode'
}

/** From the letter to `until`, the portal unless said otherwise; tells the way, the app's secret and the password. */
export async function activate(
  world: World,
  browser: Browser,
  member: Member,
  options: Choices = {},
): Promise<{ path: string[]; secret: string; password: string }> {
  await openLetter(browser, member)
  const { path, ...found } = await carryOn(world, browser, member, options)
  return { path: ['/letter', ...path], ...found }
}

/** Answers each screen as it comes, from the one that is open. */
export async function carryOn(
  world: World,
  browser: Browser,
  member: Member,
  options: Choices = {},
): Promise<{ path: string[]; secret: string; password: string }> {
  const { until = '/portal', password = GOOD_PASSWORD } = options
  const path: string[] = []
  let secret = ''
  while (browser.current.path !== until) {
    path.push(browser.current.path)
    secret = (await oneStep(world, browser, member, options)) ?? secret
  }
  path.push(browser.current.path)
  return { path, secret, password }
}

/** Answers the screen that is open; tells the app's secret where one was set up. */
export async function oneStep(
  world: World,
  browser: Browser,
  member: Member,
  { userId = 'hanako-2026', password = GOOD_PASSWORD, method = 'totp' }: Choices = {},
): Promise<string | undefined> {
  const at = browser.current.path
  const secret = at === '/enrol/totp' ? offeredSecret(browser.current.html) : undefined
  await browser.submit(await answer(world, at, member, { secret: secret ?? '', userId, password, method }))
  if (browser.current.path === at) throw new Error(`${at} did not lead on: ${browser.current.text.slice(0, 400)}`)
  return secret
}

type Answers = Required<Omit<Choices, 'until'>> & { readonly secret: string }

async function answer(world: World, at: string, member: Member, { secret, userId, password, method }: Answers) {
  switch (at) {
    case '/birth-date':
      return birthDateFields(member.birthDate)
    case '/terms':
      return { decision: 'agree' }
    case '/mail':
      return { mail: member.mail ?? `m-${member.letter.temporaryId}@mail.example` }
    case '/mail/code':
    case '/mail-otp':
      return { mailCode: (await world.lastCode()).code }
    case '/method':
      return { userId, method }
    case '/enrol/passkey':
      return { method }
    case '/password':
      return { newPassword: password, newPasswordAgain: password }
    case '/enrol/totp':
      return { otp: appCode(secret, world.now), deviceName: 'iPhone' }
    default:
      return {}
  }
}

/** First logins and sign-ins of any society, screen by screen, with any method and from any beginning. */
import { invitationToken } from '../../src/mail/mail-code-secret.ts'
import type { Policy } from '../../src/society/policy.ts'
import { type PresetName, readPreset } from '../../src/society/read-preset.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'
import { inviteMembers } from '../../src/staff/invite-members.ts'
import { Authenticator, offerOf } from './authenticator.ts'
import type { Browser } from './browser.ts'
import { appCode, birthDateFields, GOOD_PASSWORD, offeredSecret, openLetter } from './story.ts'
import type { Member, World } from './world.ts'

export type Method = 'passkey' | 'totp' | 'mailCode'
/** By what an account begins (ISS). */
export type Beginning = 'letter' | 'computed' | 'invitationMail'
export type Device = keyof typeof AGENTS

const AGENTS = {
  phone: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1',
  PC: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36',
}

/** Somebody of a society, and what they hold. */
export type Sitter = {
  readonly society: string
  readonly method: Method
  readonly mail: string
  /** What is chosen where an ID of one's own is asked for. */
  readonly userId: string
  /** What opens the account first, on whatever device. */
  readonly begin: (browser: Browser) => Promise<void>
  readonly key: Authenticator
  member: Member
  secret: string
  /** The ID opens: it was kept, or chosen. */
  hasId: boolean
  /** Every screen that was answered, in order. */
  readonly answered: string[]
}

let people = 0

export async function sitter(
  world: World,
  society: string,
  method: Method,
  beginning: Beginning = 'letter',
): Promise<Sitter> {
  people += 1
  const mail = `somebody-${people}@mail.example`
  const keptUserId = `former.member-${people}`
  const paper = beginning === 'letter'
  const kept = beginning === 'computed' ? { keptUserId } : {}
  const member = await world.member(society, { mail, ...kept, ...(paper ? {} : { letter: false }) })
  const key = new Authenticator((await world.society(society)).origin)
  const userId = beginning === 'computed' ? keptUserId : `user-${10_000 + people}`
  const begin = paper ? undefined : await (beginning === 'computed' ? byNumbers(member, userId) : byMail(world, member))
  const own: Sitter = {
    society,
    method,
    mail,
    userId,
    key,
    member,
    secret: '',
    hasId: beginning === 'computed',
    answered: [],
    begin: begin ?? ((browser) => openLetter(browser, own.member)),
  }
  return own
}

async function byNumbers({ symbol, number, birthDate }: Member, userId: string) {
  const password = `${symbol}${number}${birthDate.replaceAll('-', '')}`
  return async (browser: Browser) => {
    await browser.open('/sign-in')
    await browser.submit({ userId, password })
  }
}

async function byMail(world: World, member: Member) {
  const society = await world.society(member.society)
  const place = { society, keyring: world.keyring, now: world.now, queue: world.gate.queue }
  await inviteMembers(world.database, place, { member: { ...member, branch: '00' }, by: '担当者' })
  const job = world.jobs.at(-1)
  if (job?.kind !== 'invitation') throw new Error('no invitation was sent')
  const link = `/invitation/${invitationToken(world.keyring, society.id, job.letterId)}`
  return async (browser: Browser) => {
    await browser.open(link)
    await browser.submit(birthDateFields(member.birthDate))
  }
}

export async function browserOn(world: World, society: string, device: Device): Promise<Browser> {
  const browser = await world.browser(society)
  browser.headers = { 'user-agent': AGENTS[device] }
  return browser
}

/** Answers the screen that is open. */
export async function answer(world: World, browser: Browser, who: Sitter): Promise<void> {
  const { path, html } = browser.current
  if (path === '/method' && /name="userId"/.test(html)) who.hasId = true
  if (path === '/enrol/totp') who.secret = offeredSecret(html)
  const instead = path.startsWith('/enrol/') && !path.startsWith(`/enrol/${who.method}`)
  const code = async () => ({ mailCode: (await world.lastCode(who.mail)).code })
  const app = () => ({ otp: appCode(who.secret, world.now) })
  const answers: Record<string, () => Promise<Record<string, string>> | Record<string, string>> = {
    '/birth-date': () => birthDateFields(who.member.birthDate),
    '/terms': () => ({ decision: 'agree' }),
    '/mail': () => (/name="mail"/.test(html) ? { mail: who.mail } : {}),
    '/mail/code': code,
    '/mail-otp': code,
    '/method': () => ({ userId: who.userId, method: who.method }),
    '/password': () => ({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD }),
    '/enrol/totp': () => ({ ...app(), deviceName: 'スマホ' }),
    '/enrol/passkey': () => ({ credential: who.key.create(offerOf(html)) }),
    '/enrol/passkey/name': () => ({ passkeyName: 'わたしの鍵', name: 'わたしの鍵' }),
    '/otp': app,
    '/recovery-paper': () => ({ kept: 'yes', saved: 'yes' }),
    '/passkey': () => ({ credential: who.key.get(offerOf(html)) }),
  }
  await browser.submit(instead ? { method: who.method } : ((await answers[path]?.()) ?? {}))
  if (browser.current.path === path) throw new Error(`${path} did not lead on: ${browser.current.text.slice(0, 300)}`)
  who.answered.push(path)
}

/** From the screen that is open to `until`, tells the screens that were seen, `until` included. */
export async function walk(world: World, browser: Browser, who: Sitter, until = '/portal'): Promise<string[]> {
  const seen: string[] = []
  while (browser.current.path !== until) {
    seen.push(browser.current.path)
    if (seen.length > 20) throw new Error(`it does not end: ${seen.join(' ')}`)
    await answer(world, browser, who)
  }
  return [...seen, until]
}

/** What is typed at the next sign-in: the ID of one's own where there is one, the address elsewhere. */
const nameOf = ({ hasId, userId, mail }: Sitter): string => (hasId ? userId : mail)

/** Signs in with ID and password; each code of an app opens once, so half a minute goes by first. */
export async function enter(world: World, browser: Browser, who: Sitter): Promise<void> {
  world.pass(30_000)
  await browser.open('/sign-in')
  await browser.post('/sign-in', { userId: nameOf(who), password: GOOD_PASSWORD })
}

/** Comes back with what there is, as a person would: what opened it first, the password, the passkey. */
export async function comeBack(world: World, browser: Browser, who: Sitter): Promise<void> {
  await who.begin(browser)
  if (isUsed(browser)) await enter(world, browser, who)
  if (!isUsed(browser) || who.key.passkeys.length === 0) return
  const { html } = await browser.open('/sign-in')
  await browser.post('/sign-in', { credential: who.key.get(offerOf(html)) })
}

const isUsed = ({ current: { path } }: Browser): boolean =>
  path === '/letter' || path === '/sign-in' || path.startsWith('/invitation')

/** What the presets say, as they would be applied today. */
export async function policiesOf(names: readonly PresetName[]): Promise<(readonly [PresetName, Policy])[]> {
  return Promise.all(
    names.map(async (name) => {
      const read = readPolicy(await readPreset(name))
      if (!read.ok) throw new Error(JSON.stringify(read.error))
      return [name, read.value] as const
    }),
  )
}

/** Adds every society that ships but the two that each world has. */
export async function addPresets(world: World, names: readonly PresetName[]): Promise<void> {
  for (const name of names.filter((preset) => preset !== 'genkan' && preset !== 'sakura'))
    await world.addSociety(name, `http://${name}.portal.localhost:4000`, `${name}.portal.localhost`, name)
}

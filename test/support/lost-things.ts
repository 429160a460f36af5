/** Members who have lost something, and the acts by which they come back. */
import { issueLetter } from '../../src/account/letters.ts'
import { minutes } from '../../src/kernel/clock.ts'
import type { Browser } from './browser.ts'
import { activate, appCode, offeredSecret, signIn } from './story.ts'
import type { Member, World } from './world.ts'

export const NEW_PASSWORD = 'yama-no-Sora47'

let count = 0

/** Somebody with password and app, signed out, an hour ago. */
export async function activeMember(world: World, society = 'sakura') {
  count += 1
  const userId = `modoru-${count}x`
  const member = await world.member(society, { mail: `modoru-${count}@mail.example` })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId })
  await browser.post('/sign-out', {})
  world.pass(minutes(60))
  world.jobs.length = 0
  return { member, userId: society === 'genkan' ? (member.mail ?? '') : userId, secret, society }
}
export type Active = Awaited<ReturnType<typeof activeMember>>

export const eventsOf = async (world: World, { member, society }: Active) => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx
      .selectFrom('event')
      .select(['name', 'detail'])
      .where('account_id', '=', member.accountId)
      .orderBy('id')
      .execute(),
  )
  return rows
}

/** A letter for an active account, which staff issue under four eyes. */
export async function recoveryLetter(world: World, { member, society }: Active): Promise<Member> {
  const of = await world.society(society)
  const letter = await world.database.inSociety(of.id, (tx) =>
    issueLetter(tx, of, world.keyring, member.accountId, world.now, 'recovery'),
  )
  return { ...member, letter }
}

export const lose = async (browser: Browser, lost: string) => {
  await browser.open('/lost')
  await browser.submit({ lost })
}
export const typeMailedCode = async (world: World, browser: Browser) =>
  browser.submit({ mailCode: (await world.lastCode()).code })
export const setPassword = (browser: Browser) =>
  browser.submit({ newPassword: NEW_PASSWORD, newPasswordAgain: NEW_PASSWORD, signOutEverywhere: 'on' })
/** Sets up an app on the page that is open. */
export async function enrolApp(world: World, browser: Browser, deviceName = '新しい電話'): Promise<string> {
  if (browser.current.path === '/enrol/passkey') await browser.submit({ method: 'totp' })
  const secret = offeredSecret(browser.current.html)
  await browser.submit({ otp: appCode(secret, world.now), deviceName })
  return secret
}
export const opens = async (world: World, who: Active, password: string, secret: string) => {
  world.pass(minutes(1))
  const browser = await world.browser(who.society)
  await signIn(world, browser, { userId: who.userId, password, secret })
  return browser.current.path
}

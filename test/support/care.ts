/** People who are signed in and look after themselves. */
import assert from 'node:assert/strict'
import { Authenticator, offerOf } from './authenticator.ts'
import type { Browser } from './browser.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, openLetter, signIn, signOut } from './story.ts'
import type { World } from './world.ts'

let people = 0

/** Somebody of sakura with password and app, signed in afresh: what was bound while founding counts now. */
export async function personWithApp(world: World) {
  people += 1
  const userId = `taro-${String(people).padStart(4, '0')}`
  const mail = `${userId}@mail.example`
  const member = await world.member('sakura', { mail })
  const browser = await world.browser('sakura')
  const { secret } = await activate(world, browser, member, { userId })
  await signOut(browser)
  await signIn(world, browser, { userId, secret })
  assert.equal(browser.current.path, '/portal')
  /** The password and the app once more. */
  const prove = async () => {
    assert.match(browser.current.path, /^\/password\/confirm/)
    await browser.submit({ password: GOOD_PASSWORD })
    assert.match(browser.current.path, /^\/otp/)
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
  }
  return { userId, mail, member, browser, secret, prove }
}

/** Somebody of genkan with a passkey and nothing else, signed in afresh. */
export async function personWithPasskey(world: World) {
  people += 1
  const mail = `hana-${people}@mail.example`
  const member = await world.member('genkan', { mail })
  const browser = await world.browser('genkan')
  const keeper = new Authenticator(browser.origin)
  await openLetter(browser, member)
  await browser.submit({ decision: 'agree' })
  await browser.submit({})
  await browser.submit({ mailCode: (await world.lastCode()).code })
  await browser.submit({ credential: keeper.create(offerOf(browser.current.html)) })
  await browser.submit({})
  assert.equal(browser.current.path, '/portal')
  await signOut(browser)
  await passkeySignIn(browser, keeper)
  const prove = async () => {
    assert.match(browser.current.path, /^\/passkey/)
    await browser.submit({ credential: keeper.get(offerOf(browser.current.html)) })
  }
  return { mail, member, browser, keeper, prove }
}

export async function passkeySignIn(browser: Browser, keeper: Authenticator): Promise<void> {
  await browser.open('/sign-in')
  await browser.post('/sign-in', { credential: keeper.get(offerOf(browser.current.html)) })
  assert.equal(browser.current.path, '/portal')
}

/** The ids of the listed devices, by name. */
export async function listed(browser: Browser): Promise<Map<string, string>> {
  await browser.open('/sign-in-methods')
  const rows = browser.current.html.split('<li class="device">').slice(1)
  return new Map(
    rows.map((row) => [
      /device-name">([^<]*?)\s*</.exec(row)?.[1] ?? '',
      /\/device\/([0-9a-f-]{36})\/delete/.exec(row)?.[1] ?? '',
    ]),
  )
}

/** Adds an app to somebody who has shown enough just now; its secret. */
export async function addApp(world: World, browser: Browser, name: string): Promise<string> {
  await browser.open('/sign-in-methods/totp')
  assert.equal(browser.current.path, '/sign-in-methods/totp')
  const secret = offeredSecret(browser.current.html)
  await browser.submit({ otp: appCode(secret, world.now), deviceName: name })
  assert.equal(browser.current.path, '/sign-in-methods')
  return secret
}

/** Somebody with two apps, signed in with the first. */
export async function personWithTwoApps(world: World) {
  const person = await personWithApp(world)
  const second = await addApp(world, person.browser, '会社のスマホ')
  const devices = await listed(person.browser)
  return { ...person, second, first: devices.get('iPhone') ?? '', other: devices.get('会社のスマホ') ?? '' }
}

export const NEW_PASSWORD = 'yama-no-Kaze-1984'
/** The fields of 新しいパスワード. */
export const newPassword = { newPassword: NEW_PASSWORD, newPasswordAgain: NEW_PASSWORD }

/** How many mails about such a change were sent to this member. */
export const told = (world: World, accountId: string, what: string): number =>
  world.jobs.filter((job) => job.kind === 'changed' && job.what === what && job.accountId === accountId).length

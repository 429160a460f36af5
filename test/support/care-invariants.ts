/** What self-care and recovery promise, each as an attack through HTTP. A check throws its counterexample. */
import assert from 'node:assert/strict'
import { hours, minutes } from '../../src/kernel/clock.ts'
import type { Browser } from './browser.ts'
import { addApp, listed, personWithApp, personWithTwoApps } from './care.ts'
import { askReset, loseAllButTheMailbox, redeem, resetPath } from './recovery.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, signIn, signOut } from './story.ts'
import type { World } from './world.ts'

export type CareCheck = (world: World) => Promise<void>

const NEXT = 'yama-no-Kaze-1984'
const setNext = { newPassword: NEXT, newPasswordAgain: NEXT }
const doubtIn = (browser: Browser, words: string): string => {
  const row = browser.current.html.split('<li class="device">').find((one) => one.includes(words))
  return /href="(\/not-me\/[^"]+)"/.exec(row ?? '')?.[1] ?? ''
}
const eventsOf = async (world: World, society: string, accountId: string, name: string): Promise<number> => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('id').where('account_id', '=', accountId).where('name', '=', name).execute(),
  )
  return rows.length
}

/** 6: the last factor cannot be deleted into a dead end, nor the one that this visit stands on. */
export const lastFactorStays: CareCheck = async (world) => {
  const alone = await personWithApp(world)
  const [only = ''] = (await listed(alone.browser)).values()
  await alone.browser.post(`/sign-in-methods/device/${only}/delete`, {})
  assert.equal((await listed(alone.browser)).size, 1)
  const { browser, first } = await personWithTwoApps(world)
  await browser.post(`/sign-in-methods/device/${first}/delete`, {})
  assert.equal((await listed(browser)).size, 2)
}

/** 8: an id only chooses among the member's own devices and visits. */
export const othersAreNoneHere: CareCheck = async (world) => {
  const [mine, yours] = [await personWithTwoApps(world), await personWithTwoApps(world)]
  for (const [path, form] of [
    [`/sign-in-methods/device/${yours.other}/delete`, {}],
    [`/sign-in-methods/device/${yours.other}`, { name: '私の' }],
  ] as const) {
    await mine.browser.post(path, form)
    assert.equal(mine.browser.current.status, 410, path)
  }
  assert.deepEqual([...(await listed(yours.browser)).keys()], ['iPhone', '会社のスマホ'])
  await mine.browser.post('/visits', { visit: yours.browser.cookies.get('visit')?.split('.')[0] ?? '' })
  assert.equal((await yours.browser.open('/portal')).status, 200)
}

/** 8: a page that has grown stale changes nothing. */
export const stalePagesChangeNothing: CareCheck = async (world) => {
  const { browser, other } = await personWithTwoApps(world)
  const old = browser.copy()
  await browser.post(`/sign-in-methods/device/${other}/delete`, {})
  await old.post(`/sign-in-methods/device/${other}/delete`, {})
  assert.equal(old.current.status, 410)
  await browser.open('/profile/mail')
  await browser.submit({ mail: 'first@mail.example' })
  const { code } = await world.lastCode()
  await browser.open('/profile/mail')
  world.pass(minutes(1))
  await browser.submit({ mail: 'second@mail.example' })
  await browser.submit({ mailCode: code })
  assert.equal(browser.current.status, 422, 'the code of an address that was taken back')
}

/** 5: what is changed is changed by somebody who has shown everything a moment ago, and is told. */
export const changesAreProvenAndTold: CareCheck = async (world) => {
  const { browser, member } = await personWithApp(world)
  world.pass(minutes(6))
  for (const path of ['/sign-in-methods/password', '/sign-in-methods/totp', '/profile/mail'])
    assert.match((await browser.open(path)).path, /^\/password\/confirm/, path)
  await browser.post('/sign-in-methods/password', setNext)
  assert.equal(await eventsOf(world, 'sakura', member.accountId, 'password.changed'), 0)
  const fresh = await personWithApp(world)
  world.pass(1000)
  await fresh.browser.open('/sign-in-methods/password')
  await fresh.browser.submit(setNext)
  const told = world.jobs.filter((job) => job.kind === 'changed' && job.accountId === fresh.member.accountId)
  assert.equal(told.length, 1)
}

/** The mailed link is dead on use and on any complete sign-in, and a scanner that opens it changes nothing. */
export const resetLinksDie: CareCheck = async (world) => {
  const { userId, secret } = await personWithApp(world)
  const path = async () => {
    world.pass(minutes(2))
    await askReset(await world.browser('sakura'), userId)
    return resetPath(world)
  }
  const used = await path()
  const scanner = await world.browser('sakura')
  for (let n = 0; n < 3; n += 1) assert.equal((await scanner.open(used)).status, 200)
  const status = async (at: string) => (await (await world.browser('sakura')).send(at, {})).status
  assert.equal(await status(used), 303)
  assert.equal(await status(used), 410)
  const waiting = await path()
  const owner = await world.browser('sakura')
  await signIn(world, owner, { userId, secret })
  assert.equal(owner.current.path, '/portal')
  assert.equal(await status(waiting), 410)
}

/** A complete sign-in ends every recovery that is under way elsewhere. */
export const signingInCancelsRecoveries: CareCheck = async (world) => {
  const { userId, secret } = await personWithApp(world)
  world.pass(minutes(2))
  const thief = await world.browser('sakura')
  await redeem(world, thief, userId)
  assert.equal(thief.current.path, '/otp')
  const owner = await world.browser('sakura')
  await signIn(world, owner, { userId, secret })
  assert.equal((await thief.open('/otp')).status, 401)
}

/** A recovery sets aside what is lost, everywhere and at once: not even a visit that was complete goes on with it. */
export const recoveriesEndOldVisits: CareCheck = async (world) => {
  const { browser: lost, userId, secret } = await personWithApp(world)
  world.pass(minutes(2))
  const owner = await world.browser('sakura')
  await signIn(world, owner, { userId })
  await owner.open('/lost')
  await owner.submit({ lost: 'totp' })
  assert.equal(owner.current.path, '/mail-otp', 'saying so sets nothing aside')
  await owner.submit({ mailCode: (await world.lastCode()).code })
  await owner.submit({})
  assert.equal(owner.current.path, '/enrol/totp')
  assert.notEqual((await lost.open('/portal')).status, 200)
  world.pass(minutes(1))
  const finder = await world.browser('sakura')
  await signIn(world, finder, { userId, secret })
  assert.notEqual((await finder.open('/portal')).path, '/portal')
}

/** 13: stopping needs no sign-in and gives none; the link shows on GET and acts on POST. */
export const stoppingIsAPost: CareCheck = async (world) => {
  const { browser, member } = await personWithApp(world)
  await browser.open('/history')
  const link = doubtIn(browser, 'ログインの操作が始まりました')
  const reader = await world.browser('sakura')
  for (let n = 0; n < 3; n += 1) await reader.open(link)
  assert.equal(await eventsOf(world, 'sakura', member.accountId, 'account.frozen'), 0)
  await reader.submit({})
  assert.equal(await eventsOf(world, 'sakura', member.accountId, 'account.frozen'), 1)
  assert.equal(reader.cookies.get('visit'), undefined)
  assert.equal((await browser.open('/portal')).status, 401)
}

/** 13: what was bound since the doubt lifts nothing, is not asked for, and does not come back with the account. */
export const strangersLiftNothing: CareCheck = async (world) => {
  const { browser, userId, secret, member } = await personWithApp(world)
  world.pass(hours(1))
  const thief = await world.browser('sakura')
  await signIn(world, thief, { userId, secret })
  const stolen = await addApp(world, thief, '泥棒の電話')
  world.pass(hours(1))
  await signOut(browser)
  await signIn(world, browser, { userId, secret })
  const bound = (await listed(browser)).get('泥棒の電話') ?? ''
  await browser.open('/history')
  await browser.open(doubtIn(browser, '認証アプリを登録しました'))
  await browser.submit({})
  world.pass(minutes(1))
  await signIn(world, thief, { userId })
  await thief.submit({ otp: appCode(stolen, world.now), device: bound })
  assert.equal(thief.current.status, 422)
  await thief.open('/restore')
  await thief.post('/restore', {})
  assert.equal(await eventsOf(world, 'sakura', member.accountId, 'account.restored'), 0)
  await signIn(world, browser, { userId, secret })
  assert.equal(browser.current.path, '/restore')
  await browser.submit({})
  assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
}

/** A code of the set opens once, for its owner, and only the set that was confirmed. */
export const codesOpenOnce: CareCheck = async (world) => {
  const codesOn = (browser: Browser) =>
    [...browser.current.html.matchAll(/<li>(\d{4} \d{4} \d{4})<\/li>/g)].map(([, code = '']) => code)
  const begin = async () => {
    const userId = `kagi-${10_000 + world.jobs.length}`
    const member = await world.member('kaze', { mail: `${userId}@mail.example` })
    const browser = await world.browser('kaze')
    await activate(world, browser, member, { until: '/recovery-paper', userId })
    const codes = codesOn(browser)
    const set = /name="set" value="([^"]+)"/.exec(browser.current.html)?.[1] ?? ''
    await browser.submit({ saved: 'on', set: crypto.randomUUID() })
    assert.equal(browser.current.path, '/recovery-paper', 'a set that was never shown')
    await browser.submit({ saved: 'on', set })
    await signOut(browser)
    return { userId, codes }
  }
  const lostAll = ({ userId }: { userId: string }) => loseAllButTheMailbox(world, 'kaze', userId)
  const [mine, yours] = [await begin(), await begin()]
  const back = await lostAll(mine)
  assert.equal((await back.submit({ recoveryCode: yours.codes[0] ?? '' })).status, 422)
  await back.submit({ recoveryCode: mine.codes[0] ?? '' })
  assert.equal(back.current.path, '/recover')
  await back.submit({})
  await back.submit({ newPassword: `${GOOD_PASSWORD}-k`, newPasswordAgain: `${GOOD_PASSWORD}-k` })
  const secret = offeredSecret(back.current.html)
  await back.submit({ otp: appCode(secret, world.now), deviceName: '電話' })
  assert.equal(back.current.path, '/portal')
  const again = await lostAll(mine)
  assert.equal((await again.submit({ recoveryCode: mine.codes[0] ?? '' })).status, 422)
}

export const careInvariants = {
  lastFactorStays,
  othersAreNoneHere,
  stalePagesChangeNothing,
  changesAreProvenAndTold,
  resetLinksDie,
  signingInCancelsRecoveries,
  recoveriesEndOldVisits,
  stoppingIsAPost,
  strangersLiftNothing,
  codesOpenOnce,
} as const

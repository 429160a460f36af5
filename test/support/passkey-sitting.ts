/** People with passkeys, how they show them, and what is stored of them. */
import assert from 'node:assert/strict'
import { Authenticator, type Lies, type Offer, offerOf } from './authenticator.ts'
import type { Browser } from './browser.ts'
import { activate, GOOD_PASSWORD } from './story.ts'
import type { Member, World } from './world.ts'

/** A member of genkan at the page that makes the passkey. */
export async function atEnrolment(
  world: World,
  mail: string,
): Promise<{ member: Member; browser: Browser; device: Authenticator }> {
  const member = await world.member('genkan', { mail })
  const browser = await world.browser('genkan')
  await activate(world, browser, member, { until: '/enrol/passkey' })
  return { member, browser, device: new Authenticator(browser.origin) }
}

/** A member of genkan who has a passkey and nothing else. */
export async function withPasskey(world: World, mail: string, options: { synced?: boolean; aaguid?: string } = {}) {
  const { member, browser } = await atEnrolment(world, mail)
  const device = new Authenticator(browser.origin, options)
  await createPasskey(browser, device)
  await browser.submit({})
  assert.equal(browser.current.path, '/portal')
  return { member, browser, device }
}

/** A member of sakura with password and passkey. */
export async function inSakura(world: World, userId: string) {
  const member = await world.member('sakura', { mail: `${userId}@mail.example` })
  const browser = await world.browser('sakura')
  const device = new Authenticator(browser.origin)
  await activate(world, browser, member, { until: '/method', userId })
  await browser.submit({ userId, method: 'passkey' })
  await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
  assert.equal(browser.current.path, '/enrol/passkey')
  return { member, browser, device, userId }
}

export const createPasskey = (browser: Browser, device: Authenticator, lies?: Lies) =>
  browser.submit({ credential: device.create(offerOf(browser.current.html), lies) })

export const signInOffer = async (browser: Browser): Promise<Offer> => offerOf((await browser.open('/sign-in')).html)

export const presentPasskey = async (browser: Browser, device: Authenticator, lies?: Lies) =>
  browser.post('/sign-in', { credential: device.get(await signInOffer(browser), lies) })

export async function storedPasskeys(world: World, member: Member) {
  const { id } = await world.society(member.society)
  return world.database.inSociety(id, (tx) =>
    tx.selectFrom('passkey').selectAll().where('account_id', '=', member.accountId).execute(),
  )
}

export async function eventsOf(world: World, member: Member): Promise<string[]> {
  const { id } = await world.society(member.society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('name').where('account_id', '=', member.accountId).orderBy('id').execute(),
  )
  return rows.map(({ name }) => name)
}

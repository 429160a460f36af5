/** Members who go by mailed codes. */
import { days, hours } from '../../src/kernel/clock.ts'
import type { Browser } from './browser.ts'
import { activate, signIn, signOut } from './story.ts'
import { type Member, openWorld, type World } from './world.ts'

let people = 0

/** Societies that offer mailed codes, alone or beside the other methods. */
export async function openMailCodeWorld(): Promise<World> {
  const world = await openWorld()
  const own = async (name: string, changes: object) =>
    world.addSociety(name, `http://${name}.portal.localhost:4000`, `${name}.portal.localhost`, 'sakura', changes)
  const issued = { userId: 'none', passkeyName: 'proposed' }
  await own('minato', { ...issued, methods: [{ method: 'passkey' }, { method: 'mailCode' }] })
  const three = [{ method: 'passkey' }, { method: 'totp' }, { method: 'mailCode', from: '2025-10-01' }]
  const nextSignIn = { passkey: 'nextSignIn', totp: 'nextSignIn', mailCode: 'nextSignIn' }
  await own('aoba', { ...issued, methods: three, enrolment: nextSignIn })
  const marked = [{ method: 'totp', recommended: true }, { method: 'mailCode' }, { method: 'passkey' }]
  await own('wakaba', { ...issued, methods: marked })
  await own('tsubaki', { ...issued, methods: [{ method: 'mailCode' }] })
  await own('momiji', { ...issued, methods: marked, activation: ['terms', 'method', 'password', 'mail'] })
  await own('kiri', { ...issued, userId: 'required', methods: three, mail: 'optional' })
  return world
}

export const newMember = async (world: World, society: string): Promise<Member & { mail: string }> => {
  people += 1
  const mail = `code-${people}@mail.example`
  return { ...(await world.member(society, { mail })), mail }
}

/** A member whose method is mailed codes, signed out; in the browser of the first sitting. */
export async function active(world: World, society = 'minato') {
  const member = await newMember(world, society)
  const browser = await world.browser(society)
  const userId = `code-${people}`
  await activate(world, browser, member, { method: 'mailCode', userId })
  await signOut(browser)
  world.pass(hours(1))
  return { member, browser, mail: member.mail }
}

/** The same with an app beside it: the app was set up after the codes. */
export async function withBoth(world: World) {
  const { member, mail, browser } = await active(world, 'wakaba')
  const { id } = await world.society('wakaba')
  const other = await newMember(world, 'wakaba')
  const { secret } = await activate(world, await world.browser('wakaba'), other)
  // The other has an app, and codes beside it.
  await world.database.inSociety(id, async (tx) => {
    await tx
      .insertInto('mail_method')
      .values({ society_id: id, account_id: other.accountId, bound_at: new Date(world.now - days(1)) })
      .execute()
  })
  return { member: other, mail: other.mail, secret, stranger: { member, mail, browser } }
}

export const passwordOf = async (world: World, society: string, userId: string, browser?: Browser) => {
  const here = browser ?? (await world.browser(society))
  await signIn(world, here, { userId })
  return here
}
export const type = async (world: World, browser: Browser, mailCode?: string) =>
  browser.submit({ mailCode: mailCode ?? (await world.lastCode()).code })
export const codesTo = (world: World, kind: string) => world.jobs.filter((job) => job.kind === kind).length

export const lastJob = (world: World) => {
  const job = world.jobs.at(-1)
  if (!job) throw new Error('no mail was sent')
  return job
}

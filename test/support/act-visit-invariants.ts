/** The invariants of visits that only the database can show: what a half-signed-in one reaches, and what ends one. */
import assert from 'node:assert/strict'
import { minutes } from '../../src/kernel/clock.ts'
import { type Acts, addressOf, outcome, PASSWORD, Sitting } from './sitting.ts'
import type { Member, World } from './world.ts'

export type Check = (acts: Acts, world: World) => Promise<void>

/** 8: an act out of its turn writes nothing, and a half-signed-in visit dies. */
const halfSignedInReachesItsStepAlone: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const sitting = new Sitting(acts, world, member)
  await sitting.openLetter()
  const before = await history(world, member)
  for (const early of [
    () => sitting.setPassword(),
    () => sitting.enrolTotp(),
    () => sitting.confirmMail('a@example.jp'),
  ])
    assert.equal(outcome(await early()), 'outOfOrder: acceptTerms')
  assert.equal(await history(world, member), before)
  world.pass(minutes(15) + 1)
  assert.equal(outcome(await sitting.acceptTerms()), 'visitEnded')
}

/** 8: the same while a mail is awaited, where it may take twice as long. */
const waitingForMailTakesLonger: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const sitting = new Sitting(acts, world, member)
  await sitting.openLetter()
  await sitting.acceptTerms()
  await sitting.confirmMail(addressOf(member, 'waits'))
  world.pass(minutes(29))
  assert.equal(await sitting.step(), 'verifyMail')
  world.pass(minutes(30) + 1)
  assert.equal(await sitting.step(), 'visitEnded')
}

/** 8: binding a credential or an address, or replacing one, ends every other half-signed-in visit of that member. */
const bindingEndsOtherVisits: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const [one, other] = [new Sitting(acts, world, member), new Sitting(acts, world, member)]
  const endsOther = async (act: () => Promise<unknown>) => {
    assert.notEqual(outcome(await other.openLetter()), 'visitEnded')
    assert.notEqual(await other.step(), 'visitEnded')
    await act()
    assert.equal(await other.step(), 'visitEnded')
  }
  await one.openLetter()
  await one.acceptTerms()
  await endsOther(() => one.confirmMail(addressOf(member, 'hanako')))
  await endsOther(() => one.verifyMail())
  await one.chooseApp()
  await endsOther(() => one.setPassword())
  await other.signIn(addressOf(member, 'hanako'), PASSWORD)
  assert.equal(await other.step(), 'prove')
  await one.enrolTotp()
  assert.equal(await other.step(), 'visitEnded')
}

/** 8: the secret from before a proof gets the answer again with the token of the page that posted, until it has arrived. */
const lostAnswersGoToTheirPageAlone: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const page = new Sitting(acts, world, member)
  await page.openLetter()
  await page.acceptTerms()
  await page.confirmMail(addressOf(member, 'lost'))
  const behind = new Sitting(acts, world, member)
  behind.ticket = page.ticket
  const posted = 'page'.padEnd(43, '0')
  page.once = posted
  await page.verifyMail()
  const again = async (once: string) => {
    behind.once = once
    return outcome(await behind.acceptTerms())
  }
  for (const other of ['', 'other'.padEnd(43, '0')]) assert.equal(await again(other), 'outOfOrder: enrol')
  const before = behind.ticket
  assert.equal(await again(posted), 'done: enrol')
  assert.deepEqual(behind.ticket, page.ticket)
  behind.ticket = before
  assert.equal(await page.step(), 'enrol')
  assert.equal(await again(posted), 'outOfOrder: enrol')
}

/** 13: signing out needs no more than the cookie, also the one before the last rotation, and opens nothing. */
const signingOutNeedsTheCookieAlone: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const { id: societyId } = await world.society('genkan')
  const end = (sitting: Sitting, secret = sitting.ticket?.secret ?? '') =>
    world.database.inSociety(societyId, (tx) => {
      return acts.signOut(tx, societyId, { id: sitting.ticket?.id ?? '', secret }, world.now)
    })
  const stranger = new Sitting(acts, world, member)
  await stranger.openLetter()
  assert.equal(await end(stranger, 'not the secret'), undefined)
  assert.equal(await stranger.step(), 'acceptTerms')
  assert.deepEqual(await end(stranger), { accountId: member.accountId })
  assert.equal(await stranger.step(), 'visitEnded')
  const sitting = new Sitting(acts, world, member)
  await sitting.openLetter()
  const first = sitting.ticket?.secret
  await sitting.acceptTerms()
  await sitting.confirmMail(addressOf(member, 'out'))
  await sitting.verifyMail()
  assert.notEqual(sitting.ticket?.secret, first)
  assert.deepEqual(await end(sitting, first), { accountId: member.accountId })
  assert.equal(await sitting.step(), 'visitEnded')
}

async function history(world: World, { accountId, society }: Member): Promise<number> {
  const { id } = await world.society(society)
  return world.database.inSociety(id, async (tx) => {
    return (await tx.selectFrom('event').select('id').where('account_id', '=', accountId).execute()).length
  })
}

/** By the number of the invariant. */
export const visitInvariants: Readonly<Record<8 | 13, readonly Check[]>> = {
  8: [
    halfSignedInReachesItsStepAlone,
    waitingForMailTakesLonger,
    bindingEndsOtherVisits,
    lostAnswersGoToTheirPageAlone,
  ],
  13: [signingOutNeedsTheCookieAlone],
}

/** The part of the invariants that only the database can show. A check throws its counterexample. */
import assert from 'node:assert/strict'
import type { Gate } from '../../src/journey/handler.ts'
import { hours, minutes } from '../../src/kernel/clock.ts'
import { linkToken } from '../../src/mail/mail-code-secret.ts'
import { type Acts, outcome, PASSWORD, Sitting } from './sitting.ts'
import type { Member, World } from './world.ts'

type Check = (acts: Acts, world: World) => Promise<void>

/** Counts how often argon2 runs. */
function counting(gate: Gate): Gate & { readonly hashes: () => number } {
  let hashes = 0
  const verify: Gate['hasher']['verify'] = (...tried) => {
    hashes += 1
    return gate.hasher.verify(...tried)
  }
  return { ...gate, hasher: { ...gate.hasher, verify }, hashes: () => hashes }
}

/** 1: known and unknown identifiers look alike, cost one argon2 each, and are locked alike. */
const knownAndUnknownLookAlike: Check = async (acts, world) => {
  const member = await world.member('sakura')
  const mine = `taro${String(world.jobs.length).padStart(4, '0')}`
  await active(acts, world, member, mine)
  const gate = counting(world.gate)
  const other = mine.replace('taro', 'jiro')
  const tries = [mine, other, `${mine}@example.jp`, `${other}@example.jp`]
  const seen = await Promise.all(
    tries.map(async (userId) => {
      const answers: string[] = []
      for (const wrong of ['a', 'b', 'c', 'd', 'e', 'f']) {
        answers.push(outcome(await new Sitting(acts, world, member, gate).signIn(userId, `wrong ${wrong}`)))
      }
      return answers
    }),
  )
  const alike = [...Array(5).fill('refused: invalid'), 'refused: tooMany']
  for (const answers of seen) assert.deepEqual(answers, alike)
  assert.equal(gate.hashes(), 5 * tries.length, 'one argon2 for each try that was allowed')
}

/** 1: so do letters. */
const lettersLookAlike: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const gate = counting(world.gate)
  const code = member.letter.code.replace(/^./, (digit) => String((Number(digit) + 1) % 10))
  const tries = [{ code }, { temporaryId: '0000000' }, { birthDate: '1980-01-01' }]
  for (const change of tries) {
    const before = gate.hashes()
    const answer = await new Sitting(acts, world, member, gate).openLetter(change)
    assert.deepEqual([outcome(answer), gate.hashes() - before], ['refused: noMatch', 1])
  }
}

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

/** 10: spending one letter kills those issued before, and a sitting begun with one of them binds nothing any more. */
const oneLetterBinds: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const slow = new Sitting(acts, world, member)
  await slow.openLetter()
  const newer = { ...member, ...(await world.letterFor('genkan', member.accountId, world.now - hours(24))) }
  const quick = new Sitting(acts, world, newer)
  await quick.untilPassword(addressOf(member, 'quick'))
  assert.equal(outcome(await quick.setPassword()), 'done: enrol')
  assert.equal(outcome(await slow.acceptTerms()), 'visitEnded')
  for (const holder of [member, newer])
    assert.equal(outcome(await new Sitting(acts, world, holder).openLetter()), 'refused: used')
  const afterwards = { ...member, ...(await world.letterFor('genkan', member.accountId, world.now + 1)) }
  world.pass(minutes(1))
  assert.equal(outcome(await new Sitting(acts, world, afterwards).openLetter()).slice(0, 4), 'done')
}

/** 11: another visit, code or letter does not lower a count. */
const countsOutliveVisits: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const wrong = async (at: number) => {
    const sitting = new Sitting(acts, world, member)
    await sitting.signIn(member.letter.temporaryId, member.letter.code)
    return outcome(await sitting.matchBirthDate(`1990-01-0${at}`))
  }
  for (const at of [1, 2, 3, 4, 5]) assert.equal(await wrong(at), 'refused: noMatch')
  const newer = { ...member, ...(await world.letterFor('genkan', member.accountId, world.now - hours(1))) }
  const sitting = new Sitting(acts, world, newer)
  await sitting.signIn(newer.letter.temporaryId, newer.letter.code)
  assert.equal(outcome(await sitting.matchBirthDate()), 'refused: tooMany')
  world.pass(minutes(15))
  await sitting.signIn(newer.letter.temporaryId, newer.letter.code)
  assert.equal(outcome(await sitting.matchBirthDate()), 'done: acceptTerms')
}

/** 11: failures at mailed codes are counted for the member, not for the visit or the code. */
const codeFailuresOutliveVisits: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const begin = async (address: string) => {
    const sitting = new Sitting(acts, world, member)
    await sitting.openLetter()
    await sitting.acceptTerms()
    await sitting.confirmMail(address)
    return sitting
  }
  const guess = async (sitting: Sitting, at: number) => {
    const { code } = await sitting.mailedCode('confirm')
    return outcome(await sitting.verifyMail(String((Number(code) + at) % 1_000_000).padStart(6, '0')))
  }
  const first = await begin(addressOf(member, 'first'))
  for (let at = 1; at <= 5; at += 1) assert.equal(await guess(first, at), 'refused: wrong')
  world.pass(minutes(1))
  const second = await begin(addressOf(member, 'second'))
  for (let at = 6; at <= 10; at += 1) assert.equal(await guess(second, at), 'refused: wrong')
  assert.equal(outcome(await second.verifyMail()), 'refused: tooMany')
}

/** 11: strangers lock a member out of strange browsers, never out of one in which the member has signed in. */
const strangersLockStrangersOnly: Check = async (acts, world) => {
  const member = await world.member('sakura')
  const userId = `known${String(world.jobs.length).padStart(4, '0')}`
  const home = await active(acts, world, member, userId)
  const stranger = () => new Sitting(acts, world, member)
  for (let n = 0; n < 10; n += 1) await stranger().signIn(userId, `wrong ${n}`)
  assert.equal(outcome(await stranger().signIn(userId, PASSWORD)), 'refused: tooMany')
  assert.equal(outcome(await home.signIn(userId, PASSWORD)), 'done: prove')
  assert.equal(outcome(await stranger().signIn(userId, PASSWORD)), 'refused: tooMany')
}

/** 12: a link redeemed elsewhere verifies the address, once, and adds no proof to any visit. */
const linksVerifyOnly: Check = async (acts, world) => {
  const member = await world.member('genkan')
  const { id: societyId } = await world.society('genkan')
  const sitting = new Sitting(acts, world, member)
  await sitting.openLetter()
  await sitting.acceptTerms()
  await sitting.confirmMail(addressOf(member, 'old'))
  const replaced = linkToken(world.keyring, societyId, (await sitting.mailedCode('confirm')).id)
  world.pass(minutes(1))
  await sitting.openLetter()
  await sitting.confirmMail(addressOf(member, 'link'))
  const token = linkToken(world.keyring, societyId, (await sitting.mailedCode('confirm')).id)
  const society = await world.society('genkan')
  const before = await proofs(world, member)
  assert.equal((await acts.redeemMailLink(world.gate, society, replaced)).state, 'replaced')
  assert.equal(await sitting.step(), 'verifyMail')
  assert.equal((await acts.redeemMailLink(world.gate, society, token)).state, 'confirmed')
  assert.equal((await acts.redeemMailLink(world.gate, society, token)).state, 'used')
  assert.deepEqual(await proofs(world, member), before)
  assert.equal(await sitting.step(), 'enrol')
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

export const actInvariants: ReadonlyMap<number, readonly Check[]> = new Map([
  [1, [knownAndUnknownLookAlike, lettersLookAlike]],
  [
    8,
    [halfSignedInReachesItsStepAlone, waitingForMailTakesLonger, bindingEndsOtherVisits, lostAnswersGoToTheirPageAlone],
  ],
  [10, [oneLetterBinds]],
  [11, [countsOutliveVisits, codeFailuresOutliveVisits, strangersLockStrangersOnly]],
  [12, [linksVerifyOnly]],
  [13, [signingOutNeedsTheCookieAlone]],
])

/** Of every member another one: verified addresses are unique. */
const addressOf = ({ accountId }: Account, name: string) => `${name}.${accountId}@example.jp`

type Account = { readonly accountId: string; readonly society: string }

/** The whole sitting of a society that asks for a user ID. */
async function active(acts: Acts, world: World, member: Member, userId: string): Promise<Sitting> {
  const sitting = new Sitting(acts, world, member)
  await sitting.untilPassword(`${userId}@example.jp`)
  await sitting.chooseMethod(userId)
  await sitting.setPassword()
  assert.equal(outcome(await sitting.enrolTotp()), 'done: done')
  return sitting
}

async function history(world: World, { accountId, society }: Account): Promise<number> {
  const { id } = await world.society(society)
  return world.database.inSociety(id, async (tx) => {
    return (await tx.selectFrom('event').select('id').where('account_id', '=', accountId).execute()).length
  })
}

async function proofs(world: World, { accountId, society }: Account) {
  const { id } = await world.society(society)
  return world.database.inSociety(id, (tx) => {
    const ofMember = tx.selectFrom('proof').innerJoin('visit', 'visit.id', 'proof.visit_id')
    return ofMember.select('proof.id').where('visit.account_id', '=', accountId).orderBy('proof.id').execute()
  })
}

/** The part of the invariants that only the database can show. A check throws its counterexample. */
import assert from 'node:assert/strict'
import type { Gate } from '../../src/journey/handler.ts'
import { hours, minutes } from '../../src/kernel/clock.ts'
import { linkToken } from '../../src/mail/mail-code-secret.ts'
import { type Check, visitInvariants } from './act-visit-invariants.ts'
import { type Acts, addressOf, outcome, PASSWORD, Sitting } from './sitting.ts'
import type { Member, World } from './world.ts'

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

export const actInvariants: ReadonlyMap<number, readonly Check[]> = new Map([
  [1, [knownAndUnknownLookAlike, lettersLookAlike]],
  [8, visitInvariants[8]],
  [10, [oneLetterBinds]],
  [11, [countsOutliveVisits, codeFailuresOutliveVisits, strangersLockStrangersOnly]],
  [12, [linksVerifyOnly]],
  [13, visitInvariants[13]],
])

/** The whole sitting of a society that asks for a user ID. */
async function active(acts: Acts, world: World, member: Member, userId: string): Promise<Sitting> {
  const sitting = new Sitting(acts, world, member)
  await sitting.untilPassword(`${userId}@example.jp`)
  await sitting.chooseMethod(userId)
  await sitting.setPassword()
  assert.equal(outcome(await sitting.enrolTotp()), 'done: done')
  return sitting
}

async function proofs(world: World, { accountId, society }: Member) {
  const { id } = await world.society(society)
  return world.database.inSociety(id, (tx) => {
    const ofMember = tx.selectFrom('proof').innerJoin('visit', 'visit.id', 'proof.visit_id')
    return ofMember.select('proof.id').where('visit.account_id', '=', accountId).orderBy('proof.id').execute()
  })
}

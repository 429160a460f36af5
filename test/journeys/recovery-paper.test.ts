import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, minutes } from '../../src/kernel/clock.ts'
import {
  activeMember,
  enrolApp,
  lose,
  NEW_PASSWORD,
  opens,
  recoveryLetter,
  setPassword,
} from '../support/lost-things.ts'
import { redeem } from '../support/recovery.ts'
import { carryOn, GOOD_PASSWORD, openLetter } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('the number on the letter’s lower half', () => {
  const spaced = (number: string) => number.replace(/(\d{4})/g, '$1 ')

  it('REC-12: with the mailbox it replaces a lost phone and a forgotten password, once', async () => {
    const who = await activeMember(world, 'genkan')
    const { recoveryNumber } = who.member.letter
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    assert.equal(browser.current.path, '/recovery-code')
    assert.equal((await browser.submit({ recoveryCode: '1234' })).status, 422)
    assert.equal((await browser.submit({ recoveryCode: '1'.repeat(20) })).status, 422)
    await browser.submit({ recoveryCode: spaced(recoveryNumber) })
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    await setPassword(browser)
    const secret = await enrolApp(world, browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(world, who, NEW_PASSWORD, secret), '/portal')
    world.pass(minutes(60))
    const thief = await world.browser()
    await redeem(world, thief, who.userId)
    assert.equal(thief.current.path, '/otp')
    assert.doesNotMatch(thief.current.html, /recovery-code/, 'it is used up')
    await lose(thief, 'totp')
    assert.equal(thief.current.path, '/refused')
  })

  it('an interrupted recovery is taken up again with the same number', async () => {
    const who = await activeMember(world, 'genkan')
    for (const ends of [false, true]) {
      world.pass(minutes(31))
      const browser = await world.browser()
      await redeem(world, browser, who.userId)
      if (browser.current.path === '/otp') await lose(browser, 'totp')
      assert.match(browser.current.html, /name="recoveryCode"/)
      await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })
      if (browser.current.path === '/recover') await browser.submit({})
      assert.equal(browser.current.path, '/password')
      if (!ends) continue
      await setPassword(browser)
      await enrolApp(world, browser)
      assert.equal(browser.current.path, '/portal')
    }
  })

  it('attack: is dead before the activation, and works for nobody else', async () => {
    const other = await activeMember(world, 'genkan')
    const who = await activeMember(world, 'genkan')
    const fresh = await world.letterFor('genkan', who.member.accountId, world.now)
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    for (const number of [other.member.letter.recoveryNumber, fresh.letter.recoveryNumber]) {
      assert.equal((await browser.submit({ recoveryCode: number })).status, 422)
      assert.match(browser.current.text, /回復用の番号が正しくありません/)
    }
    await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })
    assert.equal(browser.current.path, '/recover')
  })

  it('attack: five guesses, then a pause that outlives the visit', async () => {
    const who = await activeMember(world, 'genkan')
    const browser = await world.browser()
    await redeem(world, browser, who.userId)
    await lose(browser, 'totp')
    for (let n = 0; n < 5; n += 1) await browser.submit({ recoveryCode: String(n).repeat(20) })
    assert.equal((await browser.submit({ recoveryCode: who.member.letter.recoveryNumber })).status, 429)
    world.pass(minutes(6))
    const again = await world.browser()
    await redeem(world, again, who.userId)
    await lose(again, 'totp')
    assert.equal((await again.submit({ recoveryCode: who.member.letter.recoveryNumber })).status, 429)
  })
})

describe('everything forgotten, or a mailbox that is gone', () => {
  it('REC-12, REC-13, GAP-10, STF-09: a recovery letter and the birth date begin the account anew, without the old things', async () => {
    const who = await activeMember(world)
    const stranded = await world.browser('sakura')
    await redeem(world, stranded, who.userId)
    await lose(stranded, 'totp')
    assert.equal(stranded.current.path, '/refused')
    assert.match(stranded.current.text, /新しい通知書が必要です/)
    assert.match(stranded.current.text, /03-0000-3900/)
    world.pass(days(3))
    const letter = await recoveryLetter(world, who)
    const browser = await world.browser('sakura')
    await openLetter(browser, letter)
    assert.equal(browser.current.path, '/recover')
    assert.match(browser.current.text, /これまでのパスワード/)
    await browser.submit({})
    assert.equal(browser.current.path, '/mail')
    await browser.submit({ mail: 'atarashii@mail.example' })
    const { secret } = await carryOn(world, browser, { ...letter, mail: null }, { password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(world, who, NEW_PASSWORD, secret), '/portal')
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/sign-in')
  })

  it('attack: a founding letter, however new, opens no active account', async () => {
    const who = await activeMember(world)
    const newer = await world.letterFor('sakura', who.member.accountId, world.now)
    const thief = await world.browser('sakura')
    await openLetter(thief, { ...who.member, ...newer })
    assert.match(thief.current.text, /使用済み/)
    assert.equal((await thief.open('/recover')).path, '/sign-in')
  })

  it('a retired member whose company address is dead signs in as always, with password and app', async () => {
    const who = await activeMember(world)
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/portal')
    const browser = await world.browser('sakura')
    assert.match((await browser.open('/lost')).text, /登録したメールアドレスが使えない/)
    assert.match(browser.current.text, /新しい通知書/)
  })

  it('attack: the lower half of the letter before opens nothing once a newer one has begun the account anew', async () => {
    const who = await activeMember(world, 'genkan')
    const old = who.member.letter.recoveryNumber
    world.pass(days(3))
    const letter = await recoveryLetter(world, who)
    world.pass(minutes(1))
    const browser = await world.browser()
    await openLetter(browser, letter)
    await browser.submit({})
    const { path } = await carryOn(world, browser, letter, { password: NEW_PASSWORD })
    assert.ok(path.includes('/recovery-paper'), 'the new lower half is to be kept')
    world.pass(minutes(60))
    const thief = await world.browser()
    await redeem(world, thief, who.userId)
    await lose(thief, 'totp')
    assert.equal(thief.current.path, '/recovery-code')
    assert.equal((await thief.submit({ recoveryCode: old })).status, 422)
    await thief.submit({ recoveryCode: letter.letter.recoveryNumber })
    assert.equal(thief.current.path, '/recover')
  })
})

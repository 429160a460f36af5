import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import {
  activeMember,
  enrolApp,
  eventsOf,
  lose,
  NEW_PASSWORD,
  opens,
  setPassword,
  typeMailedCode,
} from '../support/lost-things.ts'
import { redeem } from '../support/recovery.ts'
import { appCode, GOOD_PASSWORD, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('ume', 'http://ume.portal.localhost:4000', 'ume.portal.localhost', 'sakura', {
    afterReset: 'signIn',
  })
  await world.addSociety('matsu', 'http://matsu.portal.localhost:4000', 'matsu.portal.localhost', 'sakura', {
    recovery: ['letter'],
  })
})
after(() => world.close())

describe('a changed or lost phone', () => {
  it('REC-10, GAP-10: password and a mailed code set up the new one, and the old one opens nothing', async () => {
    const who = await activeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    assert.equal(browser.current.path, '/otp')
    assert.match(browser.current.html, /href="\/lost"[^>]*>使えない・なくした/)
    assert.match((await browser.open('/lost')).text, /登録済みのメールアドレスに届くワンタイムパスワード/)
    await browser.submit({ lost: 'totp' })
    assert.equal(browser.current.path, '/mail-otp')
    await typeMailedCode(world, browser)
    assert.equal(browser.current.path, '/recover')
    assert.match(browser.current.text, /これまでの認証アプリ/)
    await browser.submit({})
    assert.equal(browser.current.path, '/enrol/totp')
    const secret = await enrolApp(world, browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(world, who, GOOD_PASSWORD, secret), '/portal')
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/otp')
  })

  it('is announced by mail, without a link that signs in, and stands in the history with its rung', async () => {
    const who = await activeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    await lose(browser, 'totp')
    await typeMailedCode(world, browser)
    await browser.submit({})
    const job = world.jobs.find(({ kind }) => kind === 'recovered')
    assert.ok(job)
    const { database, keyring, directory } = world
    const message = await writeMessage({ database, keyring, directory, clock: () => world.now }, job)
    assert.equal(message?.to, who.member.mail)
    assert.match(message?.text ?? '', /使えなくなったもの：認証アプリ/)
    assert.doesNotMatch((message?.text ?? '').replace(/\S+\/not-me\/\S+/, ''), /https?:/)
    const granted = (await eventsOf(world, who)).find(({ name }) => name === 'recovery.granted')
    assert.deepEqual(granted?.detail, { rung: 'twoKinds', replaces: 'totp' })
  })

  it('goes on after an interruption: the password and a new code take it up again', async () => {
    const who = await activeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: who.userId })
    await lose(browser, 'totp')
    await typeMailedCode(world, browser)
    await browser.submit({})
    world.pass(minutes(20))
    const later = await world.browser('sakura')
    await signIn(world, later, { userId: who.userId })
    assert.equal(later.current.path, '/mail-otp')
    await typeMailedCode(world, later)
    await enrolApp(world, later)
    assert.equal(later.current.path, '/portal')
  })

  it('attack: saying that the phone is lost opens nothing by itself, and sets nothing aside', async () => {
    const who = await activeMember(world)
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    await lose(thief, 'totp')
    for (const path of ['/portal', '/recover', '/enrol/totp', '/password'])
      assert.equal((await thief.open(path)).path, '/mail-otp', path)
    assert.equal((await thief.send('/recover', {})).status, 409)
    await lose(thief, 'mailCode')
    assert.equal(thief.current.path, '/refused')
    assert.match(thief.current.text, /新しい通知書が必要です/)
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/portal')
  })

  it('attack: nobody loses what is not asked for, and nobody loses without a visit', async () => {
    const who = await activeMember(world)
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    await thief.post('/lost', { lost: 'passkey' })
    assert.equal(thief.current.path, '/lost')
    assert.equal((await thief.open('/portal')).path, '/otp')
    assert.equal((await thief.post('/lost', { lost: 'password' })).status, 400)
    const nobody = await world.browser('sakura')
    await nobody.post('/lost', { lost: 'totp' })
    assert.equal(nobody.current.path, '/sign-in')
  })

  it('REC-11: where the society offers the letter only, two kinds are not enough', async () => {
    const who = await activeMember(world, 'matsu')
    const browser = await world.browser('matsu')
    await signIn(world, browser, { userId: who.userId })
    assert.match((await browser.open('/lost')).text, /新しい通知書が必要です/)
    await browser.submit({ lost: 'totp' })
    assert.equal(browser.current.path, '/refused')
    assert.match(browser.current.text, /通知書/)
  })
})

describe('a forgotten password', () => {
  it('REC-08, REC-09, REC-11: the link and the app, in another browser, set a new one; the old one is gone', async () => {
    const who = await activeMember(world)
    const browser = await world.browser('sakura')
    await redeem(world, browser, who.userId)
    assert.equal(browser.current.path, '/otp')
    await browser.submit({ otp: appCode(who.secret, world.now) })
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    assert.equal(browser.current.path, '/password')
    assert.match(browser.current.text, /パスワードを変更する必要があります。/)
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/sign-in', 'the forgotten one is gone already')
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(world, who, NEW_PASSWORD, who.secret), '/portal')
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/sign-in')
  })

  it('REC-09: ends at the sign-in page where the society wants it', async () => {
    const who = await activeMember(world, 'ume')
    const browser = await world.browser('ume')
    await redeem(world, browser, who.userId)
    await browser.submit({ otp: appCode(who.secret, world.now) })
    await browser.submit({})
    await setPassword(browser)
    assert.equal(browser.current.path, '/refused')
    assert.match(browser.current.text, /再設定が完了しました/)
    assert.equal((await browser.open('/portal')).path, '/refused')
    assert.equal(await opens(world, who, NEW_PASSWORD, who.secret), '/portal')
  })

  it('attack: one mailbox reaches nothing but a question, over any number of links', async () => {
    const who = await activeMember(world)
    for (const lost of [['totp'], ['totp', 'mailCode']]) {
      world.pass(minutes(10))
      const thief = await world.browser('sakura')
      await redeem(world, thief, who.userId)
      assert.equal(thief.current.path, '/otp')
      for (const method of lost) await thief.post('/lost', { lost: method })
      assert.match((await thief.open('/portal')).path, /refused|otp/)
    }
    assert.equal(await opens(world, who, GOOD_PASSWORD, who.secret), '/portal')
  })

  it('attack: a thief with the mailbox and the forgotten password meets the one that the member has set', async () => {
    const who = await activeMember(world)
    const browser = await world.browser('sakura')
    await redeem(world, browser, who.userId)
    await browser.submit({ otp: appCode(who.secret, world.now) })
    await browser.submit({})
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId: who.userId })
    assert.equal(thief.current.path, '/sign-in')
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
  })
})

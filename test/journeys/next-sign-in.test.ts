import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours } from '../../src/kernel/clock.ts'
import { activate, carryOn, GOOD_PASSWORD, openLetter, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const WAKABA = 'wakaba.portal.localhost'

describe('a method that is set up at the next sign-in', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await world.addSociety('wakaba', `http://${WAKABA}:4000`, WAKABA, 'wakaba')
  })
  after(() => world.close())

  let count = 0
  async function firstSitting() {
    count += 1
    const mail = `later-${count}@mail.example`
    const member = await world.member('wakaba', { mail })
    const browser = await world.browser('wakaba')
    const { path } = await activate(world, browser, member)
    return { member, mail, browser, path }
  }

  it('FST-02 FST-10…FST-13 CON-08 the portal opens with its services locked, says what is left and until when, and so does the log-out page', async () => {
    const { browser, path } = await firstSitting()
    assert.deepEqual(path, ['/letter', '/terms', '/mail', '/mail/code', '/method', '/password', '/portal'])
    const { text, html } = browser.current
    assert.match(text, /あと1つ：認証方法/)
    assert.match(text, /2026年12月5日を過ぎると、続きには新しい通知書が必要になります。/)
    assert.doesNotMatch(html, /<a class="tile"/)
    assert.match(html, /href="\/sign-in\?again=yes&amp;notice=setUpMethod"/)
    await browser.open('/sign-out')
    assert.match(browser.current.text, /あと1つ：認証方法 認証方法の設定がまだ済んでいません。.*2026年12月5日まで/)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal', 'nobody is made to sign out')
  })

  it('FST-10 FST-11 FST-16 LGN-13 the next sign-in takes the password and a code to the verified address, then sets the method up and opens the services', async () => {
    const { browser, mail, member } = await firstSitting()
    await signOut(browser)
    await browser.open('/sign-in')
    await signIn(world, browser, { userId: mail })
    assert.equal(browser.current.path, '/mail-otp')
    const sent = await world.lastCode()
    assert.deepEqual([sent.kind, sent.address], ['proveCode', mail])
    const { path, secret } = await carryOn(world, browser, member)
    assert.deepEqual(path, ['/mail-otp', '/enrol/totp', '/portal'])
    assert.match(browser.current.html, /<a class="tile"/)
    assert.match(browser.current.text, /設定が完了しました。/)
    assert.doesNotMatch(browser.current.text, /ログイン方法が1つだけです/, 'whoever has just begun is left in peace')
    await signOut(browser)
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /設定が完了しました。/)
  })

  it('FST-11 the button of the portal leads to that sign-in at once, in the same browser', async () => {
    const { browser, mail, member } = await firstSitting()
    await browser.open('/sign-in?again=yes&notice=setUpMethod')
    assert.match(
      browser.current.text,
      /認証方法の設定を続けます。先ほど設定したパスワードで、もう一度ログインしてください。/,
    )
    await browser.submit({ userId: mail, password: GOOD_PASSWORD })
    const { path } = await carryOn(world, browser, member)
    assert.deepEqual(path, ['/mail-otp', '/enrol/totp', '/portal'])
  })

  it('FST-10 a visit with locked services stays as it is when the method is set up elsewhere; the next one is asked for it', async () => {
    const { browser, mail, member } = await firstSitting()
    const elsewhere = await world.browser('wakaba')
    await signIn(world, elsewhere, { userId: mail })
    const { secret } = await carryOn(world, elsewhere, member)
    await browser.open('/portal')
    assert.notEqual(browser.current.html.includes('<a class="tile"'), true, 'what this visit has shown is not enough')
    const third = await world.browser('wakaba')
    await signIn(world, third, { userId: mail, secret })
    assert.equal(third.current.path, '/portal')
  })

  it('FST-12 after 14 days only a new letter goes on, and the page says so', async () => {
    const { browser, mail, member } = await firstSitting()
    await signOut(browser)
    world.pass(days(14) - hours(1))
    await signIn(world, browser, { userId: mail })
    assert.equal(browser.current.path, '/mail-otp', 'on the last day')
    await signOut(browser)
    world.pass(hours(2))
    const sent = world.jobs.length
    await signIn(world, browser, { userId: mail })
    assert.equal(browser.current.path, '/refused')
    assert.equal(browser.current.heading, '新しい通知書が必要です')
    assert.match(browser.current.text, /認証方法を設定できる期間が過ぎた/)
    assert.match(browser.current.html, /href="\/letter"/)
    assert.equal(world.jobs.length, sent, 'no code is sent any more')
    const again = { ...member, ...(await world.letterFor('wakaba', member.accountId, world.now)) }
    world.pass(60_000)
    await openLetter(browser, again)
    const { path } = await carryOn(world, browser, again)
    assert.equal(path.at(-1), '/portal')
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { activate, carryOn, GOOD_PASSWORD, openLetter, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const NEXT_PASSWORD = 'yamabiko-no-Oka61'

describe('a sitting that was interrupted', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  /** Somebody who stops at `until`; the browser is gone and the visit runs out of time. */
  async function stopped(until: string, society = 'sakura') {
    people += 1
    const mail = `stop-${people}@mail.example`
    const userId = `stop-2026-${people}`
    const member = await world.member(society, { mail })
    await activate(world, await world.browser(society), member, { until, userId })
    world.pass(hours(1))
    return { member, mail, userId }
  }

  const REST = ['/terms', '/mail', '/mail/code', '/method', '/password', '/enrol/totp', '/portal']

  it('FST-06…09: before the address is verified goes on with the letter where it stopped, on any device', async () => {
    for (const until of ['/terms', '/mail', '/mail/code']) {
      const { member, userId } = await stopped(until)
      const browser = await world.browser('sakura')
      const { path } = await activate(world, browser, member, { userId })
      // Whose address it is must be said by whoever sits here now.
      const from = until === '/mail/code' ? '/mail' : until
      assert.deepEqual(path, ['/letter', ...REST.slice(REST.indexOf(from))])
    }
  })

  it('FST-06…09: once the address is verified also needs a code to it, before anything else', async () => {
    for (const until of ['/method', '/password']) {
      const { member, mail, userId } = await stopped(until)
      const browser = await world.browser('sakura')
      await openLetter(browser, member)
      assert.equal(browser.current.path, '/mail-otp')
      const sent = await world.lastCode()
      assert.deepEqual([sent.address, sent.kind], [mail, 'proveCode'])
      for (const path of [...REST, '/recovery-paper']) {
        await browser.open(path)
        assert.equal(browser.current.path, '/mail-otp')
      }
      await browser.submit({ mailCode: sent.code })
      assert.equal(browser.current.path, until)
      await carryOn(world, browser, member, { userId })
      assert.equal(browser.current.path, '/portal')
    }
  })

  it('FST-06…09: once the password is set goes on by signing in and a code to the address, not by the letter', async () => {
    const { member, mail, userId } = await stopped('/enrol/totp')
    const letter = await world.browser('sakura')
    await openLetter(letter, member)
    assert.equal(letter.current.heading, 'この通知書は使用済みです')
    for (const typed of [userId, mail]) {
      const browser = await world.browser('sakura')
      await signIn(world, browser, { userId: typed })
      assert.equal(browser.current.path, '/mail-otp')
      assert.equal(browser.current.heading, 'ワンタイムパスワード (OTP) メール認証')
      await browser.submit({ mailCode: (await world.lastCode()).code })
      assert.equal(browser.current.path, '/enrol/totp')
    }
  })

  it('FST-06…09: after the app only what is left is asked', async () => {
    const { mail, member } = await stopped('/recovery-paper', 'genkan')
    const letter = await world.browser()
    await openLetter(letter, member)
    assert.equal(letter.current.status, 409)
    const browser = await world.browser()
    await signIn(world, browser, { userId: mail })
    assert.equal(browser.current.path, '/otp', 'the app is owned now, so it is asked for first')
  })

  it('MOT-02…06, MOT-08: the code to the address: words, wrong, late, again, and how often', async () => {
    const { member, mail } = await stopped('/password')
    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    const { text, html } = browser.current
    for (const words of [
      '受信したワンタイムパスワードを入力してください。',
      '※メールが届かない場合は再送信を選択してください',
      '【ゲンカン】ワンタイムパスワードのお知らせ',
      `${mail.slice(0, 2)}***@mail.example`,
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /<button[^>]*>実行<\/button>/)
    assert.match(html, /<button[^>]*>再送信<\/button>/)
    const { code } = await world.lastCode()
    assert.match(code, /^\d{6}$/)
    await browser.submit({ mailCode: code === '111111' ? '111112' : '111111' })
    assert.match(browser.current.text, /ワンタイムパスワードが正しくありません。/)
    const sent = world.jobs.length
    await browser.submit({ action: 'resend' })
    assert.equal(world.jobs.length, sent, 'too early')
    assert.match(browser.current.text, /送信したばかりです。/)
    world.pass(minutes(5))
    await browser.submit({ action: 'resend' })
    assert.equal((await world.lastCode()).code, code)
    assert.match(browser.current.text, /メールをもう一度送信しました。/)
    world.pass(minutes(5))
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /有効期限が切れています。/)
    await browser.submit({ action: 'resend' })
    const fresh = (await world.lastCode()).code
    await browser.submit({ mailCode: fresh })
    assert.equal(browser.current.path, '/password')
  })

  it('MOT-08: a resend with little time left adds a new code, and the old one stays good to its end', async () => {
    const { member } = await stopped('/password')
    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    const { code } = await world.lastCode()
    world.pass(minutes(9))
    await browser.submit({ action: 'resend' })
    assert.equal(browser.current.status, 200)
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.path, '/password')
  })

  it('a page view sends no mail', async () => {
    const { member } = await stopped('/password')
    const browser = await world.browser('sakura')
    await openLetter(browser, member)
    const sent = world.jobs.length
    for (let count = 0; count < 5; count += 1) {
      world.pass(minutes(1))
      await browser.open('/mail-otp')
    }
    assert.equal(world.jobs.length, sent)
  })

  it('a code is bound to the visit that asked for it', async () => {
    const { member } = await stopped('/password')
    const [one, other] = [await world.browser('sakura'), await world.browser('sakura')]
    await openLetter(one, member)
    const { code } = await world.lastCode()
    await openLetter(other, member)
    const theirs = (await world.lastCode()).code
    if (code !== theirs) {
      await other.submit({ mailCode: code })
      assert.equal(other.current.status, 422)
    }
    await other.submit({ mailCode: theirs })
    assert.equal(other.current.path, '/password')
  })

  it('after 14 days a password without an app needs a new letter, and says so', async () => {
    const { userId } = await stopped('/enrol/totp')
    world.pass(days(14) - hours(2))
    const inTime = await world.browser('sakura')
    await signIn(world, inTime, { userId })
    assert.equal(inTime.current.path, '/mail-otp')
    world.pass(hours(2))
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    assert.equal(browser.current.path, '/refused')
    assert.equal(browser.current.status, 403)
    assert.equal(browser.current.heading, '新しい通知書が必要です')
    for (const path of ['/enrol/totp', '/portal', '/mail-otp']) {
      await browser.open(path)
      assert.equal(browser.current.path, '/refused')
    }
  })

  it('a new letter sets the leftover password and address aside: both are asked anew, and the old password is dead', async () => {
    const { member, mail, userId } = await stopped('/enrol/totp')
    world.pass(days(20))
    const newer = { ...member, mail: `new-${mail}`, ...(await world.letterFor('sakura', member.accountId, world.now)) }
    world.pass(days(1))
    const browser = await world.browser('sakura')
    await openLetter(browser, newer)
    const { path } = await carryOn(world, browser, newer, { userId, password: NEXT_PASSWORD })
    assert.deepEqual(path, ['/mail', '/mail/code', '/password', '/enrol/totp', '/portal'])
    const old = await world.browser('sakura')
    for (const who of [
      { userId, password: GOOD_PASSWORD },
      { userId: mail, password: NEXT_PASSWORD },
    ]) {
      await signIn(world, old, who)
      assert.equal(old.current.status, 422)
    }
    await signIn(world, old, { userId, password: NEXT_PASSWORD })
    assert.equal(old.current.path, '/otp')
  })
})

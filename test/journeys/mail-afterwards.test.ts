import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { activate, carryOn, GOOD_PASSWORD, openLetter, signIn, signOut } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

describe('an address that is verified afterwards, and none at all', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    const at = (name: string) => `${name}.portal.localhost`
    const add = (name: string, preset: 'hinode' | 'genkan', changes: object = {}) =>
      world.addSociety(name, `http://${at(name)}:4000`, at(name), preset, changes)
    await add('hinode', 'hinode', { signInWith: 'idOrMail' })
    await add('without', 'genkan', { mail: 'optional', userId: 'required' })
  })
  after(() => world.close())

  let count = 0
  async function activated(): Promise<{
    member: Member
    browser: Browser
    userId: string
    mail: string
    secret: string
  }> {
    count += 1
    const mail = `afterwards-${count}@mail.example`
    const userId = `hinode-${1000 + count}`
    const member = await world.member('hinode', { mail })
    const browser = await world.browser('hinode')
    const { path, secret } = await activate(world, browser, member, { userId })
    assert.deepEqual(path, ['/letter', '/terms', '/method', '/password', '/mail', '/enrol/totp', '/portal'])
    return { member, browser, userId, mail, secret }
  }

  it('FST-05 CON-03 the sitting goes on; the portal reminds, and the mailed code verifies from there', async () => {
    const { browser, mail, secret } = await activated()
    assert.match(
      browser.current.text,
      /メールアドレスの確認をお願いします a\S+@mail\.example の確認がまだ済んでいません/,
    )
    const other = await world.browser('hinode')
    await other.open('/sign-in')
    await other.submit({ userId: mail, password: GOOD_PASSWORD })
    assert.match(
      other.current.text,
      /無効なユーザIDまたはパスワードです。/,
      'an address that nobody verified opens nothing',
    )
    await browser.open('/mail/verify')
    await browser.submit({ mailCode: '000000' })
    assert.match(browser.current.text, /ワンタイムパスワードが正しくありません/)
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /メールアドレスの確認をお願いします/)
    await browser.open('/mail/verify')
    assert.equal(browser.current.path, '/portal', 'nothing is left to verify')
    await signIn(world, other, { userId: mail, secret })
    assert.equal(other.current.path, '/portal')
  })

  it('CON-03 the mailed link verifies it a day later, on a device where nobody is signed in', async () => {
    const { browser, userId, secret } = await activated()
    const { link } = await world.lastCode()
    await signOut(browser)
    world.pass(20 * 60 * 60_000)
    const mailApp = await world.browser('hinode')
    await mailApp.open(link)
    await mailApp.submit({})
    assert.equal(mailApp.current.heading, 'メールアドレスを確認しました')
    assert.equal(mailApp.cookies.size, 0)
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /確認がまだ済んでいません/)
  })

  it('EML-19 in a later visit the mail is sent again; it is never asked for in the way', async () => {
    const { browser, userId, secret } = await activated()
    await signOut(browser)
    world.pass(3 * 24 * 60 * 60_000)
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
    const sent = world.jobs.length
    await browser.open('/mail/verify')
    assert.equal(world.jobs.length, sent, 'looking sends nothing')
    await browser.submit({ action: 'resend' })
    assert.equal(browser.current.path, '/mail/verify')
    assert.match(browser.current.text, /に確認のメールを送信しました。/)
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/portal')
  })

  it('EML-19 a wrong address is corrected with a fresh sign-in only', async () => {
    const { browser, userId, secret, member } = await activated()
    await browser.open('/mail/verify')
    world.pass(10 * 60_000)
    await browser.submit({ action: 'otherAddress' })
    assert.match(browser.current.text, /もう一度ログインが必要です/)
    await signOut(browser)
    await signIn(world, browser, { userId, secret })
    await browser.open('/mail/verify')
    await browser.submit({ action: 'otherAddress' })
    assert.equal(browser.current.path, '/mail')
    await browser.submit({ mail: 'corrected@mail.example' })
    assert.equal(browser.current.path, '/portal')
    const { address, code } = await world.lastCode()
    assert.equal(address, 'corrected@mail.example')
    await browser.open('/mail/verify')
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.path, '/portal')
    assert.ok(member)
  })

  it('CON-03 no code that proves anything goes to it: whoever is interrupted before the method needs another letter', async () => {
    const member = await world.member('hinode', { mail: 'broken-off@mail.example' })
    const browser = await world.browser('hinode')
    await activate(world, browser, member, { userId: 'broken-off-1', until: '/enrol/totp' })
    await signOut(browser)
    const sent = world.jobs.length
    await signIn(world, browser, { userId: 'broken-off-1' })
    assert.equal(browser.current.heading, '新しい通知書が必要です')
    assert.equal(world.jobs.length, sent)
  })

  it('GAP-14 without an address: it says once that there is none, and is not asked again', async () => {
    const member = await world.member('without')
    const browser = await world.browser('without')
    await activate(world, browser, member, { until: '/mail' })
    assert.match(browser.current.text, /メールアドレスの登録は任意です。/)
    await browser.submit({ action: 'decline' })
    assert.equal(browser.current.path, '/method')
    world.pass(60_000)
    const elsewhere = await world.browser('without')
    await openLetter(elsewhere, member)
    assert.equal(elsewhere.current.path, '/mail', 'what another sitting said does not count for whoever sits here')
    await elsewhere.submit({ action: 'decline' })
    const { secret } = await carryOn(world, elsewhere, member, { userId: 'no-address-1' })
    await signOut(elsewhere)
    await signIn(world, elsewhere, { userId: 'no-address-1', secret })
    assert.equal(elsewhere.current.path, '/portal')
  })

  it('EML-09 where an address is needed nobody goes on without one, whatever is posted', async () => {
    const member = await world.member('genkan')
    const browser = await world.browser('genkan')
    await activate(world, browser, member, { until: '/mail' })
    await browser.submit({ action: 'decline' })
    assert.equal(browser.current.path, '/mail')
    assert.match(browser.current.text, /メールアドレスを入力してください。/)
  })
})

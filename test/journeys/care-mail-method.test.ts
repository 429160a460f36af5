/** Self-care: mailed codes in the list of methods. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addApp, told } from '../support/care.ts'
import { Person } from '../support/person.ts'
import { appCode, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('mailed codes as a method', () => {
  /** Signed in with password and mailed code, the list open. */
  async function withMailedCodes() {
    const person = await Person.active(world, 'sakura', 'mailCode')
    await person.signIn()
    const { html } = await person.browser.open('/sign-in-methods')
    const path = /href="(\/sign-in-methods\/device\/[^"]+\/delete)"/.exec(html)?.[1] ?? ''
    return { person, path }
  }
  const stored = async ({ member }: Person) => {
    const { id } = await world.society('sakura')
    return world.database.inSociety(id, (tx) =>
      tx.selectFrom('mail_method').selectAll().where('account_id', '=', member.accountId).executeTakeFirstOrThrow(),
    )
  }

  it('LMP-22, LMP-23: stand in the list, stay while they are the last method, and go once another one has signed in', async () => {
    const { person, path } = await withMailedCodes()
    const { browser } = person
    assert.match(browser.current.text, /ワンタイムパスワード \(OTP\) メール認証/)
    assert.ok(browser.current.text.includes(person.mail))
    assert.doesNotMatch(browser.current.html, /の名前の変更/)
    await browser.open(path)
    assert.match(browser.current.text, /最後のログイン方法は削除できません/)
    assert.match(browser.current.html, /href="\/sign-in-methods"[^>]*>認証方法を追加する/)
    await browser.post(path, {})
    assert.equal((await stored(person)).removed_at, null)
    const secret = await addApp(world, browser, '新しい電話')
    await browser.open(path)
    assert.match(browser.current.text, /今回のログインに使用した認証方法です/)
    await browser.post(path, {})
    assert.equal((await stored(person)).removed_at, null)
    await signOut(browser)
    await signIn(world, browser, { userId: person.userId, password: person.password ?? '' })
    await browser.open('/otp')
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    await browser.open(path)
    assert.match(browser.current.text, /認証方法の削除.*メールで届くワンタイムパスワードでのログインをやめます/)
    await browser.submit({})
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /削除しました。/)
    assert.ok(!browser.current.text.includes(person.mail))
    assert.equal(told(world, person.member.accountId, 'method'), 1)
    assert.match((await browser.open('/history')).text, /OTPメール認証を削除しました/)
    await signOut(browser)
    await signIn(world, browser, { userId: person.userId, password: person.password ?? '' })
    assert.equal(browser.current.path, '/otp')
    assert.doesNotMatch(browser.current.html, /value="mailCode"/)
    assert.equal((await browser.open('/mail-otp')).path, '/otp')
  })

  it('attack: another member’s address is no method here, and no name can be given', async () => {
    const { path } = await withMailedCodes()
    const { person, path: own } = await withMailedCodes()
    await addApp(world, person.browser, '電話')
    assert.equal((await person.browser.open(path)).status, 410)
    await person.browser.post(path, {})
    assert.equal(person.browser.current.status, 410)
    await person.browser.post(own.replace('/delete', ''), { name: '名前' })
    assert.equal(person.browser.current.status, 410)
  })
})

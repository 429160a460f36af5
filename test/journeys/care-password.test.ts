/** Self-care: the password. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { NEW_PASSWORD, newPassword, personWithApp, told } from '../support/care.ts'
import { GOOD_PASSWORD, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('the password', () => {
  it('PWD-13…PWD-16, SES-01, SES-05: 更新 leads to the form, 実行 back to the list with a new date', async () => {
    const { browser, userId, secret, member } = await personWithApp(world)
    world.pass(minutes(2))
    await browser.open('/sign-in-methods/password')
    for (const words of ['実行', '戻る', '全てのデバイスからサインアウトする'])
      assert.ok(browser.current.text.includes(words))
    assert.match(browser.current.html, /name="signOutEverywhere"[^>]*checked/)
    await browser.submit(newPassword)
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /作成日が変更していることを確認してください。/)
    assert.equal(told(world, member.accountId, 'password'), 1)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    assert.equal(other.current.status, 422)
    await signIn(world, other, { userId, password: NEW_PASSWORD, secret })
    assert.equal(other.current.path, '/portal')
  })

  it('PWD-18: changing the password is for who is signed in; anybody else is led to signing in', async () => {
    const { browser } = await personWithApp(world)
    const stranger = await world.browser('sakura')
    await stranger.open('/sign-in-methods/password')
    assert.equal(stranger.current.path, '/sign-in')
    await browser.open('/sign-in-methods/password')
    assert.equal(browser.current.path, '/sign-in-methods/password')
  })

  it('PWD-17, RAU-06, CON-27: without a fresh proof the password and the code come first', async () => {
    const { browser, prove } = await personWithApp(world)
    world.pass(minutes(6))
    await browser.open('/sign-in-methods/password')
    assert.equal(browser.current.path, '/password/confirm/for/password')
    await prove()
    assert.equal(browser.current.path, '/sign-in-methods/password')
  })

  it('PWD-18: only whoever can sign in changes it here; everybody else is led to the sign-in page, and to the way back', async () => {
    const { userId, member } = await personWithApp(world)
    const nobody = await world.browser('sakura')
    assert.equal((await nobody.open('/sign-in-methods/password')).path, '/sign-in')
    assert.match(nobody.current.html, /href="\/forgot-password"/)
    await nobody.post('/sign-in-methods/password', newPassword)
    assert.equal(nobody.current.path, '/sign-in')
    const half = await world.browser('sakura')
    await signIn(world, half, { userId })
    assert.equal((await half.open('/sign-in-methods/password')).path, '/otp/for/password')
    await half.post('/sign-in-methods/password', newPassword)
    assert.equal(half.current.path, '/otp')
    assert.equal(told(world, member.accountId, 'password'), 0)
  })

  it('the password in use, a short one and two that differ come back with a sentence; nothing changes', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    for (const [first, second, words] of [
      [GOOD_PASSWORD, GOOD_PASSWORD, '現在ご使用中のパスワードでは更新できません。'],
      ['kurz', 'kurz', 'パスワードは8文字以上で入力してください。'],
      [NEW_PASSWORD, 'yama-no-Kaze-1985', '2つのパスワードが一致しません。'],
    ] as const) {
      await browser.open('/sign-in-methods/password')
      await browser.submit({ newPassword: first, newPasswordAgain: second })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(words), words)
    }
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    assert.equal(other.current.path, '/portal')
  })

  it('SES-01, SES-06: 全てのデバイスからサインアウトする ends every other visit at once, and this one stays', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    await browser.open('/sign-in-methods/password')
    await browser.submit(newPassword)
    await other.open('/portal')
    assert.equal(other.current.status, 401)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('SES-06: without the tick other signed-in visits stay, and half-signed-in ones end (invariant 8)', async () => {
    const { browser, userId, secret } = await personWithApp(world)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    const half = await world.browser('sakura')
    await signIn(world, half, { userId })
    await browser.post('/sign-in-methods/password', newPassword)
    await other.open('/portal')
    assert.equal(other.current.path, '/password/confirm', 'it is asked for the new one')
    await other.submit({ password: NEW_PASSWORD })
    assert.equal(other.current.path, '/portal')
    await half.open('/otp')
    assert.equal(half.current.status, 401)
  })

  it('invariant 4: what was changed here proves nothing more here; later changes ask to sign in again', async () => {
    const { browser } = await personWithApp(world)
    await browser.open('/sign-in-methods/password')
    await browser.submit(newPassword)
    world.pass(minutes(6))
    await browser.open('/profile/mail')
    assert.equal(browser.current.path, '/refused/for/mail')
    assert.match(browser.current.text, /もう一度ログインしてください/)
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.open('/sign-in?again=yes')
    assert.equal(browser.current.path, '/sign-in')
  })
})

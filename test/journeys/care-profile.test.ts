/** プロフィール: what members change about themselves while they are signed in. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { personWithApp } from '../support/care.ts'
import { GOOD_PASSWORD, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const person = () => personWithApp(world)

describe('the profile', () => {
  it('PLT-31…PLT-33, PRF-01…PRF-09, DIF-07, CON-22, CON-28: the menu leads there; what it shows, and who corrects the name', async () => {
    const { browser, userId, mail } = await person()
    assert.match(browser.current.html, /<nav class="menu-wide"[\s\S]*href="\/profile"[\s\S]*プロフィール変更/)
    assert.match(
      browser.current.html,
      /<details class="menu-phone"[\s\S]*href="\/sign-in-methods"[^>]*>ログイン方法変更/,
    )
    await browser.open('/profile')
    assert.equal(browser.current.heading, 'プロフィール')
    for (const words of [
      'プロフィールを管理する',
      '全般',
      '言語',
      'ユーザID',
      '利用不可文字一覧を見る',
      'ユーザー名',
      'メールアドレス',
      'Eメール変更',
      '仮IDフラグ',
      '認証方法',
      '変更',
      '戻る',
      'ポータルに戻る',
      '青木 さくら',
      mail,
      'ユーザー名の修正は、ご加入の健保組合までお問い合わせの上、お手続きをお願いします。',
    ])
      assert.ok(browser.current.text.includes(words), words)
    assert.ok(browser.current.html.includes(`value="${userId}"`))
    assert.doesNotMatch(browser.current.html, /name="name"/)
  })

  it('PRF-02, GAP-11: the language is kept with the account: in this browser, in another one, and in its mails', async () => {
    const { browser, userId, secret, member } = await person()
    await browser.open('/profile')
    await browser.submit({ language: 'en' })
    assert.equal(browser.current.heading, 'Profile')
    assert.match(browser.current.text, /Your changes were saved/)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId, secret })
    assert.match(other.current.html, /<html lang="en">/)
    const { id } = await world.society('sakura')
    const row = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('account').select('language').where('id', '=', member.accountId).executeTakeFirstOrThrow(),
    )
    assert.equal(row.language, 'en')
  })

  it('a form that was sent with the language as it was says nothing of a language in the history', async () => {
    const { browser, userId } = await person()
    await browser.open('/profile')
    await browser.submit({ language: 'ja', userId: `neu-${userId}` })
    await browser.open('/history')
    assert.match(browser.current.text, /ユーザIDを変更しました/)
    assert.doesNotMatch(browser.current.text, /言語を変更しました/)
  })

  it('UID-46, RAU-02, PRF-10, GAP-12: a new user ID with a fresh proof, told by mail; the old one opens nothing', async () => {
    const { browser, userId, secret, member } = await person()
    await browser.open('/profile')
    await browser.submit({ userId: `neu-${userId}` })
    assert.equal(browser.current.path, '/profile')
    assert.match(browser.current.text, /変更しました。/)
    assert.match(browser.current.html, new RegExp(`value="neu-${userId}"`))
    const told = world.jobs.findLast((job) => job.kind === 'changed')
    assert.equal(told?.kind === 'changed' && told.what, 'userId')
    assert.equal(told && 'accountId' in told && told.accountId, member.accountId)
    const other = await world.browser('sakura')
    await signIn(world, other, { userId })
    assert.equal(other.current.status, 422)
    await signIn(world, other, { userId: `neu-${userId}`, secret })
    assert.equal(other.current.path, '/portal')
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('RAU-01…RAU-04, RAU-10, CON-25, GAP-12: after five minutes the password and the code are asked for first; what was typed is kept', async () => {
    const { browser, userId, prove } = await person()
    world.pass(minutes(5) + 1)
    await browser.open('/profile')
    await browser.submit({ userId: `later-${userId}`.slice(0, 13) })
    assert.equal(browser.current.path, '/password/confirm/for/profile')
    assert.equal(browser.current.heading, '続行するには再度認証してください')
    for (const words of [userId, 'パスワードを忘れた方はこちら', 'ログイン', 'さくら']) {
      assert.ok(browser.current.text.includes(words), words)
    }
    assert.match(browser.current.html, /data-eye="password"/)
    await browser.submit({ password: 'wrong-password' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /パスワードが正しくありません。/)
    await browser.submit({ password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/otp/for/profile')
    assert.match(browser.current.text, /続行するには再度認証してください/)
    assert.match(browser.current.text, /トップページへ/)
    await browser.open('/profile')
    await browser.open('/password/confirm/for/profile')
    await prove().catch(() => undefined)
    assert.equal(browser.current.path, '/otp/for/profile')
  })

  it('RAU-01, REC-10: whoever cannot show it any more is told to sign out for the way back, and keeps the portal', async () => {
    const { browser, userId } = await person()
    world.pass(minutes(6))
    await browser.open('/profile')
    await browser.submit({ userId: `neu-${userId}` })
    assert.match(browser.current.html, /href="\/lost"/)
    await browser.open('/lost')
    assert.match(browser.current.text, /いまはログイン中です。/)
    for (const href of ['/sign-out', '/portal'])
      assert.match(browser.current.html, new RegExp(`<main[\\s\\S]*href="${href}"`))
    await signOut(browser)
    assert.doesNotMatch((await browser.open('/lost')).text, /いまはログイン中です。/)
  })

  it('RAU-02: the proof leads back to the profile with what was typed, and 変更 does it', async () => {
    const { browser, userId, prove } = await person()
    world.pass(minutes(5) + 1)
    const wanted = `l-${userId}`
    await browser.open('/profile')
    await browser.submit({ userId: wanted })
    await prove()
    assert.equal(browser.current.path, '/profile')
    assert.match(browser.current.text, /もう一度「変更」を押してください。/)
    assert.match(browser.current.html, new RegExp(`value="${wanted}"`))
    await browser.submit({})
    assert.match(browser.current.text, /変更しました。/)
  })

  it('UID-48, UID-49: too short, an unusable sign, and taken, each with its sentence; what was typed stays', async () => {
    const { userId: taken } = await person()
    const { browser } = await person()
    await browser.open('/profile')
    await browser.submit({ userId: 'a!b' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /ユーザIDは8文字以上で入力してください。/)
    assert.match(browser.current.text, /利用できない文字が含まれています（!）|利用できない文字が含まれています（！）/)
    assert.match(browser.current.html, /value="a!b"/)
    await browser.submit({ userId: taken })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.html, /name="userId"[^>]*aria-invalid="true"/)
  })

  it('MTH-20…MTH-22, GAP-09: another method is set up next, and the one that is there stays and leads back', async () => {
    const { browser, member } = await person()
    await browser.open('/profile')
    await browser.submit({ method: 'passkey' })
    assert.equal(browser.current.path, '/enrol/passkey')
    assert.ok(
      world.jobs.some((job) => job.kind === 'changed' && job.what === 'method' && job.accountId === member.accountId),
    )
    await browser.post('/enrol/passkey', { method: 'totp' })
    assert.equal(browser.current.path, '/portal')
  })

  it('an aim that does not exist, or that is an address, is no page', async () => {
    const { browser } = await person()
    for (const aim of ['nowhere', 'https:%2F%2Fevil.example', '..%2Fportal', 'delete', 'delete_x', 'mail_x']) {
      const { status } = await browser.request(`/password/confirm/for/${aim}`)
      assert.equal(status, 404, aim)
    }
  })

  it('a page that asks for a proof leads on at once where nothing is asked', async () => {
    const { browser } = await person()
    await browser.open('/otp/for/profile')
    assert.equal(browser.current.path, '/profile')
    await browser.open('/otp')
    assert.equal(browser.current.path, '/portal')
  })

  it('attack: a form from another origin changes nothing', async () => {
    const { browser, userId } = await person()
    const body = new URLSearchParams({ userId: 'evil-0001' })
    const answer = await browser.request('/profile', {
      method: 'POST',
      body,
      headers: { origin: 'http://aoba.portal.localhost:4000' },
    })
    assert.equal(answer.status, 403)
    await browser.open('/profile')
    assert.match(browser.current.html, new RegExp(`value="${userId}"`))
  })

  it('attack: a half-signed-in visit reaches no page of self-care', async () => {
    const { userId } = await person()
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId })
    assert.equal(thief.current.path, '/otp')
    for (const path of ['/profile', '/password/confirm/for/profile']) {
      await thief.open(path)
      assert.match(thief.current.path, /^\/otp(\/for\/profile)?$/, path)
      await thief.post(path, { userId: 'stolen-id', password: GOOD_PASSWORD })
      assert.match(thief.current.path, /^\/otp/, path)
    }
  })

  it('a visit that stood still for 20 minutes is asked for a proof, not ended', async () => {
    const { browser, prove } = await person()
    world.pass(minutes(20))
    await browser.open('/profile')
    await browser.submit({ userId: 'after-20-min' })
    await prove()
    assert.equal(browser.current.path, '/profile')
  })
})

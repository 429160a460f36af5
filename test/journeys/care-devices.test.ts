/** ログイン方法変更: apps and passkeys of somebody who is signed in. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import {
  addApp,
  listed,
  newPassword,
  passkeySignIn,
  personWithApp,
  personWithPasskey,
  personWithTwoApps,
  told,
} from '../support/care.ts'
import { activate, appCode, offeredSecret, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('the list', () => {
  it('LMP-01…LMP-07, LMP-09, LMP-10, LMP-21, PLT-34, PRF-07: what is there, with dates, and the way to change each', async () => {
    const { browser } = await personWithApp(world)
    await browser.open('/sign-in-methods')
    assert.equal(browser.current.heading, 'ログイン方法変更')
    for (const words of [
      '基本認証',
      'パスワードを使用したログイン',
      '作成日 2026年11月21日 12:',
      '更新',
      '二要素認証',
      'Authenticatorを設定',
      '設定',
      'iPhone',
      '生体認証',
      '削除',
      'ポータルに戻る',
      '誤ってご利用中のデバイスを削除しないようご注意ください。',
      '社給用・個人用',
      '今回のログインに使用',
    ])
      assert.ok(browser.current.text.includes(words), words)
    assert.match(browser.current.text, /作成日 2026年11月21日 12:\d\d\./)
    assert.match(browser.current.html, /<summary aria-label="認証アプリのメニュー"><span aria-hidden="true">：<\/span>/)
  })

  it('a member with a passkey alone: no password yet, and it can be set', async () => {
    const { browser, member, keeper } = await personWithPasskey(world)
    await browser.open('/sign-in-methods')
    assert.match(browser.current.text, /設定されていません/)
    assert.match(browser.current.html, /data-signal="[^"]*credentialIds/)
    await browser.open('/sign-in-methods/password')
    await browser.submit(newPassword)
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.equal(told(world, member.accountId, 'password'), 1)
    await signOut(browser)
    await passkeySignIn(browser, keeper)
  })
})

describe('another device', () => {
  it('LMP-08…LMP-15, SES-03, MTH-21: an app is added, and the sign-in lets choose', async () => {
    const { browser, userId, second, other, member } = await personWithTwoApps(world)
    assert.match(browser.current.text, /会社のスマホ/)
    assert.equal(told(world, member.accountId, 'device'), 1)
    await signOut(browser)
    await signIn(world, browser, { userId })
    assert.match(browser.current.html, /type="radio"[^>]*name="device"[^>]*checked/)
    assert.match(browser.current.text, /会社のスマホ/)
    world.pass(30_000)
    await browser.submit({ device: other, otp: appCode(second, world.now) })
    assert.equal(browser.current.path, '/portal')
  })

  it('RAU-08, CON-26: adding asks for password and code where the proof is not fresh', async () => {
    for (const [page, aim] of [
      ['/sign-in-methods/totp', 'totp'],
      ['/sign-in-methods/passkey', 'passkey'],
    ] as const) {
      const { browser, prove } = await personWithApp(world)
      world.pass(minutes(6))
      await browser.open(page)
      assert.equal(browser.current.path, `/password/confirm/for/${aim}`)
      await prove()
      assert.equal(browser.current.path, page)
    }
  })

  it('LMP-07, PSK-02, PSK-03, PSK-13, SES-04: a passkey is added, named where the society asks, and listed', async () => {
    const { browser, member } = await personWithApp(world)
    const keeper = new Authenticator(browser.origin)
    await browser.open('/sign-in-methods/passkey')
    for (const words of ['セキュリティの設定', '全てのデバイスからサインアウトする', '次へ', '戻る'])
      assert.ok(browser.current.text.includes(words), words)
    await browser.submit({ credential: keeper.create(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/enrol/passkey/name/for/list')
    await browser.submit({ passkeyName: 'わたしのスマホ' })
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /わたしのスマホ/)
    assert.equal(told(world, member.accountId, 'device'), 1)
    const { id } = await world.society('sakura')
    const row = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('passkey').select('roots').where('account_id', '=', member.accountId).executeTakeFirstOrThrow(),
    )
    assert.deepEqual(row.roots, ['device', 'memory'], 'roots are stored on what is bound after activation')
  })

  it('PSK-32: a cancelled sheet comes back with 再試行 and 戻る', async () => {
    const { browser } = await personWithPasskey(world)
    await browser.open('/sign-in-methods/passkey')
    await browser.post('/sign-in-methods/passkey', { failure: 'cancelled', signOutEverywhere: 'on' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /再試行/)
    assert.match(browser.current.text, /戻る/)
  })

  it('GAP-08: five apps and no more', async () => {
    const { browser } = await personWithApp(world)
    for (const n of [2, 3, 4, 5]) {
      world.pass(30_000)
      await addApp(world, browser, `スマホ${n}`)
    }
    assert.match(browser.current.text, /登録できる数の上限です。/)
    assert.doesNotMatch(browser.current.html, /href="\/sign-in-methods\/totp"/)
    const secret = await browser.open('/sign-in-methods/totp').then(({ html }) => offeredSecret(html))
    await browser.submit({ otp: appCode(secret, world.now), deviceName: 'スマホ6' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /登録できるデバイスの数を超えています。/)
  })

  it('right after the first sitting a change asks to sign in again: what founded the account proves only that it works', async () => {
    const member = await world.member('sakura', { mail: 'fresh@mail.example' })
    const browser = await world.browser('sakura')
    await activate(world, browser, member, { userId: 'fresh-0001' })
    await browser.open('/sign-in-methods')
    assert.equal(browser.current.path, '/sign-in-methods')
    // The letter and the mailbox that was on file count for five minutes.
    world.pass(minutes(6))
    await browser.open('/sign-in-methods/totp')
    assert.equal(browser.current.path, '/refused/for/totp')
    assert.equal(browser.current.status, 403)
    assert.match(browser.current.text, /もう一度ログインしてください/)
  })
})

describe('renaming', () => {
  it('LMP-12, LMP-15: another name, empty, too long and taken ones with a sentence', async () => {
    const { browser, first } = await personWithTwoApps(world)
    const page = `/sign-in-methods/device/${first}`
    for (const [name, words] of [
      ['', 'デバイス名を入力してください。'],
      ['あ'.repeat(41), '40文字以内'],
      ['会社のスマホ', 'すでに登録されている名前以外を入力してください。'],
    ] as const) {
      await browser.open(page)
      await browser.submit({ name })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(words), words)
    }
    await browser.open(page)
    await browser.submit({ name: 'わたしのiPhone' })
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.ok((await listed(browser)).has('わたしのiPhone'))
  })
})

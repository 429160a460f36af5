/** ログイン方法変更: password, apps and passkeys of somebody who is signed in. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import { addApp, listed, passkeySignIn, personWithApp, personWithPasskey, personWithTwoApps } from '../support/care.ts'
import { Person } from '../support/person.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  const later = { enrolment: { passkey: 'sameSitting', totp: 'sameSitting' } }
  await world.addSociety('kaede', 'http://kaede.portal.localhost:4000', 'kaede.portal.localhost', 'sakura', later)
})
after(() => world.close())

const NEW_PASSWORD = 'yama-no-Kaze-1984'
const newPassword = { newPassword: NEW_PASSWORD, newPasswordAgain: NEW_PASSWORD }

const twoApps = () => personWithTwoApps(world)
const told = (accountId: string, what: string) =>
  world.jobs.filter((job) => job.kind === 'changed' && job.what === what && job.accountId === accountId).length

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
    assert.equal(told(member.accountId, 'password'), 1)
    await signOut(browser)
    await passkeySignIn(browser, keeper)
  })
})

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
    assert.equal(told(member.accountId, 'password'), 1)
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
    assert.equal(told(member.accountId, 'password'), 0)
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

describe('another device', () => {
  it('LMP-08…LMP-15, SES-03, MTH-21: an app is added, and the sign-in lets choose', async () => {
    const { browser, userId, second, other, member } = await twoApps()
    assert.match(browser.current.text, /会社のスマホ/)
    assert.equal(told(member.accountId, 'device'), 1)
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
    assert.equal(told(member.accountId, 'device'), 1)
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
    const { browser, first } = await twoApps()
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

describe('deleting', () => {
  it('LMP-16…LMP-20, LMP-22: the page asks with the name, 削除する takes it away', async () => {
    const { browser, other, member } = await twoApps()
    await browser.open(`/sign-in-methods/device/${other}/delete`)
    for (const words of ['会社のスマホ', '削除する', '戻る']) assert.ok(browser.current.text.includes(words), words)
    await browser.submit({})
    assert.equal(browser.current.path, '/sign-in-methods')
    assert.match(browser.current.text, /削除しました。/)
    assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
    assert.equal(told(member.accountId, 'device'), 2)
  })

  it('LMP-18, RAU-09: without a fresh proof the password and the code of a device that is picked come first', async () => {
    const { browser, other, userId, secret } = await twoApps()
    await signOut(browser)
    await signIn(world, browser, { userId, secret })
    world.pass(minutes(6))
    await browser.open(`/sign-in-methods/device/${other}/delete`)
    assert.equal(browser.current.path, `/password/confirm/for/delete_${other}`)
    await browser.submit({ password: GOOD_PASSWORD })
    assert.equal(browser.current.path, `/otp/for/delete_${other}`)
    assert.match(browser.current.html, /type="radio"[^>]*name="device"/)
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, `/sign-in-methods/device/${other}/delete`)
    await browser.submit({})
    assert.deepEqual([...(await listed(browser)).keys()], ['iPhone'])
  })

  it('LMP-21, LMP-23: the device that this visit was opened with stays, with the way to go on', async () => {
    const { browser, first } = await twoApps()
    await browser.open(`/sign-in-methods/device/${first}/delete`)
    assert.match(browser.current.text, /今回のログインに使用したデバイスです/)
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.equal((await listed(browser)).size, 2)
  })

  it('LMP-23: once signed in with the other one, the first can go', async () => {
    const { browser, first, other, second, userId } = await twoApps()
    await signOut(browser)
    await signIn(world, browser, { userId })
    world.pass(30_000)
    await browser.submit({ device: other, otp: appCode(second, world.now) })
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.deepEqual([...(await listed(browser)).keys()], ['会社のスマホ'])
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('attack: the last factor cannot be deleted, GAP-09; by the form neither', async () => {
    const { browser } = await personWithApp(world)
    const [id] = (await listed(browser)).values()
    await browser.open(`/sign-in-methods/device/${id}/delete`)
    assert.match(browser.current.text, /最後のログイン方法は削除できません/)
    await browser.post(`/sign-in-methods/device/${id}/delete`, {})
    assert.equal(browser.current.status, 422)
    assert.equal((await listed(browser)).size, 1)
  })

  it('attack: the last passkey of somebody without a password, beside an app that alone opens nothing', async () => {
    const { browser } = await personWithPasskey(world)
    const [id] = (await listed(browser)).values()
    await addApp(world, browser, 'アプリ')
    await browser.post(`/sign-in-methods/device/${id}/delete`, {})
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /最後のログイン方法は削除できません/)
    assert.equal((await listed(browser)).size, 2)
  })

  it('a passkey that goes opens nothing any more, and is not in what its keeper is told', async () => {
    const { browser, keeper } = await personWithPasskey(world)
    const [first] = (await listed(browser)).values()
    await browser.open('/sign-in-methods/passkey')
    const second = new Authenticator(browser.origin)
    await browser.submit({ credential: second.create(offerOf(browser.current.html)) })
    assert.equal((await listed(browser)).size, 2)
    await signOut(browser)
    await passkeySignIn(browser, second)
    await browser.post(`/sign-in-methods/device/${first}/delete`, {})
    assert.equal((await listed(browser)).size, 1)
    const gone = keeper.passkeys[0]?.id ?? ''
    assert.ok(!browser.current.html.includes(gone))
    const thief = await world.browser('genkan')
    await thief.open('/sign-in')
    await thief.post('/sign-in', { credential: keeper.get(offerOf(thief.current.html)) })
    assert.equal(thief.current.status, 422)
  })

  it('attack: a stale page: a device deleted in a second tab', async () => {
    const { browser, other } = await twoApps()
    const page = `/sign-in-methods/device/${other}/delete`
    await browser.open(page)
    const tab = browser.copy()
    await tab.post(page, {})
    assert.equal(tab.current.path, '/sign-in-methods')
    await browser.submit({})
    assert.equal(browser.current.status, 410)
    assert.match(browser.current.text, /このデバイスはすでに削除されています/)
    await browser.post(page.replace('/delete', ''), { name: 'neu' })
    assert.equal(browser.current.status, 410)
  })

  it('attack: another member’s device id', async () => {
    const victim = await twoApps()
    const { browser } = await twoApps()
    const page = `/sign-in-methods/device/${victim.other}`
    for (const path of [page, `${page}/delete`]) {
      await browser.open(path)
      assert.equal(browser.current.status, 410)
      assert.doesNotMatch(browser.current.text, /会社のスマホ/)
      await browser.post(path, { name: 'evil' })
      assert.equal(browser.current.status, 410)
    }
    assert.equal((await listed(victim.browser)).get('会社のスマホ'), victim.other)
  })

  it('attack: another society’s visit, and a device id of another society', async () => {
    const victim = await twoApps()
    const elsewhere = await world.browser('genkan')
    elsewhere.cookies.set('visit', victim.browser.cookies.get('visit') ?? '')
    await elsewhere.post(`/sign-in-methods/device/${victim.other}/delete`, {})
    assert.equal(elsewhere.current.status, 401)
    const { browser } = await personWithPasskey(world)
    await browser.post(`/sign-in-methods/device/${victim.other}/delete`, {})
    assert.equal(browser.current.status, 410)
    assert.equal((await listed(victim.browser)).size, 2)
  })

  it('attack: a form from another origin deletes nothing, and what is no id is no page', async () => {
    const { browser, other } = await twoApps()
    const answer = await browser.request(`/sign-in-methods/device/${other}/delete`, {
      method: 'POST',
      body: new URLSearchParams(),
      headers: { origin: 'https://evil.example' },
    })
    assert.equal(answer.status, 403)
    assert.equal((await listed(browser)).size, 2)
    for (const id of ['x', "'", '00000000-0000-0000-0000-00000000000g']) {
      const { status } = await browser.request(`/sign-in-methods/device/${encodeURIComponent(id)}/delete`)
      assert.equal(status, 404, id)
    }
  })

  it('attack: a half-signed-in visit adds, renames and deletes nothing', async () => {
    const { browser, other, userId } = await twoApps()
    const thief = await world.browser('sakura')
    await signIn(world, thief, { userId })
    const page = `/sign-in-methods/device/${other}`
    for (const path of [
      '/sign-in-methods',
      '/sign-in-methods/password',
      '/sign-in-methods/totp',
      '/sign-in-methods/passkey',
      page,
      `${page}/delete`,
    ]) {
      await thief.open(path)
      assert.match(thief.current.path, /^\/otp/, path)
      await thief.open('/otp')
      if (path !== '/sign-in-methods')
        await thief.post(path, { ...newPassword, name: 'evil', otp: '123456', deviceName: 'x' })
      assert.match(thief.current.path, /^\/otp/, path)
    }
    assert.equal((await listed(browser)).size, 2)
  })
})

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
    assert.equal(told(person.member.accountId, 'method'), 1)
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

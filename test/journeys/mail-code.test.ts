/** Mailed codes as a method: chosen, bound, asked for at sign-in, and beside other methods. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, minutes, seconds } from '../../src/kernel/clock.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { eventsNamed } from '../support/events-named.ts'
import {
  active,
  codesTo,
  lastJob,
  newMember,
  openMailCodeWorld,
  passwordOf,
  type,
  withBoth,
} from '../support/mail-code-sitting.ts'
import { activate, appCode, GOOD_PASSWORD, signOut } from '../support/story.ts'
import type { World } from '../support/world.ts'

const TITLE = 'ワンタイムパスワード (OTP) メール認証'

let world: World
before(async () => {
  world = await openMailCodeWorld()
})
after(() => world.close())

describe('signing in with a mailed code', () => {
  it('MOT-01…MOT-06, MOT-08: ID and password, the code of the mail, the portal', async () => {
    const { mail } = await active(world)
    const browser = await passwordOf(world, 'minato', mail)
    const { path, heading, text, html } = browser.current
    assert.deepEqual([path, heading], ['/mail-otp', TITLE])
    for (const words of [
      '受信したワンタイムパスワードを入力してください。',
      '※メールが届かない場合は再送信を選択してください',
      'co***@mail.example',
      'no-reply@sakura.example',
      '【ゲンカン】ワンタイムパスワードのお知らせ（…）',
      '10分間有効です',
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /<label class="label" for="mailCode">ワンタイムパスワード/)
    for (const button of ['実行', '再送信']) assert.match(html, new RegExp(`<button[^>]*>${button}</button>`))
    assert.match((await world.lastCode()).code, /^\d{6}$/)
    await type(world, browser)
    assert.equal(browser.current.path, '/portal')
  })

  it('MSG-05, MSG-07, MSG-08: what arrives says what it is, the code on a line of its own, until when and for whom', async () => {
    const { mail } = await active(world)
    await passwordOf(world, 'minato', mail)
    const job = world.jobs.at(-1)
    assert.equal(job?.kind, 'proveCode')
    const written = await writeMessage({ ...world, clock: () => world.now }, job)
    const { code } = await world.lastCode()
    assert.match(written?.subject ?? '', /^【ゲンカン】ワンタイムパスワードのお知らせ（\d\d:\d\d）$/)
    assert.match(written?.text ?? '', new RegExp(`^ゲンカンにログインするためのワンタイムパスワード\n\n${code}\n\n`))
    for (const words of [
      '有効期限：',
      'お申し込みの日時：',
      'もしゲンカンにお心当たりがない場合は、恐れ',
      'さくら健康保険組合',
    ])
      assert.ok(written?.text.includes(words), words)
    assert.equal(written?.to, mail)
  })

  it('MOT-08: 再送信 sends the same code after 30 seconds, five times', async () => {
    const { mail } = await active(world)
    const browser = await passwordOf(world, 'minato', mail)
    const { code } = await world.lastCode()
    await browser.submit({ action: 'resend' })
    assert.match(browser.current.text, /送信したばかりです/)
    for (let times = 1; times <= 5; times += 1) {
      world.pass(seconds(30))
      await browser.submit({ action: 'resend' })
      assert.deepEqual([browser.current.status, browser.current.path], [200, '/mail-otp'])
      assert.equal((await world.lastCode()).code, code)
    }
    assert.match(browser.current.text, /再送信できる回数を超えました。/)
    await type(world, browser, code)
    assert.equal(browser.current.path, '/portal')
  })

  it('MSG-15: two visits of one minute get two subjects, so that no mail hides the other', async () => {
    const { mail } = await active(world)
    const subjects: (string | undefined)[] = []
    for (let times = 0; times < 3; times += 1) {
      await passwordOf(world, 'minato', mail)
      subjects.push((await writeMessage({ ...world, clock: () => world.now }, lastJob(world)))?.subject)
    }
    assert.equal(new Set(subjects).size, 3, subjects.join())
    world.pass(minutes(1))
    await passwordOf(world, 'minato', mail)
    assert.match(
      (await writeMessage({ ...world, clock: () => world.now }, lastJob(world)))?.subject ?? '',
      /\d\d:\d\d）$/,
    )
  })

  it('a code works only in the visit that asked for it, once, and for ten minutes', async () => {
    const { member, mail } = await active(world)
    const one = await passwordOf(world, 'minato', mail)
    const { code } = await world.lastCode()
    const other = await passwordOf(world, 'minato', mail)
    await type(world, other, code)
    assert.match(other.current.text, /ワンタイムパスワードが正しくありません/)
    const tab = one.copy()
    await type(world, one, code)
    assert.equal(one.current.path, '/portal')
    const proven = await eventsNamed(world, member.society, 'factor.proven', member.accountId)
    for (const again of [tab, one]) await again.post('/mail-otp', { mailCode: code })
    assert.equal(await eventsNamed(world, member.society, 'factor.proven', member.accountId), proven)
    world.pass(minutes(10))
    await type(world, other)
    assert.match(other.current.text, /有効期限が切れています/)
  })

  it('invariant 2: who goes by mailed codes comes to no page before one was typed', async () => {
    const { mail } = await active(world)
    const browser = await passwordOf(world, 'minato', mail)
    for (const path of ['/portal', '/password', '/method', '/mail', '/terms', '/enrol/passkey']) {
      await browser.open(path)
      assert.equal(browser.current.path, '/mail-otp', path)
      const { path: at, status } = await browser.post(path, { method: 'passkey' })
      assert.ok(at !== '/portal' || status === 405)
    }
  })

  it('GAP-02, LCK-03: ten wrong codes, in however many visits, close the way for strangers; a known browser has its own', async () => {
    const { mail, browser } = await active(world)
    const wrong = async (at: number, stranger: Browser) => {
      const { code } = await world.lastCode()
      return (await type(world, stranger, String((Number(code) + at) % 1_000_000).padStart(6, '0'))).status
    }
    let stranger = await passwordOf(world, 'minato', mail)
    for (let at = 1; at <= 5; at += 1) assert.equal(await wrong(at, stranger), 422)
    world.pass(minutes(1))
    stranger = await passwordOf(world, 'minato', mail)
    for (let at = 6; at <= 10; at += 1) assert.equal(await wrong(at, stranger), 422)
    assert.equal((await type(world, stranger)).status, 429)
    assert.match(stranger.current.text, /以降に/)
    await passwordOf(world, 'minato', mail, browser)
    await type(world, browser)
    assert.equal(browser.current.path, '/portal')
  })

  it('the twelfth mail of an hour is the last; the page says what to do', async () => {
    const { mail } = await active(world)
    for (let times = 0; times < 13; times += 1) await passwordOf(world, 'minato', mail)
    const browser = await passwordOf(world, 'minato', mail)
    assert.doesNotMatch(browser.current.html, /name="mailCode"/)
    await browser.submit({ action: 'send' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /続けて送信できる回数を超えました。/)
    assert.match(browser.current.text, /このメールアドレスを使えなくなった方/)
  })
})

describe('several methods', () => {
  it('LGN-15: the way used last is asked first, the other is one click away, and a mail goes out only when it is asked for', async () => {
    const { mail, secret } = await withBoth(world)
    world.pass(minutes(1))
    const before = codesTo(world, 'proveCode')
    const browser = await passwordOf(world, 'wakaba', mail)
    assert.equal(browser.current.path, '/otp')
    assert.equal(codesTo(world, 'proveCode'), before, 'nobody asked for a mail')
    await browser.post('/otp', { way: 'mailCode' })
    assert.deepEqual([browser.current.path, browser.current.status], ['/mail-otp', 200])
    assert.equal(codesTo(world, 'proveCode'), before + 1)
    // Back to the app and here again: the code that is under way stays.
    world.pass(seconds(30))
    await browser.open('/otp')
    await browser.post('/otp', { way: 'mailCode' })
    assert.deepEqual([browser.current.path, browser.current.status], ['/mail-otp', 200])
    assert.equal(codesTo(world, 'proveCode'), before + 1)
    world.pass(seconds(30))
    await browser.submit({ action: 'resend' })
    assert.equal(browser.current.path, '/mail-otp', 'sending again leads nowhere else')
    await type(world, browser)
    assert.equal(browser.current.path, '/portal')
    await signOut(browser)
    // Now the mail was used last: it is asked first, and sent at once.
    await passwordOf(world, 'wakaba', mail, browser)
    assert.equal(browser.current.path, '/mail-otp')
    assert.equal(codesTo(world, 'proveCode'), before + 3)
    await browser.open('/otp')
    await browser.submit({ otp: appCode(secret, world.now + 30_000) })
    assert.equal(browser.current.path, '/portal')
    await signOut(browser)
    await passwordOf(world, 'wakaba', mail, browser)
    assert.equal(browser.current.path, '/otp')
  })

  it('opening the page of mailed codes sends nothing: it offers to', async () => {
    const { mail } = await withBoth(world)
    const browser = await passwordOf(world, 'wakaba', mail)
    const before = codesTo(world, 'proveCode')
    const page = await browser.open('/mail-otp')
    assert.doesNotMatch(page.html, /name="mailCode"/)
    assert.match(page.text, /登録したメールアドレス宛てに、ワンタイムパスワードを送付します。/)
    assert.equal(codesTo(world, 'proveCode'), before)
    await browser.submit({ action: 'send' })
    assert.match(browser.current.html, /name="mailCode"/)
    assert.equal(codesTo(world, 'proveCode'), before + 1)
  })

  it('a second tab on the other way is no way around: one factor is proven, then both tabs are in', async () => {
    const { mail, secret } = await withBoth(world)
    const one = await passwordOf(world, 'wakaba', mail)
    const two = one.copy()
    await two.post('/otp', { way: 'mailCode' })
    assert.equal(two.current.path, '/mail-otp')
    assert.equal((await two.open('/portal')).path, '/otp')
    await one.submit({ otp: appCode(secret, world.now + 30_000) })
    assert.equal(one.current.path, '/portal')
    const late = one.copy()
    await late.post('/mail-otp', { mailCode: (await world.lastCode()).code })
    assert.notEqual(late.current.status, 500)
    assert.equal((await late.open('/portal')).path, '/portal')
  })

  it('a passkey beside mailed codes: codes are the other way of its page', async () => {
    const member = await newMember(world, 'minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/method' })
    await browser.submit({ method: 'passkey' })
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    await browser.submit({ credential: new Authenticator(browser.origin).create(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/portal')
    const { id } = await world.society('minato')
    await world.database.inSociety(id, (tx) =>
      tx
        .insertInto('mail_method')
        .values({ society_id: id, account_id: member.accountId, bound_at: new Date(world.now - days(1)) })
        .execute(),
    )
    await signOut(browser)
    await passwordOf(world, 'minato', member.mail, browser)
    assert.equal(browser.current.path, '/passkey')
    await browser.post('/passkey', { way: 'mailCode' })
    await type(world, browser)
    assert.equal(browser.current.path, '/portal')
  })
})

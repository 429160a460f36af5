/** Mailed codes as a method: chosen, bound, asked for at sign-in, and beside other methods. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes, seconds } from '../../src/kernel/clock.ts'
import { writeMessage } from '../../src/mail/send-mail.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, carryOn, GOOD_PASSWORD, openLetter, signIn, signOut } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const TITLE = 'ワンタイムパスワード (OTP) メール認証'

let world: World
let people = 0
before(async () => {
  world = await openWorld()
  const own = async (name: string, changes: object) =>
    world.addSociety(name, `http://${name}.portal.localhost:4000`, `${name}.portal.localhost`, 'sakura', changes)
  const issued = { userId: 'none', passkeyName: 'proposed' }
  await own('minato', { ...issued, methods: [{ method: 'passkey' }, { method: 'mailCode' }] })
  const three = [{ method: 'passkey' }, { method: 'totp' }, { method: 'mailCode', from: '2025-10-01' }]
  const nextSignIn = { passkey: 'nextSignIn', totp: 'nextSignIn', mailCode: 'nextSignIn' }
  await own('aoba', { ...issued, methods: three, enrolment: nextSignIn })
  const marked = [{ method: 'totp', recommended: true }, { method: 'mailCode' }, { method: 'passkey' }]
  await own('wakaba', { ...issued, methods: marked })
  await own('tsubaki', { ...issued, methods: [{ method: 'mailCode' }] })
  await own('momiji', { ...issued, methods: marked, activation: ['terms', 'method', 'password', 'mail'] })
  await own('kiri', { ...issued, userId: 'required', methods: three, mail: 'optional' })
})
after(() => world.close())

const newMember = async (society: string): Promise<Member & { mail: string }> => {
  people += 1
  const mail = `code-${people}@mail.example`
  return { ...(await world.member(society, { mail })), mail }
}

/** A member whose method is mailed codes, signed out; in the browser of the first sitting. */
async function active(society = 'minato') {
  const member = await newMember(society)
  const browser = await world.browser(society)
  const userId = `code-${people}`
  await activate(world, browser, member, { method: 'mailCode', userId })
  await signOut(browser)
  world.pass(hours(1))
  return { member, browser, mail: member.mail }
}

/** The same with an app beside it: the app was set up after the codes. */
async function withBoth() {
  const { member, mail, browser } = await active('wakaba')
  const { id } = await world.society('wakaba')
  const other = await newMember('wakaba')
  const { secret } = await activate(world, await world.browser('wakaba'), other)
  // What part 5 will let a member do: the app of one is the app of the other as well.
  await world.database.inSociety(id, async (tx) => {
    await tx
      .insertInto('mail_method')
      .values({ society_id: id, account_id: other.accountId, bound_at: new Date(world.now - days(1)) })
      .execute()
  })
  return { member: other, mail: other.mail, secret, stranger: { member, mail, browser } }
}

const passwordOf = async (society: string, userId: string, browser?: Browser) => {
  const here = browser ?? (await world.browser(society))
  await signIn(world, here, { userId })
  return here
}
const type = async (browser: Browser, mailCode?: string) =>
  browser.submit({ mailCode: mailCode ?? (await world.lastCode()).code })
const codesTo = (kind: string) => world.jobs.filter((job) => job.kind === kind).length
const events = async ({ society, accountId }: Member, name: string) => {
  const { id } = await world.society(society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('id').where('name', '=', name).where('account_id', '=', accountId).execute(),
  )
  return rows.length
}

describe('choosing mailed codes', () => {
  it('FST-14, CON-07, MTH-04: minato offers two; with mailed codes the first sitting is complete at once', async () => {
    const member = await newMember('minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/method' })
    const { text, html } = browser.current
    assert.match(text, /※ 生体認証 または ワンタイムパスワード \(OTP\) メール認証 を選んでください。/)
    assert.doesNotMatch(html, /アプリ認証|value="totp"/)
    assert.match(text, /設定したメールアドレス宛てに送付されるワンタイムパスワードを用いて認証します。 .*送信先：/)
    const { path } = await carryOn(world, browser, member, { method: 'mailCode' })
    assert.deepEqual(path, ['/method', '/password', '/portal'])
    assert.equal(codesTo('proveCode'), 0, 'the one mail of the sitting was the confirmation')
    assert.equal(world.jobs.filter(({ kind }) => kind === 'activated').length, 1)
    assert.equal(await events(member, 'mailCode.bound'), 1)
  })

  it('MTH-01, MTH-02, MTH-03, MTH-05: each society lists its methods in its order, with its mark and its dates', async () => {
    const offers = async (society: string) => {
      const browser = await world.browser(society)
      await activate(world, browser, await newMember(society), { until: '/method' })
      const { html } = browser.current
      const names = [...html.matchAll(/name="method" value="(\w+)"/g)].map(([, name]) => name)
      return {
        names,
        marks: [...html.matchAll(/choice-name">([^<]*) <span class="chip">推奨/g)].map(([, n]) => n),
        html,
      }
    }
    const aoba = await offers('aoba')
    assert.deepEqual(aoba.names, ['passkey', 'totp', 'mailCode'])
    assert.match(aoba.html, /メール認証[\s\S]*※2025年10月1日より追加された認証方法/)
    const wakaba = await offers('wakaba')
    assert.deepEqual(wakaba.names, ['totp', 'mailCode', 'passkey'])
    assert.deepEqual(wakaba.marks, ['ワンタイムパスワード (OTP) アプリ認証'])
    assert.deepEqual((await offers('sakura')).names, ['passkey', 'totp', 'mailCode'])
    // No mark of the society's own: a phone is recommended what it can do.
    assert.deepEqual(aoba.marks, ['生体認証'])
  })

  it('MTH-14, CON-06: a computer is told about the phone, an in-app browser about the browser; neither is recommended it', async () => {
    const browser = await world.browser('aoba')
    await activate(world, browser, await newMember('aoba'), { until: '/method' })
    browser.headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0' }
    const onComputer = await browser.open('/method')
    assert.match(onComputer.text, /のみ生体認証を選択できます。 ※PCに生体認証機能がない場合でも/)
    assert.doesNotMatch(onComputer.html, /推奨/)
    browser.headers = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari Line/14.0' }
    const inApp = await browser.open('/method')
    assert.match(inApp.text, /アプリの中の画面では、生体認証を利用できません/)
    assert.doesNotMatch(inApp.html, /推奨/)
  })

  it('where the address comes after the method, the code that confirms it completes the choice', async () => {
    const browser = await world.browser('momiji')
    const { path } = await activate(world, browser, await newMember('momiji'), { method: 'mailCode' })
    assert.deepEqual(path, ['/letter', '/terms', '/method', '/password', '/mail', '/mail/code', '/portal'])
  })

  it('where it is the only method nobody is asked; where mail is optional it is offered to nobody without an address', async () => {
    const browser = await world.browser('tsubaki')
    const { path } = await activate(world, browser, await newMember('tsubaki'))
    assert.deepEqual(path, ['/letter', '/terms', '/mail', '/mail/code', '/password', '/portal'])
    const without = await world.browser('kiri')
    await activate(world, without, await newMember('kiri'), { until: '/mail' })
    await without.submit({ action: 'decline' })
    assert.equal(without.current.path, '/method')
    assert.doesNotMatch(without.current.html, /value="mailCode"/)
    await without.submit({ userId: 'forged-1', method: 'mailCode' })
    assert.equal(without.current.status, 422)
  })

  it('the link of the confirmation is enough, and proves nothing to the visit', async () => {
    const member = await newMember('minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/mail/code' })
    const elsewhere = await world.browser('minato')
    await elsewhere.open((await world.lastCode()).link)
    await elsewhere.submit({})
    await browser.submit({ action: 'continue' })
    const { path } = await carryOn(world, browser, member, { method: 'mailCode' })
    assert.deepEqual(path, ['/method', '/password', '/portal'])
    const { id } = await world.society('minato')
    const proofs = await world.database.inSociety(id, (tx) =>
      tx
        .selectFrom('proof')
        .innerJoin('visit', 'visit.id', 'proof.visit_id')
        .select('proof.factor')
        .where('visit.account_id', '=', member.accountId)
        .execute(),
    )
    assert.deepEqual(proofs.map(({ factor }) => factor).sort(), ['letter', 'password'])
  })

  it('FST-15: where the society waits for the next sign-in, its code opens the services and ends what is half signed in', async () => {
    const member = await newMember('aoba')
    const browser = await world.browser('aoba')
    await activate(world, browser, member, { method: 'mailCode' })
    assert.match(browser.current.text, /あと1つ：認証方法/)
    assert.equal(await events(member, 'mailCode.bound'), 0)
    await signOut(browser)
    world.pass(hours(1))
    await passwordOf('aoba', member.mail, browser)
    assert.equal(browser.current.heading, TITLE)
    const { code } = await world.lastCode()
    const elsewhere = await passwordOf('aoba', member.mail)
    await type(browser, code)
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /あと1つ/)
    assert.equal(await events(member, 'mailCode.bound'), 1)
    assert.equal((await elsewhere.open('/mail-otp')).status, 401)
  })

  it('LGN-15, PSK-32: from the other methods mailed codes are one tap away, and back', async () => {
    const member = await newMember('minato')
    const browser = await world.browser('minato')
    await activate(world, browser, member, { until: '/method' })
    await browser.submit({ method: 'passkey' })
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/enrol/passkey')
    await browser.submit({ method: 'mailCode' })
    assert.equal(browser.current.path, '/portal')
  })

  it('a letter that sets an unfinished founding aside asks for the mailbox again before its codes are a method', async () => {
    const member = await newMember('minato')
    await activate(world, await world.browser('minato'), member, { until: '/password', method: 'mailCode' })
    world.pass(days(1))
    const newer = { ...member, ...(await world.letterFor('minato', member.accountId, world.now)) }
    world.pass(minutes(1))
    const browser = await world.browser('minato')
    await openLetter(browser, newer)
    await browser.submit({})
    assert.equal(browser.current.path, '/password')
    const before = codesTo('proveCode')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/mail-otp')
    assert.equal(browser.current.heading, TITLE)
    assert.equal(codesTo('proveCode'), before + 1)
    assert.equal(await events(member, 'mailCode.bound'), 0)
    await browser.submit({ mailCode: '' })
    assert.match(browser.current.text, /6桁の数字を入力してください/)
    await browser.post('/mail-otp', { method: 'passkey' })
    assert.equal(browser.current.path, '/enrol/passkey')
    await browser.post('/enrol/passkey', { method: 'mailCode' })
    assert.equal(browser.current.path, '/mail-otp')
    await type(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await events(member, 'mailCode.bound'), 1)
  })

  it('a letter for somebody whose method is mailed codes begins nothing', async () => {
    const { member } = await active()
    const newer = { ...member, ...(await world.letterFor('minato', member.accountId, world.now)) }
    const browser = await world.browser('minato')
    await openLetter(browser, newer)
    assert.equal(browser.current.heading, 'この通知書は使用済みです')
  })
})

describe('signing in with a mailed code', () => {
  it('MOT-01…MOT-06, MOT-08: ID and password, the code of the mail, the portal', async () => {
    const { mail } = await active()
    const browser = await passwordOf('minato', mail)
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
    await type(browser)
    assert.equal(browser.current.path, '/portal')
  })

  it('MSG-05, MSG-07, MSG-08: what arrives says what it is, the code on a line of its own, until when and for whom', async () => {
    const { mail } = await active()
    await passwordOf('minato', mail)
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
    const { mail } = await active()
    const browser = await passwordOf('minato', mail)
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
    await type(browser, code)
    assert.equal(browser.current.path, '/portal')
  })

  it('MSG-15: two visits of one minute get two subjects, so that no mail hides the other', async () => {
    const { mail } = await active()
    const subjects: (string | undefined)[] = []
    for (let times = 0; times < 3; times += 1) {
      await passwordOf('minato', mail)
      subjects.push((await writeMessage({ ...world, clock: () => world.now }, lastJob()))?.subject)
    }
    assert.equal(new Set(subjects).size, 3, subjects.join())
    world.pass(minutes(1))
    await passwordOf('minato', mail)
    assert.match((await writeMessage({ ...world, clock: () => world.now }, lastJob()))?.subject ?? '', /\d\d:\d\d）$/)
  })

  it('a code works only in the visit that asked for it, once, and for ten minutes', async () => {
    const { member, mail } = await active()
    const one = await passwordOf('minato', mail)
    const { code } = await world.lastCode()
    const other = await passwordOf('minato', mail)
    await type(other, code)
    assert.match(other.current.text, /ワンタイムパスワードが正しくありません/)
    const tab = one.copy()
    await type(one, code)
    assert.equal(one.current.path, '/portal')
    const proven = await events(member, 'factor.proven')
    for (const again of [tab, one]) await again.post('/mail-otp', { mailCode: code })
    assert.equal(await events(member, 'factor.proven'), proven)
    world.pass(minutes(10))
    await type(other)
    assert.match(other.current.text, /有効期限が切れています/)
  })

  it('invariant 2: who goes by mailed codes comes to no page before one was typed', async () => {
    const { mail } = await active()
    const browser = await passwordOf('minato', mail)
    for (const path of ['/portal', '/password', '/method', '/mail', '/terms', '/enrol/passkey']) {
      await browser.open(path)
      assert.equal(browser.current.path, '/mail-otp', path)
      const { path: at, status } = await browser.post(path, { method: 'passkey' })
      assert.ok(at !== '/portal' || status === 405)
    }
  })

  it('GAP-02, LCK-03: ten wrong codes, in however many visits, close the way for strangers; a known browser has its own', async () => {
    const { mail, browser } = await active()
    const wrong = async (at: number, stranger: Browser) => {
      const { code } = await world.lastCode()
      return (await type(stranger, String((Number(code) + at) % 1_000_000).padStart(6, '0'))).status
    }
    let stranger = await passwordOf('minato', mail)
    for (let at = 1; at <= 5; at += 1) assert.equal(await wrong(at, stranger), 422)
    world.pass(minutes(1))
    stranger = await passwordOf('minato', mail)
    for (let at = 6; at <= 10; at += 1) assert.equal(await wrong(at, stranger), 422)
    assert.equal((await type(stranger)).status, 429)
    assert.match(stranger.current.text, /以降に/)
    await passwordOf('minato', mail, browser)
    await type(browser)
    assert.equal(browser.current.path, '/portal')
  })

  it('the twelfth mail of an hour is the last; the page says what to do', async () => {
    const { mail } = await active()
    for (let times = 0; times < 13; times += 1) await passwordOf('minato', mail)
    const browser = await passwordOf('minato', mail)
    assert.doesNotMatch(browser.current.html, /name="mailCode"/)
    await browser.submit({ action: 'send' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /続けて送信できる回数を超えました。/)
    assert.match(browser.current.text, /このメールアドレスを使えなくなった方/)
  })
})

describe('several methods', () => {
  it('LGN-15: the way used last is asked first, the other is one click away, and a mail goes out only when it is asked for', async () => {
    const { mail, secret } = await withBoth()
    world.pass(minutes(1))
    const before = codesTo('proveCode')
    const browser = await passwordOf('wakaba', mail)
    assert.equal(browser.current.path, '/otp')
    assert.equal(codesTo('proveCode'), before, 'nobody asked for a mail')
    await browser.post('/otp', { way: 'mailCode' })
    assert.deepEqual([browser.current.path, browser.current.status], ['/mail-otp', 200])
    assert.equal(codesTo('proveCode'), before + 1)
    // Back to the app and here again: the code that is under way stays.
    world.pass(seconds(30))
    await browser.open('/otp')
    await browser.post('/otp', { way: 'mailCode' })
    assert.deepEqual([browser.current.path, browser.current.status], ['/mail-otp', 200])
    assert.equal(codesTo('proveCode'), before + 1)
    world.pass(seconds(30))
    await browser.submit({ action: 'resend' })
    assert.equal(browser.current.path, '/mail-otp', 'sending again leads nowhere else')
    await type(browser)
    assert.equal(browser.current.path, '/portal')
    await signOut(browser)
    // Now the mail was used last: it is asked first, and sent at once.
    await passwordOf('wakaba', mail, browser)
    assert.equal(browser.current.path, '/mail-otp')
    assert.equal(codesTo('proveCode'), before + 3)
    await browser.open('/otp')
    await browser.submit({ otp: appCode(secret, world.now + 30_000) })
    assert.equal(browser.current.path, '/portal')
    await signOut(browser)
    await passwordOf('wakaba', mail, browser)
    assert.equal(browser.current.path, '/otp')
  })

  it('opening the page of mailed codes sends nothing: it offers to', async () => {
    const { mail } = await withBoth()
    const browser = await passwordOf('wakaba', mail)
    const before = codesTo('proveCode')
    const page = await browser.open('/mail-otp')
    assert.doesNotMatch(page.html, /name="mailCode"/)
    assert.match(page.text, /登録したメールアドレス宛てに、ワンタイムパスワードを送付します。/)
    assert.equal(codesTo('proveCode'), before)
    await browser.submit({ action: 'send' })
    assert.match(browser.current.html, /name="mailCode"/)
    assert.equal(codesTo('proveCode'), before + 1)
  })

  it('a second tab on the other way is no way around: one factor is proven, then both tabs are in', async () => {
    const { mail, secret } = await withBoth()
    const one = await passwordOf('wakaba', mail)
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
    const member = await newMember('minato')
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
    await passwordOf('minato', member.mail, browser)
    assert.equal(browser.current.path, '/passkey')
    await browser.post('/passkey', { way: 'mailCode' })
    await type(browser)
    assert.equal(browser.current.path, '/portal')
  })
})

const lastJob = () => {
  const job = world.jobs.at(-1)
  if (!job) throw new Error('no mail was sent')
  return job
}

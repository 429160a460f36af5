import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes, seconds } from '../../src/kernel/clock.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const INVALID = '無効なメールアドレスです。入力したメールアドレスに誤りがないかご確認ください。'
const TAKEN = '他のアカウントで設定されているメールアドレスです。別のメールアドレスを入力してください。'
const TOO_LONG = '設定可能なメールアドレスの最大文字数は255文字です。'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** Somebody at the page that asks for the address; `mail` is on file. */
async function asked(mail?: string): Promise<Browser> {
  const browser = await world.browser()
  await activate(world, browser, await world.member('genkan', mail ? { mail } : {}), { until: '/mail' })
  return browser
}

/** Somebody who waits for the mail. */
async function waiting(address: string): Promise<Browser> {
  const browser = await asked(address)
  await browser.submit({})
  assert.equal(browser.current.path, '/mail/code')
  return browser
}

const state = async (browser: Browser) => (await browser.request('/mail/state')).json()

describe('the mail address', () => {
  it('EML-01…05, EML-07: the address on file stands in the field and only has to be confirmed', async () => {
    const browser = await asked('onfile@mail.example')
    const { heading, text, html } = browser.current
    assert.equal(heading, 'メールアドレスの更新')
    assert.match(html, /name="mail"[^>]*value="onfile@mail.example"/)
    assert.match(text, /メールアドレス ※必須/)
    assert.match(html, /name="signOutEverywhere"[^>]*checked/)
    assert.match(text, /全てのデバイスからサインアウトする/)
    assert.match(text, /※メールアドレスの変更は必須ではありません/)
    assert.match(html, /<button[^>]*>実行<\/button>/)
    await browser.submit({})
    assert.equal(browser.current.path, '/mail/code')
    assert.equal((await world.lastCode()).address, 'onfile@mail.example')
  })

  it('EML-07, EML-08: another address may be given, or the first one where none is on file', async () => {
    for (const onFile of ['before@mail.example', undefined]) {
      const browser = await asked(onFile)
      assert.match(browser.current.html, new RegExp(`name="mail"[^>]*value="${onFile ?? ''}"`))
      await browser.submit({ mail: `new-${onFile ? 1 : 2}@mail.example` })
      assert.equal(browser.current.path, '/mail/code')
      assert.equal((await world.lastCode()).address, `new-${onFile ? 1 : 2}@mail.example`)
    }
  })

  it('EML-09: an empty address', async () => {
    const browser = await asked('empty@mail.example')
    await browser.submit({ mail: ' 　' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /メールアドレスを入力してください。/)
  })

  it('EML-10: an address that somebody else has verified, in any case; one that is only typed takes nothing', async () => {
    await activate(world, await world.browser(), await world.member('genkan', { mail: 'owner@mail.example' }))
    await waiting('typed@mail.example')
    const browser = await asked()
    for (const mail of ['owner@mail.example', 'Owner@MAIL.example', 'ｏｗｎｅｒ＠mail.example']) {
      await browser.submit({ mail })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(TAKEN))
    }
    await browser.submit({ mail: 'typed@mail.example' })
    assert.equal(browser.current.path, '/mail/code')
  })

  it('EML-10: an address that belongs to a member of another society is free', async () => {
    await activate(world, await world.browser('sakura'), await world.member('sakura', { mail: 'both@mail.example' }), {
      userId: 'sakura-both',
    })
    const browser = await asked()
    await browser.submit({ mail: 'both@mail.example' })
    assert.equal(browser.current.path, '/mail/code')
  })

  it('EML-11…14: an invalid address, and one of 256 characters, with the words for both', async () => {
    const browser = await asked()
    for (const mail of [
      'a?b@mail.example',
      'taro.@mail.example',
      'taro',
      '@mail.example',
      'taro@mail',
      'a@b@c.example',
    ]) {
      await browser.submit({ mail })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(INVALID), mail)
      assert.match(browser.current.text, /例\) 使用できない記号\(\?等\)を入力、@マークの直前にドット\(\.\)を入力 等/)
      assert.ok(!browser.current.text.includes(TOO_LONG))
    }
    const long = `${'a'.repeat(256 - '@mail.example'.length)}@mail.example`
    await browser.submit({ mail: long })
    assert.ok(browser.current.text.includes(INVALID))
    assert.ok(browser.current.text.includes(TOO_LONG))
    assert.match(browser.current.html, new RegExp(`value="${long}"`), 'what was typed is still there')
  })

  it('asks once about a slip in a well-known domain, and takes the address when it is meant', async () => {
    const browser = await asked()
    await browser.submit({ mail: 'taro@gmal.com' })
    assert.equal(browser.current.path, '/mail')
    assert.match(browser.current.text, /もしかして taro@gmail.com ではありませんか？/)
    await browser.submit({ mail: 'jiro@gmal.com' })
    assert.equal(browser.current.path, '/mail', 'another address is another question')
    await browser.submit({})
    assert.equal((await world.lastCode()).address, 'jiro@gmal.com')
    const other = await asked()
    await other.submit({ mail: 'saburo@gmal.com' })
    await other.submit({ useSuggestion: 'saburo@gmail.com' })
    assert.equal((await world.lastCode()).address, 'saburo@gmail.com')
  })
})

describe('the confirmation of the address', () => {
  it('EML-15: a mail with a code goes to the address; the page says to whom, from whom and with which subject', async () => {
    const browser = await waiting('watashi@mail.example')
    assert.equal(browser.current.heading, 'メール認証')
    assert.match(browser.current.text, /wa\*\*\*@mail.example に確認のメールを送信しました。/)
    assert.match(browser.current.text, /no-reply@genkan.example/)
    assert.match(browser.current.text, /【ゲンカン】メールアドレスの確認/)
    assert.equal((await world.lastCode()).kind, 'confirmAddress')
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('takes the code in any width, with spaces; names an empty, a short and a wrong one', async () => {
    const browser = await waiting('width@mail.example')
    const { code } = await world.lastCode()
    await browser.submit({ mailCode: '' })
    assert.match(browser.current.text, /メールに書かれた6桁の数字を入力してください。/)
    await browser.submit({ mailCode: '12345' })
    assert.match(browser.current.text, /6桁の数字で入力してください。/)
    await browser.submit({ mailCode: code === '000000' ? '000001' : '000000' })
    assert.match(browser.current.text, /ワンタイムパスワードが正しくありません。/)
    const wide = code.replace(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))
    await browser.submit({ mailCode: `${wide.slice(0, 3)}　${wide.slice(3)}` })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('closes after ten wrong codes until a time that it names; a new mail and a new sitting open nothing', async () => {
    const member = await world.member('genkan', { mail: 'ten@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail/code' })
    const { code } = await world.lastCode()
    for (let count = 1; count <= 10; count += 1) {
      await browser.submit({ mailCode: String((Number(code) + count) % 1_000_000).padStart(6, '0') })
      assert.equal(browser.current.status, 422)
    }
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.text, /以降に、もう一度お試しください。/)
    world.pass(seconds(30))
    await browser.submit({ action: 'resend' })
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.status, 429)
    const again = await world.browser()
    await activate(world, again, member, { until: '/mail/code' })
    await again.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(again.current.status, 429)
    world.pass(minutes(15))
    await again.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(again.current.path, '/enrol/passkey')
  })

  it('EML-19: sends the same code again, after 30 seconds, five times', async () => {
    const browser = await waiting('resend@mail.example')
    const { code } = await world.lastCode()
    const sent = () => world.jobs.length
    const first = sent()
    await browser.submit({ action: 'resend' })
    assert.equal(sent(), first)
    assert.match(browser.current.text, /送信したばかりです。/)
    for (let count = 1; count <= 5; count += 1) {
      world.pass(seconds(30))
      await browser.submit({ action: 'resend' })
      assert.equal(browser.current.status, 200)
      assert.match(browser.current.text, /メールをもう一度送信しました。/)
      assert.equal(sent(), first + count)
      assert.equal((await world.lastCode()).code, code)
    }
    assert.match(browser.current.text, /再送信できる回数を超えました。/)
    world.pass(seconds(30))
    await browser.submit({ action: 'resend' })
    assert.equal(sent(), first + 5)
    assert.match(browser.current.text, /再送信できる回数を超えました。/)
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('EML-19: another address can be given; what was sent to the first confirms nothing any more', async () => {
    const browser = await waiting('wrong@mail.example')
    const first = await world.lastCode()
    await browser.submit({ action: 'otherAddress' })
    assert.equal(browser.current.path, '/mail')
    await browser.submit({ mail: 'right@mail.example' })
    const second = await world.lastCode()
    assert.equal(second.address, 'right@mail.example')
    if (first.code !== second.code) {
      await browser.submit({ mailCode: first.code })
      assert.equal(browser.current.status, 422)
    }
    const elsewhere = await world.browser()
    await elsewhere.open(first.link)
    assert.equal(elsewhere.current.status, 410)
    assert.equal(elsewhere.current.heading, 'このリンクは使えなくなりました')
    await elsewhere.post(first.link, {})
    assert.equal(elsewhere.current.status, 410)
    assert.equal((await state(browser)).confirmed, false)
    await browser.submit({ mailCode: second.code })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('EML-19: whoever goes back to the same address keeps the code that is on its way', async () => {
    const browser = await waiting('same@mail.example')
    const { code } = await world.lastCode()
    await browser.submit({ action: 'otherAddress' })
    await browser.submit({ mail: 'same@mail.example' })
    assert.equal(browser.current.path, '/mail/code')
    await browser.submit({ mailCode: code })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('says that nothing was sent when the recipient has had enough mails', async () => {
    const address = 'enough@mail.example'
    for (let count = 0; count < 12; count += 1) {
      const browser = await asked()
      await browser.submit({ mail: address })
      assert.equal(browser.current.path, '/mail/code')
    }
    const before = world.jobs.length
    const browser = await asked()
    await browser.submit({ mail: address })
    assert.equal(world.jobs.length, before)
    assert.equal(browser.current.path, '/mail')
    assert.equal(browser.current.status, 422)
    world.pass(hours(1) + 1)
    const later = await asked()
    await later.submit({ mail: address })
    assert.equal(later.current.path, '/mail/code')
  })

  it('EML-10: two who type one address: the first to confirm has it, the other is told and gives another one', async () => {
    const [one, other] = [await asked(), await asked()]
    await one.submit({ mail: 'shared@mail.example' })
    const mine = await world.lastCode()
    await other.submit({ mail: 'shared@mail.example' })
    const theirs = await world.lastCode()
    await one.submit({ mailCode: mine.code })
    assert.equal(one.current.path, '/enrol/passkey')
    await other.submit({ mailCode: theirs.code })
    assert.equal(other.current.path, '/mail', 'the page that waits has nothing more to wait for')
    await other.submit({ mail: 'shared@mail.example' })
    assert.ok(other.current.text.includes(TAKEN))
    await other.submit({ mail: 'my-own@mail.example' })
    await other.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(other.current.path, '/enrol/passkey')
  })
})

describe('the link in the confirmation mail', () => {
  it('EML-16: GET and HEAD show and change nothing, whoever opens it', async () => {
    const browser = await waiting('scanner@mail.example')
    const { link } = await world.lastCode()
    const scanner = await world.browser()
    const before = await fingerprint(world)
    for (let count = 0; count < 3; count += 1) await scanner.open(link)
    await scanner.request(link, { method: 'HEAD' })
    assert.equal(scanner.current.heading, 'メールアドレスの確認')
    assert.match(scanner.current.text, /sc\*\*\*@mail.example/)
    assert.deepEqual(await fingerprint(world), before)
    assert.deepEqual(await state(browser), { confirmed: false, next: '/mail/code' })
    await browser.submit({ action: 'continue' })
    assert.match(browser.current.text, /まだ確認できていません。/)
  })

  it('EML-16, EML-18, EML-19: confirmed in another browser, the first page moves on by itself, or by its button', async () => {
    const browser = await waiting('phone@mail.example')
    const phone = await world.browser()
    await phone.open((await world.lastCode()).link)
    await phone.submit({})
    assert.equal(phone.current.heading, 'メールアドレスを確認しました')
    assert.equal(phone.cookies.size, 0)
    assert.deepEqual(await state(browser), { confirmed: true, next: '/enrol/passkey' })
    await browser.post('/mail/code', { action: 'continue' })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('adds no proof: whoever opens it is signed in nowhere, and the sitting has no mailbox to show', async () => {
    const member = await world.member('genkan', { mail: 'proof@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail/code' })
    const { link } = await world.lastCode()
    const { id } = await world.society('genkan')
    const proofs = () =>
      world.database.inSociety(id, (tx) => tx.selectFrom('proof').select(['id', 'factor']).orderBy('id').execute())
    const before = await proofs()
    const other = await world.browser()
    await other.open(link)
    await other.submit({})
    await other.open('/portal')
    assert.equal(other.current.path, '/sign-in')
    assert.deepEqual(await proofs(), before)
    // Without its browser the sitting goes on with the letter and, now, a code to the address.
    const again = await world.browser()
    await activate(world, again, member, { until: '/mail-otp' })
    assert.equal(again.current.heading, 'ワンタイムパスワード (OTP) メール認証')
  })

  it('works once, says so the second time, and the code of the same mail is spent with it', async () => {
    const browser = await waiting('once@mail.example')
    const { link } = await world.lastCode()
    const other = await world.browser()
    await other.post(link, {})
    assert.equal(other.current.status, 200)
    await other.post(link, {})
    assert.equal(other.current.heading, 'このリンクはすでに使われています')
    await browser.open('/mail/code')
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('is of no use when it is garbled, of another society, or too old', async () => {
    await waiting('old@mail.example')
    const { link } = await world.lastCode()
    const other = await world.browser()
    for (const path of [`${link}x`, link.slice(0, -1), '/mail/link/x', '/mail/link/%00', '/mail/link/..%2f..']) {
      await other.open(path)
      assert.equal(other.current.status, 404, path)
      await other.post(path, {})
      assert.equal(other.current.status, 404, path)
    }
    const sakura = await world.browser('sakura')
    await sakura.post(link, {})
    assert.equal(sakura.current.status, 404)
    world.pass(days(1))
    for (const method of ['open', 'post'] as const) {
      await other[method](link, {})
      assert.equal(other.current.status, 410)
      assert.equal(other.current.heading, 'リンクの有効期限が切れています')
    }
  })

  it('EML-19: still confirms after the browser was closed; the sitting goes on with the letter', async () => {
    const member = await world.member('genkan', { mail: 'closed@mail.example' })
    const lost = await world.browser()
    await activate(world, lost, member, { until: '/mail/code' })
    const { link } = await world.lastCode()
    world.pass(hours(2))
    assert.deepEqual(await state(lost), { confirmed: true, next: '/sign-in' })
    const phone = await world.browser()
    await phone.post(link, {})
    assert.equal(phone.current.heading, 'メールアドレスを確認しました')
    const browser = await world.browser()
    const { path } = await activate(world, browser, member, { until: '/mail-otp' })
    assert.deepEqual(path, ['/letter', '/mail-otp'])
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/enrol/passkey')
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, appCode, offeredSecret } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('setting up an authenticator app', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  async function atThePage(): Promise<{ browser: Browser; secret: string; address: string }> {
    const browser = await world.browser()
    people += 1
    const address = `app-${people}@mail.example`
    await activate(world, browser, await world.member('genkan', { mail: address }), { until: '/enrol/totp' })
    return { browser, secret: offeredSecret(browser.current.html), address }
  }

  it('OTP-01…21, OTP-27, OTP-33: words, key in eight groups of four, parameters, label', async () => {
    const { browser, secret, address } = await atThePage()
    const { heading, text, html } = browser.current
    assert.equal(heading, 'ワンタイムパスワードの設定')
    for (const words of [
      'アカウントを有効にするにはワンタイムパスワードのセットアップが必要です。',
      '次のいずれかのアプリケーションをモバイルにインストールします。',
      'Google Authenticator',
      'Microsoft Authenticator',
      'FreeOTP',
      'アプリケーションを開き、バーコードをスキャンします。',
      'スキャンできませんか？',
      'アプリケーションを開き、キーを入力します：',
      (secret.match(/.{4}/g) ?? []).join(' '),
      'バーコードをスキャンしますか？',
      'アプリケーションで設定できる場合は、次の設定値を使用します。',
      'タイプ: 時間ベース',
      'アルゴリズム: SHA1',
      '桁: 6',
      '期間: 30',
      'OTPデバイスの管理に役立つデバイス名を指定します。',
      'ワンタイムパスワード ※必須',
      'デバイス名 ※必須',
      '全てのデバイスからサインアウトする',
      'ワンタイムパスワードは30秒ごとに切り替わります。',
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /<button[^>]*>実行<\/button>/)
    const uri = /otpauth:[^"]*/.exec(html)?.[0].replaceAll('&amp;', '&') ?? ''
    assert.equal(decodeURIComponent(new URL(uri).pathname), `/ゲンカン健康保険組合加入者ページ:${address}`)
  })

  it('OTP-19, OTP-23…26: a name is proposed from the kind of device, needed, and at most 40 characters long', async () => {
    const { browser, secret } = await atThePage()
    assert.match(browser.current.html, /name="deviceName"[^>]*value="iPhone"/)
    await browser.submit({ otp: appCode(secret, world.now), deviceName: ' 　' })
    assert.match(browser.current.text, /デバイス名を入力してください。/)
    await browser.submit({ otp: appCode(secret, world.now), deviceName: 'あ'.repeat(41) })
    assert.match(browser.current.text, /デバイス名は40文字以内で入力してください。/)
    await browser.submit({ otp: appCode(secret, world.now), deviceName: '📱'.repeat(40) })
    assert.equal(browser.current.path, '/recovery-paper')
  })

  it('OTP-28, OTP-29, OTP-43: a wrong code says 認証コードが異なります and when to try again; nothing is bound', async () => {
    const { browser, secret } = await atThePage()
    const before = await fingerprint(world)
    await browser.submit({ otp: '' })
    assert.match(browser.current.text, /ワンタイムパスワードを入力してください。/)
    await browser.submit({ otp: 'abcdef' })
    assert.match(browser.current.text, /ワンタイムパスワードは6桁の数字で入力してください。/)
    const old = appCode(secret, world.now - 60_000)
    await browser.submit({ otp: old, deviceName: '書斎のスマホ' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /認証コードが異なります/)
    assert.match(browser.current.text, /数字が切り替わった直後に入力してください。\(30秒以内に入力してください\)/)
    assert.match(browser.current.html, /value="書斎のスマホ"/, 'the name typed is still there')
    assert.deepEqual(await fingerprint(world), before)
  })

  it('names a clock that runs ahead or behind, and by how much', async () => {
    const { browser, secret } = await atThePage()
    await browser.submit({ otp: appCode(secret, world.now + 120_000) })
    assert.match(browser.current.text, /認証コードが異なります/)
    assert.match(browser.current.text, /お使いの端末の時計が約2分進んでいます。/)
    await browser.submit({ otp: appCode(secret, world.now - 300_000) })
    assert.match(browser.current.text, /お使いの端末の時計が約5分遅れています。/)
    assert.equal(browser.current.path, '/enrol/totp')
  })

  it('OTP-17, OTP-40, OTP-41: one step to either side, full-width digits and a space inside are taken', async () => {
    for (const drift of [-30_000, 0, 30_000]) {
      const { browser, secret } = await atThePage()
      const code = appCode(secret, world.now + drift)
      const wide = code.replace(/\d/g, (digit) => String.fromCodePoint(digit.codePointAt(0)! + 0xfee0))
      await browser.submit({ otp: `${wide.slice(0, 3)} ${wide.slice(3)}` })
      assert.equal(browser.current.path, '/recovery-paper', `${drift}`)
    }
  })

  it('OTP-32: key and QR code stay the same through reloads and mistakes, and differ from visit to visit', async () => {
    const { browser, secret } = await atThePage()
    const png = async () => Buffer.from(await (await browser.request('/enrol/totp/qr.png')).arrayBuffer())
    const first = await png()
    await browser.open('/enrol/totp')
    await browser.submit({ otp: '000000' })
    world.pass(10 * 60_000)
    await browser.open('/enrol/totp')
    assert.equal(offeredSecret(browser.current.html), secret)
    assert.deepEqual(await png(), first)
    assert.notEqual((await atThePage()).secret, secret)
  })

  it('OTD-05, OTD-08: the QR code is a PNG of its own, for this visit and this step only', async () => {
    const { browser, secret } = await atThePage()
    const response = await browser.request('/enrol/totp/qr.png')
    assert.equal(response.status, 200)
    assert.equal(response.headers.get('content-type'), 'image/png')
    assert.equal(response.headers.get('cache-control'), 'no-store')
    assert.equal(
      Buffer.from(await response.arrayBuffer())
        .subarray(1, 4)
        .toString(),
      'PNG',
    )
    assert.equal((await (await world.browser()).request('/enrol/totp/qr.png')).status, 404)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal((await browser.request('/enrol/totp/qr.png')).status, 404)
  })

  it('the key is shown only while it is being set up, and the code that set it up opens nothing more', async () => {
    const { browser, secret, address } = await atThePage()
    const code = appCode(secret, world.now)
    await browser.submit({ otp: code })
    for (const path of ['/recovery-paper', '/portal', '/enrol/totp']) {
      await browser.open(path)
      assert.ok(!browser.current.html.includes(secret), path)
    }
    const other = await world.browser()
    await other.open('/sign-in')
    await other.submit({ userId: address, password: 'umibe-no-Kaze83' })
    await other.submit({ otp: code })
    assert.equal(other.current.path, '/otp')
    assert.match(other.current.text, /一度使ったワンタイムパスワードは使えません。/)
  })

  it('the recovery paper is asked for once, with what to do, and then comes the portal', async () => {
    const { browser, secret } = await atThePage()
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.heading, '通知書の下半分を保管してください')
    await browser.open('/portal')
    assert.equal(browser.current.path, '/recovery-paper')
    await browser.submit({})
    assert.equal(browser.current.path, '/portal')
    await browser.open('/recovery-paper')
    assert.equal(browser.current.path, '/portal')
  })
})

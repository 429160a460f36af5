import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sealSecret } from '../../src/factor/totp/sealed-secret.ts'
import { newTotpSecret } from '../../src/factor/totp/secret.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { completeMember } from '../support/complete-member.ts'
import { appCode, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const wrongBy = (much: number, code: string) => String((Number(code) + much) % 1_000_000).padStart(6, '0')

/** One more app, as it will be after 認証アプリ「設定」. */
async function addDevice(member: Member, name: string): Promise<{ id: string; secret: string }> {
  const society = await world.society(member.society)
  const id = crypto.randomUUID()
  const secret = newTotpSecret()
  const sealed = sealSecret(world.keyring, { societyId: society.id, accountId: member.accountId, id }, secret)
  world.pass(1000)
  const created = { created_at: new Date(world.now), last_step: 0 }
  await world.database.inSociety(society.id, (tx) =>
    tx
      .insertInto('totp_device')
      .values({ society_id: society.id, id, account_id: member.accountId, name, secret_sealed: sealed, ...created })
      .execute(),
  )
  return { id, secret }
}

describe('the code of the app', () => {
  it('OTP-39, OTP-40, OTP-42…44, FAQ-08, FAQ-09: title, field and button; a wrong code is refused with advice', async () => {
    const { userId, secret } = await completeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    const { heading, text, html } = browser.current
    assert.equal(heading, 'ワンタイムパスワードの入力')
    assert.match(text, /さくら健康保険組合加入者ページ/)
    assert.match(html, /<button[^>]*>トップページへ<\/button>/)
    assert.match(html, /name="otp"[^>]*autocomplete="one-time-code"/)
    assert.doesNotMatch(html, /name="device"/)
    for (const [otp, words] of [
      ['', 'ワンタイムパスワードを入力してください。'],
      ['12345', 'ワンタイムパスワードは6桁の数字で入力してください。'],
      [appCode(secret, world.now - 60_000), 'ワンタイムパスワードが正しくありません'],
      [appCode(secret, world.now + 150_000), 'お使いの端末の時計が約3分進んでいます。'],
    ] as const) {
      await browser.submit({ otp })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(words), words)
    }
    await browser.submit({ otp: wrongBy(1, appCode(secret, world.now)) })
    for (const advice of [
      '入力が誤っていないか確認し',
      '30秒以上経過すると',
      '認証アプリを再起動します。',
      '時刻の自動補正機能',
    ])
      assert.ok(browser.current.text.includes(advice), advice)
  })

  it('OTP-44: a code opens once, in whichever browser', async () => {
    const { userId, secret } = await completeMember(world)
    world.pass(30_000)
    const otp = appCode(secret, world.now)
    const [one, other] = [await world.browser('sakura'), await world.browser('sakura')]
    await signIn(world, one, { userId })
    await signIn(world, other, { userId })
    await one.submit({ otp })
    assert.equal(one.current.path, '/portal')
    await other.submit({ otp })
    assert.equal(other.current.status, 422)
    assert.match(other.current.text, /一度使ったワンタイムパスワードは使えません。/)
    await other.submit({ otp: appCode(secret, world.now - 30_000) })
    assert.equal(other.current.status, 422, 'nor does an older one')
    world.pass(30_000)
    await other.submit({ otp: appCode(secret, world.now) })
    assert.equal(other.current.path, '/portal')
  })

  it('OTP-41: full-width digits and spaces are taken', async () => {
    const { userId, secret } = await completeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    world.pass(30_000)
    const otp = appCode(secret, world.now).replace(/\d/g, (digit) =>
      String.fromCodePoint(digit.codePointAt(0)! + 0xfee0),
    )
    await browser.submit({ otp: ` ${otp.slice(0, 3)}　${otp.slice(3)}` })
    assert.equal(browser.current.path, '/portal')
  })

  it('LCK-03: ten wrong codes close the second factor, not the password, until a time that it names', async () => {
    const { userId, secret } = await completeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    const right = appCode(secret, world.now + 30_000)
    for (let count = 1; count <= 10; count += 1) {
      await browser.submit({ otp: wrongBy(1000 * count, right) })
      assert.equal(browser.current.status, 422)
    }
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.text, /以降に、もう一度お試しください。/)
    const again = await world.browser('sakura')
    await signIn(world, again, { userId })
    assert.equal(again.current.path, '/otp', 'the password still opens its page')
    await again.submit({ otp: appCode(secret, world.now) })
    assert.equal(again.current.status, 429)
    world.pass(minutes(15))
    const later = await world.browser('sakura')
    await signIn(world, later, { userId, secret })
    assert.equal(later.current.path, '/portal')
  })

  it('LMP-11…15, OTP-25: of several devices one is chosen by its name, the first preselected', async () => {
    const { userId, member, secret } = await completeMember(world)
    const second = await addDevice(member, '会社のスマホ')
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    const { html, text } = browser.current
    assert.match(
      text,
      /いずれかのスマートデバイスを選択後、その認証アプリに表示されたワンタイムパスワードを入力してください。/,
    )
    assert.ok(text.indexOf('iPhone') < text.indexOf('会社のスマホ'))
    const radios = [...html.matchAll(/<input type="radio"[^>]*name="device"[^>]*>/g)].map(([tag]) => tag)
    assert.equal(radios.length, 2)
    assert.match(radios[0] ?? '', / checked/)
    assert.doesNotMatch(radios[1] ?? '', / checked/)
    world.pass(30_000)
    await browser.submit({ otp: appCode(second.secret, world.now) })
    assert.equal(browser.current.status, 422, "the second device's code is not the first one's")
    assert.match(browser.current.text, /スマートデバイスの選択を再度ご確認ください。/)
    await browser.submit({ device: second.id, otp: appCode(second.secret, world.now) })
    assert.equal(browser.current.path, '/portal')
    const other = await world.browser('sakura')
    await signIn(world, other, { userId })
    await other.submit({ otp: appCode(secret, world.now) })
    assert.equal(other.current.path, '/portal')
  })

  it('the device of somebody else, or none such, opens nothing', async () => {
    const { userId } = await completeMember(world)
    const thief = await completeMember(world)
    const own = await addDevice(thief.member, '自分のスマホ')
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    for (const device of [own.id, crypto.randomUUID(), 'x', "' or 1=1"]) {
      await browser.submit({ device, otp: appCode(own.secret, world.now) })
      assert.equal(browser.current.status, 422)
      assert.match(browser.current.text, /デバイスを選択してください。/)
    }
  })
})

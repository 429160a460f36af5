import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import {
  atEnrolment,
  createPasskey,
  eventsOf,
  inSakura,
  presentPasskey,
  signInOffer,
  storedPasskeys,
  withPasskey,
} from '../support/passkey-sitting.ts'
import { activate, GOOD_PASSWORD, openLetter, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('the first sitting with a passkey', () => {
  it('CON-08, MTH-03, PSK-16: seven screens in genkan, no password, no log-out', async () => {
    const { browser, device, member } = await atEnrolment(world, 'seven@mail.example')
    assert.equal(browser.current.heading, 'セキュリティの設定')
    assert.match(browser.current.text, /このスマホの顔・指紋・画面ロックで/)
    assert.match(browser.current.text, /全6ステップ中、5ステップ目/)
    await createPasskey(browser, device)
    assert.equal(browser.current.path, '/recovery-paper')
    await browser.submit({})
    assert.equal(browser.current.path, '/portal')
    assert.deepEqual((await eventsOf(world, member)).slice(-3), ['passkey.bound', 'letter.spent', 'recoveryPaper.kept'])
    assert.equal(world.jobs.at(-1)?.kind, 'activated')
  })

  it('WA-02: asks for a discoverable passkey with user verification, for the RP ID of the society, under 64 random bytes', async () => {
    const { browser } = await atEnrolment(world, 'options@mail.example')
    const offer = offerOf(browser.current.html)
    assert.deepEqual(offer.rp, { id: 'localhost', name: 'ゲンカン健康保険組合加入者ページ' })
    const wanted = { residentKey: 'required', userVerification: 'required', requireResidentKey: true }
    assert.deepEqual(offer.authenticatorSelection, wanted)
    assert.equal(Buffer.from(offer.user?.id ?? '', 'base64url').length, 64)
    assert.equal(Buffer.from(offer.challenge, 'base64url').length, 32)
    assert.equal(offer.timeout, minutes(5))
    const again = offerOf((await browser.open('/enrol/passkey')).html)
    assert.equal(again.user?.id, offer.user?.id)
    assert.equal(again.challenge, offer.challenge, 'a second tab does not spoil the first')
  })

  it('PSK-08 a name is proposed from device and keeper, with a number where it is taken', async () => {
    const google = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'
    const { member } = await withPasskey(world, 'named@mail.example', { synced: true, aaguid: google })
    const [passkey] = await storedPasskeys(world, member)
    assert.equal(passkey?.name, 'iPhone（Google パスワード マネージャー）')
    assert.deepEqual(
      [passkey?.backup_eligible, passkey?.backed_up, passkey?.counter, passkey?.aaguid, passkey?.transports],
      [true, true, 0, google, ['hybrid', 'internal']],
    )
  })

  for (const [failure, words] of [
    ['cancelled', '認証の画面が閉じられました'],
    ['timedOut', '時間がたったため、認証の画面が閉じられました'],
    ['noAuthenticator', 'この端末では、顔・指紋・画面ロックが見つかりません'],
    ['noVerification', '顔・指紋・画面ロックによる確認ができませんでした'],
    ['alreadyRegistered', 'この端末は、すでに登録されています'],
    ['unsupported', 'このブラウザでは、生体認証を利用できません'],
    ['', 'このブラウザでは、生体認証の画面を開けません'],
  ])
    it(`PSK-19, PSK-32: ${failure || 'no script'} comes back with 再試行 and one button to the next method`, async () => {
      const { browser, device } = await atEnrolment(world, `fails-${failure}@mail.example`)
      await browser.submit({ failure: failure ?? '' })
      assert.equal(browser.current.status, 422)
      const alert = /role="alert"[\s\S]*?<\/div><\/div>/.exec(browser.current.html)?.[0] ?? ''
      assert.ok(alert.includes(words ?? '?'), alert)
      assert.match(browser.current.html, /<button class="button button-primary" type="submit">再試行<\/button>/)
      assert.equal(browser.current.html.match(/name="method"/g)?.length, 1)
      await createPasskey(browser, device)
      assert.equal(browser.current.path, '/recovery-paper')
    })

  it('PSK-32, LGN-15: the other method is one tap away, and the way back too', async () => {
    const { browser, device } = await atEnrolment(world, 'instead@mail.example')
    await browser.submit({ method: 'totp' })
    assert.equal(browser.current.path, '/password')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/enrol/totp')
    await browser.post('/enrol/totp', { method: 'passkey' })
    assert.equal(browser.current.path, '/enrol/passkey')
    await createPasskey(browser, device)
    assert.equal(browser.current.path, '/recovery-paper')
  })

  it('a method that is not offered cannot be chosen instead', async () => {
    const { browser } = await atEnrolment(world, 'not-offered@mail.example')
    await browser.submit({ method: 'mailCode' })
    assert.equal(browser.current.path, '/enrol/passkey')
  })

  it('invariant 10: a password that an older letter left over does not live on beside the passkey', async () => {
    const member = await world.member('genkan', { mail: 'left-over@mail.example' })
    const stranger = await world.browser('genkan')
    await activate(world, stranger, member, { until: '/enrol/totp' })
    await stranger.post('/enrol/totp', { method: 'passkey' })
    assert.equal(stranger.current.path, '/enrol/passkey')
    world.pass(minutes(1))
    const newer = { ...member, ...(await world.letterFor('genkan', member.accountId, world.now)) }
    world.pass(minutes(1))
    const browser = await world.browser('genkan')
    await openLetter(browser, newer)
    await browser.submit({ mail: 'left-over@mail.example' })
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/enrol/passkey')
    await createPasskey(browser, new Authenticator(browser.origin))
    const again = await world.browser('genkan')
    await again.open('/sign-in')
    await again.submit({ userId: 'left-over@mail.example', password: GOOD_PASSWORD })
    assert.match(again.current.text, /無効なユーザIDまたはパスワードです。/)
  })
})

describe('signing in with a passkey', () => {
  it('WA-08, WA-11: first, by a button and the autofill, without a list of credentials; then the portal', async () => {
    const { browser, device } = await withPasskey(world, 'first@mail.example')
    await signOut(browser)
    const page = await browser.open('/sign-in')
    assert.match(page.html, /顔・指紋・画面ロックでログイン/)
    assert.match(page.html, /autocomplete="username webauthn"/)
    assert.deepEqual(offerOf(page.html).allowCredentials ?? [], [])
    assert.equal(offerOf(page.html).userVerification, 'required')
    await presentPasskey(browser, device)
    assert.equal(browser.current.path, '/portal')
    assert.equal(browser.cookies.has('passkey'), false)
  })

  it('an anonymous view of the page stores nothing, and a second tab does not spoil the first', async () => {
    const { device } = await withPasskey(world, 'two-tabs@mail.example')
    const browser = await world.browser('genkan')
    const { id } = await world.society('genkan')
    const count = () =>
      world.database.inSociety(
        id,
        async (tx) => (await tx.selectFrom('spent_challenge').select('digest').execute()).length,
      )
    const before = await count()
    const first = await signInOffer(browser)
    const second = await signInOffer(browser)
    assert.equal(await count(), before)
    assert.equal(second.challenge, first.challenge)
    await browser.post('/sign-in', { credential: device.get(first) })
    assert.equal(browser.current.path, '/portal')
    assert.equal(await count(), before + 1)
  })

  it('LCK: a lock of the password does not stop a passkey', async () => {
    const { member, device } = await withPasskey(world, 'locked@mail.example')
    const browser = await world.browser('genkan')
    for (let at = 0; at < 6; at += 1) {
      await browser.open('/sign-in')
      await browser.submit({ userId: member.mail ?? '', password: `wrong ${at}` })
    }
    assert.equal(browser.current.status, 429)
    await presentPasskey(browser, device)
    assert.equal(browser.current.path, '/portal')
  })

  it('a challenge that has grown old is said so, and the page has a new one', async () => {
    const { device } = await withPasskey(world, 'old@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    world.pass(minutes(61))
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /時間がたったため、生体認証をもう一度行ってください。/)
    await browser.post('/sign-in', { credential: device.get(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/portal')
  })

  it('a synced passkey is never failed by its counter; a device that counts may begin at nought', async () => {
    const { browser, device } = await withPasskey(world, 'synced@mail.example', { synced: true })
    for (const counter of [7, 3, 0]) {
      await signOut(browser)
      await presentPasskey(browser, device, { counter })
      assert.equal(browser.current.path, '/portal', String(counter))
    }
  })

  it('MTH-08: in an app that has no passkeys the page says so, and offers no button that would fail', async () => {
    const browser = await world.browser('genkan')
    const agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Line/15.8.0'
    for (const path of ['/sign-in', '/letter']) {
      const response = await browser.request(path, { headers: { 'user-agent': agent } })
      const html = await response.text()
      assert.match(html, /アプリの中の画面では、生体認証を利用できません/, path)
      assert.doesNotMatch(html, /data-passkey=/)
    }
  })

  it('is not offered, and not taken, where the passkey stands after the password', async () => {
    const { browser, device } = await inSakura(world, 'after-password'.slice(0, 13))
    await createPasskey(browser, device)
    const other = await world.browser('sakura')
    await other.open('/sign-in')
    assert.doesNotMatch(other.current.html, /data-passkey=/)
    const genkan = await world.browser('genkan')
    const offer = { ...(await signInOffer(genkan)), rpId: 'sakura.portal.localhost' }
    other.cookies.set('passkey', genkan.cookies.get('passkey') ?? '')
    await other.post('/sign-in', { credential: device.get(offer) })
    assert.equal(other.current.path, '/sign-in')
    assert.equal(other.current.status, 422)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes } from '../../src/kernel/clock.ts'
import { Authenticator, type Lies, type Offer, offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { activate, GOOD_PASSWORD, openLetter, signOut } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A member of genkan at the page that makes the passkey. */
async function atEnrolment(mail: string): Promise<{ member: Member; browser: Browser; device: Authenticator }> {
  const member = await world.member('genkan', { mail })
  const browser = await world.browser('genkan')
  await activate(world, browser, member, { until: '/enrol/passkey' })
  return { member, browser, device: new Authenticator(browser.origin) }
}

/** A member of genkan who has a passkey and nothing else. */
async function withPasskey(mail: string, options: { synced?: boolean; aaguid?: string } = {}) {
  const { member, browser } = await atEnrolment(mail)
  const device = new Authenticator(browser.origin, options)
  await create(browser, device)
  await browser.submit({})
  assert.equal(browser.current.path, '/portal')
  return { member, browser, device }
}

/** A member of sakura with password and passkey. */
async function inSakura(userId: string) {
  const member = await world.member('sakura', { mail: `${userId}@mail.example` })
  const browser = await world.browser('sakura')
  const device = new Authenticator(browser.origin)
  await activate(world, browser, member, { until: '/method', userId })
  await browser.submit({ userId, method: 'passkey' })
  await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
  assert.equal(browser.current.path, '/enrol/passkey')
  return { member, browser, device, userId }
}

const create = (browser: Browser, device: Authenticator, lies?: Lies) =>
  browser.submit({ credential: device.create(offerOf(browser.current.html), lies) })

const signInOffer = async (browser: Browser): Promise<Offer> => offerOf((await browser.open('/sign-in')).html)

const present = async (browser: Browser, device: Authenticator, lies?: Lies) =>
  browser.post('/sign-in', { credential: device.get(await signInOffer(browser), lies) })

async function stored(member: Member) {
  const { id } = await world.society(member.society)
  return world.database.inSociety(id, (tx) =>
    tx.selectFrom('passkey').selectAll().where('account_id', '=', member.accountId).execute(),
  )
}

async function events(member: Member): Promise<string[]> {
  const { id } = await world.society(member.society)
  const rows = await world.database.inSociety(id, (tx) =>
    tx.selectFrom('event').select('name').where('account_id', '=', member.accountId).orderBy('id').execute(),
  )
  return rows.map(({ name }) => name)
}

describe('the first sitting with a passkey', () => {
  it('CON-08, MTH-03, PSK-16: seven screens in genkan, no password, no log-out', async () => {
    const { browser, device, member } = await atEnrolment('seven@mail.example')
    assert.equal(browser.current.heading, 'セキュリティの設定')
    assert.match(browser.current.text, /このスマホの顔・指紋・画面ロックで/)
    assert.match(browser.current.text, /全6ステップ中、5ステップ目/)
    await create(browser, device)
    assert.equal(browser.current.path, '/recovery-paper')
    await browser.submit({})
    assert.equal(browser.current.path, '/portal')
    assert.deepEqual((await events(member)).slice(-3), ['passkey.bound', 'letter.spent', 'recoveryPaper.kept'])
    assert.equal(world.jobs.at(-1)?.kind, 'activated')
  })

  it('WA-02: asks for a discoverable passkey with user verification, for the RP ID of the society, under 64 random bytes', async () => {
    const { browser } = await atEnrolment('options@mail.example')
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
    const { member } = await withPasskey('named@mail.example', { synced: true, aaguid: google })
    const [passkey] = await stored(member)
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
      const { browser, device } = await atEnrolment(`fails-${failure}@mail.example`)
      await browser.submit({ failure: failure ?? '' })
      assert.equal(browser.current.status, 422)
      const alert = /role="alert"[\s\S]*?<\/div><\/div>/.exec(browser.current.html)?.[0] ?? ''
      assert.ok(alert.includes(words ?? '?'), alert)
      assert.match(browser.current.html, /<button class="button button-primary" type="submit">再試行<\/button>/)
      assert.equal(browser.current.html.match(/name="method"/g)?.length, 1)
      await create(browser, device)
      assert.equal(browser.current.path, '/recovery-paper')
    })

  it('PSK-32, LGN-15: the other method is one tap away, and the way back too', async () => {
    const { browser, device } = await atEnrolment('instead@mail.example')
    await browser.submit({ method: 'totp' })
    assert.equal(browser.current.path, '/password')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/enrol/totp')
    await browser.post('/enrol/totp', { method: 'passkey' })
    assert.equal(browser.current.path, '/enrol/passkey')
    await create(browser, device)
    assert.equal(browser.current.path, '/recovery-paper')
  })

  it('a method that is not offered cannot be chosen instead', async () => {
    const { browser } = await atEnrolment('not-offered@mail.example')
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
    await create(browser, new Authenticator(browser.origin))
    const again = await world.browser('genkan')
    await again.open('/sign-in')
    await again.submit({ userId: 'left-over@mail.example', password: GOOD_PASSWORD })
    assert.match(again.current.text, /無効なユーザIDまたはパスワードです。/)
  })
})

describe('signing in with a passkey', () => {
  it('WA-08, WA-11: first, by a button and the autofill, without a list of credentials; then the portal', async () => {
    const { browser, device } = await withPasskey('first@mail.example')
    await signOut(browser)
    const page = await browser.open('/sign-in')
    assert.match(page.html, /顔・指紋・画面ロックでログイン/)
    assert.match(page.html, /autocomplete="username webauthn"/)
    assert.deepEqual(offerOf(page.html).allowCredentials ?? [], [])
    assert.equal(offerOf(page.html).userVerification, 'required')
    await present(browser, device)
    assert.equal(browser.current.path, '/portal')
    assert.equal(browser.cookies.has('passkey'), false)
  })

  it('an anonymous view of the page stores nothing, and a second tab does not spoil the first', async () => {
    const { device } = await withPasskey('two-tabs@mail.example')
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
    const { member, device } = await withPasskey('locked@mail.example')
    const browser = await world.browser('genkan')
    for (let at = 0; at < 6; at += 1) {
      await browser.open('/sign-in')
      await browser.submit({ userId: member.mail ?? '', password: `wrong ${at}` })
    }
    assert.equal(browser.current.status, 429)
    await present(browser, device)
    assert.equal(browser.current.path, '/portal')
  })

  it('a challenge that has grown old is said so, and the page has a new one', async () => {
    const { device } = await withPasskey('old@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    world.pass(minutes(61))
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /時間がたったため、生体認証をもう一度行ってください。/)
    await browser.post('/sign-in', { credential: device.get(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/portal')
  })

  it('a synced passkey is never failed by its counter; a device that counts may begin at nought', async () => {
    const { browser, device } = await withPasskey('synced@mail.example', { synced: true })
    for (const counter of [7, 3, 0]) {
      await signOut(browser)
      await present(browser, device, { counter })
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
    const { browser, device } = await inSakura('after-password'.slice(0, 13))
    await create(browser, device)
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

describe('a passkey after the password', () => {
  it('PSK-01, PSK-02, SES-04, PSK-07…PSK-13: set up by 次へ, then named; empty and twice the same are refused', async () => {
    const { browser, device, member } = await inSakura('naming-2026')
    assert.equal(browser.current.heading, 'セキュリティの設定')
    assert.match(browser.current.html, /name="signOutEverywhere" value="on" checked/)
    assert.match(browser.current.html, /<button class="button button-primary" type="submit">次へ<\/button>/)
    await create(browser, device)
    assert.equal(browser.current.path, '/enrol/passkey/name')
    assert.equal(browser.current.heading, '認証ラベルの登録')
    assert.match(browser.current.html, /name="passkeyName"[^>]*value="パスキー"/)
    await browser.submit({ passkeyName: '  ' })
    assert.match(browser.current.text, /パスキーの名前を入力してください。/)
    await browser.submit({ passkeyName: 'あ'.repeat(41) })
    assert.match(browser.current.text, /40文字以内/)
    await browser.submit({ passkeyName: '私の iPhone' })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await stored(member))[0]?.name, '私の iPhone')
  })

  it('PSK-04, PSK-05, PSK-06, PSK-15: on a phone, under one button 次へ, the page says what to choose on the sheet of the system', async () => {
    const { browser } = await inSakura('sheet-2026')
    assert.doesNotMatch(browser.current.html, /<button[^>]*>登録<\/button>/)
    assert.match(browser.current.text, /「続ける」をタップし/)
    assert.match(browser.current.text, /※必ず「顔」などの生体認証を選択ください。/)
    assert.match(browser.current.text, /デバイスの生体認証画面に沿って、進めてください。/)
  })

  it('PSK-17, PSK-18, PSK-20, PSK-21: on a PC it says how to choose Windows Hello, a key or a phone, and narrows nothing down', async () => {
    const { browser } = await inSakura('windows-2026')
    browser.headers = { 'user-agent': WINDOWS }
    await browser.open('/enrol/passkey')
    for (const words of [
      'Windows Hello（顔・指紋・PIN）',
      '「キャンセル」をクリックし、パスキーを保存する場所を選択',
      'スマートフォンまたはタブレットを使用する',
    ])
      assert.ok(browser.current.text.includes(words), words)
    const offer = offerOf(browser.current.html) as Offer & Record<string, unknown>
    const { authenticatorAttachment } = (offer.authenticatorSelection ?? {}) as { authenticatorAttachment?: string }
    assert.deepEqual([authenticatorAttachment, offer.hints ?? []], [undefined, []])
    await browser.submit({ failure: 'cancelled' })
    assert.match(browser.current.text, /「キャンセル」をクリックし、パスキーを保存する場所を選択.*/)
    assert.equal(browser.current.path, '/enrol/passkey', 'back at the choice')
  })

  it('PSK-31: the set-up itself has shown that it works: nobody must log out, and who does gets in again', async () => {
    const { browser, device } = await inSakura('logout-2026')
    await create(browser, device)
    await browser.submit({ passkeyName: 'スマホ' })
    assert.equal(browser.current.path, '/portal')
    assert.doesNotMatch(browser.current.text, /一度ログアウト/)
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'logout-2026', password: GOOD_PASSWORD })
    await browser.submit({ credential: device.get(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/portal')
  })

  it('PSK-25…PSK-28: at sign-in the page names the ways of the sheet, and the options leave all of them open', async () => {
    const { browser, device } = await inSakura('ways-2026')
    await create(browser, device)
    await browser.submit({ passkeyName: 'スマホ' })
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'ways-2026', password: GOOD_PASSWORD })
    for (const way of [
      'その他のサインイン方法',
      '「パスワード」',
      '「iPhone、iPad、または Android デバイス」',
      '「セキュリティキー」',
    ])
      assert.ok(browser.current.text.includes(way), way)
    const offer = offerOf(browser.current.html) as Offer & Record<string, unknown>
    assert.deepEqual([offer.hints ?? [], offer.userVerification], [[], 'required'])
  })

  it('PSK-13: a name that another passkey has is refused', async () => {
    const { browser, device, member } = await inSakura('twice-2026')
    await create(browser, device)
    await browser.submit({ passkeyName: '同じ名前' })
    const { id } = await world.society('sakura')
    await world.database.inSociety(id, async (tx) => {
      const [first] = await tx.selectFrom('passkey').selectAll().where('account_id', '=', member.accountId).execute()
      if (!first) throw new Error('no passkey')
      await tx
        .insertInto('passkey')
        .values({
          ...first,
          id: crypto.randomUUID(),
          credential_id: 'another',
          name: null,
          created_at: new Date(world.now),
        })
        .execute()
    })
    await browser.open('/enrol/passkey/name')
    await browser.submit({ passkeyName: '同じ名前' })
    assert.match(browser.current.text, /パスキーはすでに登録されている名前以外を入力してください。/)
    await browser.submit({ passkeyName: 'もう一つ' })
    assert.equal(browser.current.path, '/portal')
  })

  it('LGN-13, PSK-22, PSK-23, PSK-24: after ID and password, a page lists label, kind and date; 次へ leads in', async () => {
    const { browser, device } = await inSakura('second-2026')
    await create(browser, device)
    await browser.submit({ passkeyName: '母のスマホ' })
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'second-2026', password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/passkey')
    assert.equal(browser.current.heading, '生体認証の設定')
    for (const words of ['second-2026', '母のスマホ', '端末の顔・指紋・画面ロック', '作成日 2026年11月21日', '次へ'])
      assert.ok(browser.current.text.includes(words), words)
    const offer = offerOf(browser.current.html)
    assert.deepEqual(
      offer.allowCredentials?.map(({ id }) => id),
      device.passkeys.map(({ id }) => id),
    )
    await browser.submit({ failure: 'cancelled' })
    assert.match(browser.current.text, /認証の画面が閉じられました.*再試行/)
    await browser.submit({ credential: device.get(offerOf(browser.current.html)) })
    assert.equal(browser.current.path, '/portal')
  })

  it('PSK-24: begins again as somebody else', async () => {
    const { browser, device } = await inSakura('other-2026')
    await create(browser, device)
    await browser.submit({ passkeyName: 'スマホ' })
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'other-2026', password: GOOD_PASSWORD })
    assert.match(browser.current.text, /別のユーザIDでログインする/)
    await browser.post('/passkey', { startOver: 'on' })
    assert.equal(browser.current.path, '/sign-in')
  })
})

describe('attacks on passkeys', () => {
  it('a replayed assertion opens nothing', async () => {
    // A synced one: no counter stands in the way, only the challenge that was spent.
    const { device } = await withPasskey('replay@mail.example', { synced: true })
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const stolen = { cookie: browser.cookies.get('passkey') ?? '', credential: device.get(offer) }
    await browser.post('/sign-in', { credential: stolen.credential })
    assert.equal(browser.current.path, '/portal')
    const thief = await world.browser('genkan')
    thief.cookies.set('passkey', stolen.cookie)
    await thief.post('/sign-in', { credential: stolen.credential })
    assert.equal(thief.current.path, '/sign-in')
    assert.equal(thief.current.status, 422)
  })

  it('a challenge is burnt by a wrong answer too, at the sign-in page and in a visit', async () => {
    const { device } = await withPasskey('burn@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const cookie = browser.cookies.get('passkey') ?? ''
    await browser.post('/sign-in', { credential: device.get(offer, { badSignature: true }) })
    assert.equal(browser.current.status, 422)
    browser.cookies.set('passkey', cookie)
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /時間がたったため/)
    const visit = await atEnrolment('burn-visit@mail.example')
    const open = offerOf(visit.browser.current.html)
    await visit.browser.submit({ credential: visit.device.create(open, { userVerified: false }) })
    await visit.browser.submit({ credential: visit.device.create(open) })
    assert.match(visit.browser.current.text, /生体認証を確認できませんでした|はじめからやり直します/)
    assert.equal((await stored(visit.member)).length, 0)
  })

  it('a cookie sealed for another society, or by nobody, carries no challenge', async () => {
    const { device } = await withPasskey('sealed@mail.example')
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const { id } = await world.society('sakura')
    const forged = [
      world.keyring.seal('passkey-challenge', `${world.now} ${offer.challenge}`, [id]),
      `${world.now} ${offer.challenge}`,
      'test.AAAA',
    ]
    for (const cookie of forged) {
      browser.cookies.set('passkey', cookie)
      await browser.post('/sign-in', { credential: device.get(offer) })
      assert.equal(browser.current.path, '/sign-in')
    }
  })

  it('a credential of one society opens nothing on another', async () => {
    await world.addSociety('hagi', 'http://hagi.portal.localhost:4000', 'hagi.portal.localhost', 'genkan')
    const { device } = await withPasskey('foreign@mail.example')
    const browser = await world.browser('hagi')
    const page = await browser.open('/sign-in')
    const lies = { rpId: 'hagi.portal.localhost', origin: browser.origin }
    await browser.post('/sign-in', { credential: device.get(offerOf(page.html), lies) })
    assert.equal(browser.current.path, '/sign-in')
    assert.match(browser.current.text, /生体認証を確認できませんでした。/)
  })

  for (const [name, lies] of [
    ['forged UV bit', { userVerified: false }],
    ['wrong origin', { origin: 'http://localhost:4001' }],
    ['origin of a sibling', { origin: 'http://sakura.portal.localhost:4000' }],
    ['wrong RP ID', { rpId: 'example.com' }],
    ['challenge of its own', { challenge: Buffer.alloc(32).toString('base64url') }],
    ['answer to another ceremony', { type: 'webauthn.create' }],
    ['wrong signature', { badSignature: true }],
    ['user handle of somebody else', { userHandle: Buffer.alloc(64).toString('base64url') }],
    ['no user handle', { userHandle: null }],
  ] satisfies [string, Lies][])
    it(`${name}: refused at the sign-in page, with one answer for all`, async () => {
      const { browser, device, member } = await withPasskey(`lie-${name.replaceAll(' ', '-')}@mail.example`)
      await signOut(browser)
      await present(browser, device, lies)
      assert.equal(browser.current.path, '/sign-in')
      assert.match(browser.current.text, /生体認証を確認できませんでした。この端末の生体認証が登録されていないか/)
      assert.deepEqual(
        (await stored(member)).map(({ counter }) => counter),
        [1],
        'nothing was noted',
      )
      await present(browser, device)
      assert.equal(browser.current.path, '/portal')
    })

  it('a passkey of nobody gets the same answer', async () => {
    const browser = await world.browser('genkan')
    const offer = await signInOffer(browser)
    const device = new Authenticator(browser.origin)
    device.create({ ...offer, rp: { id: 'localhost', name: '' }, user: { id: 'AAAA', name: '', displayName: '' } })
    await browser.post('/sign-in', { credential: device.get(offer) })
    assert.match(browser.current.text, /生体認証を確認できませんでした。この端末の生体認証が登録されていないか/)
  })

  for (const [name, lies] of [
    ['forged UV bit', { userVerified: false }],
    ['wrong origin', { origin: 'http://localhost:4001' }],
    ['wrong RP ID', { rpId: 'example.com' }],
    ['not discoverable', { discoverable: false }],
    ['answer to another ceremony', { type: 'webauthn.get' }],
  ] satisfies [string, Lies][])
    it(`${name}: no passkey is made of it, and the page goes on`, async () => {
      const { browser, device, member } = await atEnrolment(`make-${name.replaceAll(' ', '-')}@mail.example`)
      await create(browser, device, lies)
      assert.equal(browser.current.path, '/enrol/passkey')
      assert.match(browser.current.text, /再試行/)
      assert.deepEqual(await stored(member), [])
      await create(browser, device)
      assert.equal(browser.current.path, '/recovery-paper')
    })

  it("another visit's registration challenge makes no passkey here", async () => {
    const mine = await atEnrolment('mine@mail.example')
    const theirs = await atEnrolment('theirs@mail.example')
    const made = theirs.device.create(offerOf(mine.browser.current.html))
    await theirs.browser.submit({ credential: made })
    assert.equal(theirs.browser.current.path, '/enrol/passkey')
    assert.deepEqual(await stored(theirs.member), [])
  })

  it('a passkey that the society has already is not bound to a second person', async () => {
    const { device, member } = await withPasskey('owner@mail.example')
    const second = await atEnrolment('second-owner@mail.example')
    const [kept] = device.passkeys
    const answer = JSON.parse(second.device.create(offerOf(second.browser.current.html)))
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx.updateTable('passkey').set({ credential_id: answer.id }).where('account_id', '=', member.accountId).execute(),
    )
    await second.browser.submit({ credential: JSON.stringify(answer) })
    assert.match(second.browser.current.text, /この端末は、すでに登録されています/)
    assert.ok(kept)
    assert.deepEqual(await stored(second.member), [])
  })

  it('a counter that goes back shows a copied key: refused, and written into the history', async () => {
    const { device, member } = await withPasskey('copied@mail.example')
    const thief = device.copy()
    const owner = await world.browser('genkan')
    await present(owner, device)
    assert.equal(owner.current.path, '/portal')
    const other = await world.browser('genkan')
    await present(other, thief)
    assert.equal(other.current.path, '/sign-in')
    assert.ok((await events(member)).includes('passkey.counterRolledBack'))
  })

  it('of two uses of one count at once, one opens', async () => {
    const { device } = await withPasskey('race@mail.example')
    const copy = device.copy()
    const tries = await Promise.all(
      [device, copy].map(async (one) => {
        const browser = await world.browser('genkan')
        return (await present(browser, one)).path
      }),
    )
    assert.deepEqual(tries.sort(), ['/portal', '/sign-in'])
  })

  it('a removed passkey opens nothing', async () => {
    const { browser, device, member } = await withPasskey('removed@mail.example')
    await signOut(browser)
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('passkey')
        .set({ removed_at: new Date(world.now) })
        .where('account_id', '=', member.accountId)
        .execute(),
    )
    await present(browser, device)
    assert.equal(browser.current.path, '/sign-in')
  })

  it('after the password, a passkey of somebody else proves nothing', async () => {
    const mine = await inSakura('victim-2026')
    await create(mine.browser, mine.device)
    await mine.browser.submit({ passkeyName: 'スマホ' })
    const theirs = await inSakura('thief-2026')
    await create(theirs.browser, theirs.device)
    await theirs.browser.submit({ passkeyName: 'スマホ' })
    const browser = await world.browser('sakura')
    await browser.open('/sign-in')
    await browser.submit({ userId: 'victim-2026', password: GOOD_PASSWORD })
    const { allowCredentials, ...offer } = offerOf(browser.current.html)
    assert.equal(allowCredentials?.length, 1)
    await browser.submit({ credential: theirs.device.get(offer) })
    assert.equal(browser.current.path, '/passkey')
    assert.match(browser.current.text, /この生体認証は、ログイン中の方のものではありません/)
    const again = offerOf(browser.current.html)
    assert.notEqual(again.challenge, offer.challenge)
    await browser.submit({ credential: mine.device.get(offer) })
    assert.equal(browser.current.path, '/passkey', 'the burnt challenge stays burnt')
  })

  it('garbage in the field of the answer is a page, not a defect', async () => {
    const { browser } = await atEnrolment('garbage@mail.example')
    for (const credential of ['{}', 'null', '[]', 'x', '{"id":"a"}', '{'.repeat(1000)]) {
      await browser.submit({ credential })
      assert.equal(browser.current.status, 422)
    }
    const stranger = await world.browser('genkan')
    for (const credential of ['{}', '"x"']) {
      await stranger.open('/sign-in')
      await stranger.post('/sign-in', { credential })
      assert.equal(stranger.current.status, 422)
    }
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Offer, offerOf } from '../support/authenticator.ts'
import { createPasskey, inSakura, storedPasskeys } from '../support/passkey-sitting.ts'
import { GOOD_PASSWORD, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const WINDOWS =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('a passkey after the password', () => {
  it('PSK-01, PSK-02, SES-04, PSK-07…PSK-13: set up by 次へ, then named; empty and twice the same are refused', async () => {
    const { browser, device, member } = await inSakura(world, 'naming-2026')
    assert.equal(browser.current.heading, 'セキュリティの設定')
    assert.match(browser.current.html, /name="signOutEverywhere" value="on" checked/)
    assert.match(browser.current.html, /<button class="button button-primary" type="submit">次へ<\/button>/)
    await createPasskey(browser, device)
    assert.equal(browser.current.path, '/enrol/passkey/name')
    assert.equal(browser.current.heading, '認証ラベルの登録')
    assert.match(browser.current.html, /name="passkeyName"[^>]*value="パスキー"/)
    await browser.submit({ passkeyName: '  ' })
    assert.match(browser.current.text, /パスキーの名前を入力してください。/)
    await browser.submit({ passkeyName: 'あ'.repeat(41) })
    assert.match(browser.current.text, /40文字以内/)
    await browser.submit({ passkeyName: '私の iPhone' })
    assert.equal(browser.current.path, '/portal')
    assert.equal((await storedPasskeys(world, member))[0]?.name, '私の iPhone')
  })

  it('PSK-04, PSK-05, PSK-06, PSK-15: on a phone, under one button 次へ, the page says what to choose on the sheet of the system', async () => {
    const { browser } = await inSakura(world, 'sheet-2026')
    assert.doesNotMatch(browser.current.html, /<button[^>]*>登録<\/button>/)
    assert.match(browser.current.text, /「続ける」をタップし/)
    assert.match(browser.current.text, /※必ず「顔」などの生体認証を選択ください。/)
    assert.match(browser.current.text, /デバイスの生体認証画面に沿って、進めてください。/)
  })

  it('PSK-17, PSK-18, PSK-20, PSK-21: on a PC it says how to choose Windows Hello, a key or a phone, and narrows nothing down', async () => {
    const { browser } = await inSakura(world, 'windows-2026')
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
    const { browser, device } = await inSakura(world, 'logout-2026')
    await createPasskey(browser, device)
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
    const { browser, device } = await inSakura(world, 'ways-2026')
    await createPasskey(browser, device)
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
    const { browser, device, member } = await inSakura(world, 'twice-2026')
    await createPasskey(browser, device)
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
    const { browser, device } = await inSakura(world, 'second-2026')
    await createPasskey(browser, device)
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
    const { browser, device } = await inSakura(world, 'other-2026')
    await createPasskey(browser, device)
    await browser.submit({ passkeyName: 'スマホ' })
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId: 'other-2026', password: GOOD_PASSWORD })
    assert.match(browser.current.text, /別のユーザIDでログインする/)
    await browser.post('/passkey', { startOver: 'on' })
    assert.equal(browser.current.path, '/sign-in')
  })
})

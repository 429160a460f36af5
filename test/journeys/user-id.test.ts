import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { FORBIDDEN_CHARACTERS } from '../../src/account/forbidden-characters.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('user ID and method on one form', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
    const changes = { methods: [{ method: 'totp' }, { method: 'passkey' }] }
    await world.addSociety('kaede', 'http://kaede.portal.localhost:4000', 'kaede.portal.localhost', 'sakura', changes)
  })
  after(() => world.close())

  async function atTheForm(mail?: string, society = 'sakura'): Promise<Browser> {
    const browser = await world.browser(society)
    people += 1
    const member = await world.member(society, { mail: mail ?? `person-${people}@mail.example` })
    await activate(world, browser, member, { until: '/method' })
    return browser
  }

  it('UID-01…12, UID-44, MTH-16, MTH-18, MTH-19: shows the rule, the list of signs and the methods', async () => {
    const { heading, text, html } = (await atTheForm()).current
    assert.equal(heading, 'ユーザIDの変更・認証方法の設定')
    for (const words of [
      'ユーザIDの変更が可能です。',
      '認証方法の設定が必要です。',
      'ユーザID ※必須',
      'ユーザIDは、数字・英字の組合せで8文字以上、13文字以内で入力します。',
      'ユーザIDの英字は全て小文字として扱います（大文字での入力は可能ですが、小文字に変換されます）。',
      '記号は -（ハイフン） _（アンダーバー） .（ドット） @（アットマーク）が使えます。',
      '利用不可文字一覧を見る',
      '利用不可文字一覧を表示',
      '以下の文字はユーザIDに利用できません：',
      '認証方法 ※必須',
      'ワンタイムパスワード (OTP) アプリ認証',
      '認証アプリをインストールし、アプリに表示されるワンタイムパスワードを用いて認証します。',
      '※OTPは、ワンタイムパスワードの略称です。',
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /<button[^>]*>実行<\/button>/)
  })

  it('MTH-06, CON-05: lists no method that the society does not offer, and takes none', async () => {
    const browser = await atTheForm(undefined, 'kaede')
    assert.ok(browser.current.text.includes('ワンタイムパスワード (OTP) アプリ認証'))
    assert.ok(!browser.current.text.includes('ワンタイムパスワード (OTP) メール認証'))
    const before = await fingerprint(world, 'kaede')
    for (const method of ['mailCode', 'sms']) {
      await browser.submit({ userId: 'not-offered', method })
      assert.equal(browser.current.status, 422)
      assert.match(browser.current.text, /選択した認証方法は、いま利用できません。/)
    }
    assert.deepEqual(await fingerprint(world, 'kaede'), before)
  })

  it('UID-03…05, UID-49: too short, too long, empty', async () => {
    const browser = await atTheForm()
    for (const [userId, words] of [
      ['', 'ユーザIDを入力してください。'],
      ['a234567', 'ユーザIDは8文字以上で入力してください。'],
      ['a2345678901234', 'ユーザIDは13文字以内で入力してください。'],
    ] as const) {
      await browser.submit({ userId, method: 'totp' })
      assert.equal(browser.current.status, 422)
      assert.ok(browser.current.text.includes(words), words)
      assert.ok(browser.current.html.includes(`value="${userId}"`), 'what was typed is still there')
    }
    await browser.submit({ userId: 'a2345678', method: 'totp' })
    assert.equal(browser.current.path, '/password')
  })

  it('UID-05: thirteen characters are not too long', async () => {
    const browser = await atTheForm()
    await browser.submit({ userId: 'a234567890123', method: 'totp' })
    assert.equal(browser.current.path, '/password')
  })

  it('UID-13…43, CON-20: each sign of the list is refused and named; those that are in neither list, too', async () => {
    const browser = await atTheForm()
    const signs = FORBIDDEN_CHARACTERS.map(
      ({ shown }) => ({ '\\s': ' ', '\\v': '\v', '\\h': '\t' })[shown as string] ?? shown,
    )
    assert.equal(signs.length, 31)
    for (const sign of [...signs, '+', 'あ', '髙', '😀']) {
      await browser.submit({ userId: `hana${sign}ko2026`, method: 'totp' })
      assert.equal(browser.current.status, 422, sign)
      assert.match(browser.current.text, /ユーザIDに利用できない文字が含まれています/)
    }
    await browser.submit({ userId: 'hana!k?o2026', method: 'totp' })
    assert.match(browser.current.text, /含まれています（! \?）。/)
  })

  it('UID-06, UID-07, CON-19: upper case and full width are folded; - _ . @ are allowed; digits or letters alone are enough', async () => {
    for (const [typed, stored] of [
      ['Hana-Ko_2026', 'hana-ko_2026'],
      ['ＴＡＲＯ．2026', 'taro.2026'],
      ['saki@home', 'saki@home'],
      ['31415926', '31415926'],
      ['abcdefgh', 'abcdefgh'],
    ] as const) {
      const browser = await atTheForm()
      await browser.submit({ userId: typed, method: 'totp' })
      assert.equal(browser.current.path, '/password', typed)
      const { id } = await world.society('sakura')
      const found = await world.database.inSociety(id, (tx) =>
        tx.selectFrom('identifier').select('kind').where('value', '=', stored).execute(),
      )
      assert.deepEqual(found, [{ kind: 'own' }])
    }
  })

  it('UID-49: an ID that somebody has, in any case, is taken; nothing of the form is kept then', async () => {
    const first = await atTheForm()
    await first.submit({ userId: 'momiji-2026', method: 'totp' })
    assert.equal(first.current.path, '/password')
    const browser = await atTheForm()
    const before = await fingerprint(world, 'sakura')
    for (const userId of ['momiji-2026', 'MOMIJI-2026', 'ｍomiji-2026']) {
      await browser.submit({ userId, method: 'totp' })
      assert.equal(browser.current.status, 422)
      assert.match(browser.current.text, /このユーザIDは使われています。別のユーザIDを入力してください。/)
    }
    assert.deepEqual(await fingerprint(world, 'sakura'), before)
  })

  it('UID-44: without a method nothing of the form is kept; the ID typed is still there', async () => {
    const browser = await atTheForm()
    const before = await fingerprint(world, 'sakura')
    await browser.post('/method', { userId: 'tsubame-2026' })
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.text, /認証方法を選択してください。/)
    assert.match(browser.current.html, /value="tsubame-2026"/)
    assert.deepEqual(await fingerprint(world, 'sakura'), before)
  })

  it("an ID shaped like an address must be one's own verified one, and is one then", async () => {
    const browser = await atTheForm('my@ad.example')
    await browser.submit({ userId: 'no@ad.example', method: 'totp' })
    assert.equal(browser.current.status, 422)
    assert.match(
      browser.current.text,
      /メールアドレスの形のユーザIDは、ご自身の確認済みのメールアドレスだけが使えます。/,
    )
    await browser.submit({ userId: 'My@Ad.example', method: 'totp' })
    assert.equal(browser.current.path, '/password')
  })

  it('UID-02, UID-45: is asked where the society asks it, and nowhere else', async () => {
    const member = await world.member('genkan', { mail: 'noid@mail.example' })
    const { path } = await activate(world, await world.browser('genkan'), member)
    assert.ok(!path.includes('/method'))
    const kept = await world.member('sakura', { mail: 'kept@mail.example', keptUserId: 'doukakuuser202501' })
    const browser = await world.browser('sakura')
    await activate(world, browser, kept, { until: '/method' })
    assert.doesNotMatch(browser.current.html, /name="userId"/, 'a kept ID stays')
  })

  it('FST-04, FST-17, FST-19, LGN-14: terms → mail → user ID and method → password → app → top page, in by that ID', async () => {
    const member = await world.member('sakura', { mail: 'order@mail.example' })
    const browser = await world.browser('sakura')
    const { path, secret } = await activate(world, browser, member, { userId: 'Order-2026' })
    assert.deepEqual(path, [
      '/letter',
      '/terms',
      '/mail',
      '/mail/code',
      '/method',
      '/password',
      '/enrol/totp',
      '/portal',
    ])
    assert.match(browser.current.text, /設定が完了しました。/)
    await signOut(browser)
    await signIn(world, browser, { userId: 'order-2026', secret })
    assert.equal(browser.current.path, '/portal')
  })
})

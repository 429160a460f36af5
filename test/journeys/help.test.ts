/** よくある質問, and the ways to it from what went wrong. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { activate, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('minato', 'http://minato.portal.localhost:4000', 'minato.portal.localhost', 'minato')
})
after(() => world.close())

/** The question and its answer, as the page shows them; with the addresses of its links. */
async function entry(topic: string, society = 'sakura') {
  const browser = await world.browser(society)
  const { html } = await browser.open('/help')
  assert.equal(browser.current.status, 200)
  const section = html.split('<section ').find((one) => one.includes(`id="${topic}"`)) ?? ''
  const body = section.split('</section>')[0] ?? ''
  const links = [...body.matchAll(/href="([^"]+)"/g)].map(([, href]) => href)
  return { text: body.replace(/<[^>]+>/g, ''), links }
}

async function says(topic: string, words: readonly string[], links: readonly string[]) {
  const found = await entry(topic)
  for (const one of words) assert.ok(found.text.includes(one), `${topic}: ${one}`)
  assert.deepEqual(found.links, links, topic)
}

const DESK = /電話 03-0000-3900/

describe('the help', () => {
  it('CON-14, CON-15: lists every question with a link to its answer, the forgotten user ID too, and no chapter number', async () => {
    const browser = await world.browser('sakura')
    const { html, text } = await browser.open('/help')
    const nav = /<nav aria-label="お困り[\s\S]*?<\/nav>/.exec(html)?.[0] ?? ''
    const list = [...nav.matchAll(/href="#([a-z-]+)"/g)].map(([, topic = '']) => topic)
    assert.equal(list.length, 14)
    for (const topic of list) assert.ok(html.includes(`id="${topic}"`), topic)
    assert.ok(list.includes('user-id'))
    assert.doesNotMatch(text, /(?<!\d)3-\d|手順「/)
    for (const path of ['/sign-in', '/letter', '/forgot-password'])
      assert.match((await browser.open(path)).html, /href="\/help"/, path)
  })

  it('FAQ-01, FAQ-02: the user ID that is not known, and the one that there is not yet', async () => {
    await says('user-id', ['ユーザIDがわからない', 'お問い合わせください'], ['/forgot-user-id'])
    await says('new-user-id', ['ユーザIDを作成したい', 'お問い合わせください'], ['/letter'])
    assert.match((await entry('user-id')).text, DESK)
  })

  it('FAQ-03: a mail that does not come', async () => {
    const words = [
      '迷惑メールフォルダに受信されていないか確認します。',
      'ドメイン受信設定を確認します。',
      'メールの表示形式が「スレッド形式」になっていることで、一連のやり取りが最新の1件にまとめられていないかを確認します。',
      'メールアドレスが正しく登録されているかを確認します。',
    ]
    await says('mail', words, ['/forgot-password'])
  })

  it('FAQ-04, FAQ-05, FAQ-06, FAQ-07: the password that is forgotten, locked, asked about or refused', async () => {
    await says('password', ['パスワードを忘れた'], ['/forgot-password'])
    await says('locked', ['アカウント・パスワードがロックされました', '一致しない入力が続くと'], ['/sign-in'])
    assert.match((await entry('locked')).text, DESK)
    const { passwordRule } = (await world.society('sakura')).policy
    const rule = `${passwordRule.minLength}文字以上（最大${passwordRule.maxLength}文字）`
    await says('password-rule', ['パスワードポリシーを教えてください', rule], [])
    const refused = '「無効なユーザIDまたはパスワードです。」と表示されログインできません。'
    await says('refused', [refused, '誤りがある場合があります'], ['/forgot-password', '/forgot-user-id'])
  })

  it('FAQ-08, FAQ-09: a code that does not work', async () => {
    const words = [
      '最新のワンタイムパスワードを再度入力します。',
      '認証アプリを再起動します。',
      '時刻の自動補正機能を有効化する。',
      '認証時のスマートデバイス選択を再度ご確認ください。',
    ]
    await says('code', words, ['/lost'])
    await says('wrong-code', ['入力が誤っている。', '有効期限が切れている。'], [])
  })

  it('FAQ-10, FAQ-11, FAQ-12, FAQ-13: two devices, an old one, a wrong name, a lost phone', async () => {
    await says('two-devices', ['社給用・個人用の2台', 'はい、できます。'], [])
    await says('old-device', ['利用しなくなったスマートデバイス', 'ログイン方法の画面で削除できます'], ['/lost'])
    await says('name', ['表示されている名前が異なります'], [])
    assert.match((await entry('name')).text, DESK)
    await says('lost-device', ['機種変更、または紛失'], ['/lost', '/forgot-password'])
  })

  it('FAQ-14, CON-17: a PC alone is enough, by every method that the society has', async () => {
    for (const society of ['genkan', 'sakura', 'minato']) {
      const { text } = await entry('computer', society)
      assert.match(text, /はい、ご利用いただけます。/)
      const offered = (await world.society(society)).policy.methods.map(({ method }) => method)
      for (const [method, words] of [
        ['passkey', 'スマートデバイスは必要ありません。'],
        ['totp', 'ブラウザの拡張機能でも設定できます。'],
        ['mailCode', 'PCで受け取るメールでも利用できます。'],
      ] as const)
        assert.equal(text.includes(words), offered.includes(method), `${society} ${method}`)
    }
  })
})

describe('from an error to its answer', () => {
  it('FAQ-03: the page that waits for a mail', async () => {
    const member = await world.member('sakura', { mail: 'tasuke-1@mail.example' })
    const browser = await world.browser('sakura')
    await activate(world, browser, member, { until: '/mail/code', userId: 'tasuke-1x' })
    assert.match(browser.current.html, /href="\/help#mail"/)
    await browser.open('/forgot-password')
    await browser.submit({ userId: 'tasuke-nobody' })
    assert.match(browser.current.html, /href="\/help#mail"/)
  })

  it('FAQ-07, FAQ-09, FAQ-13: a password and a code that are refused, and no phone at hand', async () => {
    const member = await world.member('sakura', { mail: 'tasuke-2@mail.example' })
    const browser = await world.browser('sakura')
    await activate(world, browser, member, { userId: 'tasuke-2x' })
    const other = await world.browser('sakura')
    await signIn(world, other, { userId: 'tasuke-2x', password: 'chigau-Password1' })
    assert.match(other.current.html, /href="\/help#refused"/)
    await signIn(world, other, { userId: 'tasuke-2x' })
    await other.submit({ otp: '000000' })
    assert.equal(other.current.status, 422)
    assert.match(other.current.html, /href="\/help#wrong-code"/)
    await other.open('/lost')
    assert.match(other.current.html, /href="\/help#lost-device"/)
    const nobody = await world.browser('sakura')
    assert.match((await nobody.open('/lost')).html, /href="\/help#lost-device"/)
  })

  it('FAQ-05: a password that is locked', async () => {
    const browser = await world.browser('sakura')
    for (let n = 0; n < 6; n += 1) await signIn(world, browser, { userId: 'tasuke-lock', password: `chigau-Pass-${n}` })
    assert.equal(browser.current.status, 429)
    assert.match(browser.current.html, /href="\/help#locked"/)
  })
})

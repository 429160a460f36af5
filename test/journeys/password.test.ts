import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the password of the first sitting', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
    await world.addSociety('momiji', 'http://momiji.portal.localhost:4000', 'momiji.portal.localhost', 'genkan', {
      passwordRule: { minLength: 12, maxLength: 100, composition: 'enforced' },
    })
  })
  after(() => world.close())

  async function atThePage(society = 'genkan', userId = `user-id-${people}`): Promise<Browser> {
    const browser = await world.browser(society)
    people += 1
    const person = { mail: `tsukimi-${people}@mail.example`, birthDate: '1979-08-22' }
    await activate(world, browser, await world.member(society, person), { until: '/password', userId })
    return browser
  }

  const tryOne = async (browser: Browser, password: string, again = password) => {
    await browser.submit({ newPassword: password, newPasswordAgain: again })
    return browser.current
  }

  it('PWD-01, PWD-02, PWD-06, PWD-09…12: heading, warning, two fields with an eye, the check box and 実行', async () => {
    const { heading, text, html } = (await atThePage()).current
    assert.equal(heading, 'パスワードの更新')
    for (const words of [
      'アカウントを有効にするにはパスワードの更新が必要です。',
      'パスワードは8文字以上で入力してください。（最大64文字）',
      'パスワード確認用',
      '全てのデバイスからサインアウトする',
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /<button[^>]*>実行<\/button>/)
    assert.equal(html.match(/type="password"/g)?.length, 2)
    assert.ok((html.match(/data-eye/g) ?? []).length >= 2)
  })

  it('PWD-01…03, PWD-07: each refusal with its words; nothing is kept and nothing typed comes back', async () => {
    const browser = await atThePage('sakura', 'hibari-2026')
    const before = await fingerprint(world, 'sakura')
    for (const [password, words] of [
      ['', 'パスワードを入力してください。'],
      ['Umi83-k', 'パスワードは8文字以上で入力してください。'],
      ['Umibe-no-Kaze83'.repeat(5), 'パスワードは64文字以内で入力してください。'],
      ['うみべのかぜ83-kaze', 'パスワードに利用できない文字が含まれています。'],
      ['umibe no kaze 83', 'パスワードに利用できない文字が含まれています。'],
      ['hibari-2026', 'パスワードはユーザIDと同じ文字列の設定は、禁止しております。'],
      ['HIBARI-2026', 'パスワードはユーザIDと同じ文字列の設定は、禁止しております。'],
      ['password1234', 'よく使われているため、推測されやすいパスワードです。'],
      ['aaaaaaaaaaaa', '推測されやすいパスワードです。'],
      ['19790822', 'お名前、生年月日、メールアドレス、健保組合の名前などから推測できるパスワードは設定できません。'],
    ] as const) {
      const page = await tryOne(browser, password)
      assert.equal(page.status, 422, password)
      assert.ok(page.text.includes(words), `${password}: ${words}`)
      for (const [tag] of page.html.matchAll(/<input[^>]*type="password"[^>]*>/g)) assert.match(tag, /value=""/)
    }
    assert.deepEqual(await fingerprint(world, 'sakura'), before)
  })

  it('PWD-10: the two must be the same, and the second is needed', async () => {
    const browser = await atThePage()
    assert.match(
      (await tryOne(browser, 'umibe-no-Kaze83', '')).text,
      /パスワード確認用にも、同じパスワードを入力してください。/,
    )
    assert.match((await tryOne(browser, 'umibe-no-Kaze83', 'umibe-no-Kaze84')).text, /2つのパスワードが一致しません。/)
    await tryOne(browser, 'umibe-no-Kaze83')
    assert.equal(browser.current.path, '/enrol/totp')
  })

  it('PWD-02, PWD-03: every printable ASCII sign is taken, and 64 characters', async () => {
    const browser = await atThePage()
    await tryOne(browser, '!"#$%&\'()=~|`{+*}<>?_-^\\@[;:],./kaZe83'.padEnd(64, 'Xq7-'))
    assert.equal(browser.current.path, '/enrol/totp')
  })

  it('PWD-04, PWD-05: lengths and composition follow the society', async () => {
    const browser = await atThePage('momiji')
    assert.match(browser.current.text, /パスワードは12文字以上で入力してください。（最大100文字）/)
    assert.match(
      browser.current.text,
      /数字・英字（半角小文字）と記号（@,&,\$）等の組み合わせで12文字以上としてください/,
    )
    assert.match(
      (await tryOne(browser, 'umibenokaze83tsuki')).text,
      /数字・英字（半角小文字）と記号（@,&,\$）等の組み合わせで入力してください。/,
    )
    assert.match((await tryOne(browser, 'kaze-83-no')).text, /パスワードは12文字以上で入力してください。/)
    await tryOne(browser, `umibe-no-kaze-83-${'yukidaruma'.repeat(7)}`)
    assert.equal(browser.current.path, '/enrol/totp')
  })

  it('answers 503 with Retry-After when too many passwords wait to be hashed, and loses nothing', async () => {
    const browser = await atThePage()
    const { hasher } = world.gate
    Object.assign(world.gate, { hasher: { ...hasher, hash: async () => ({ ok: false, error: 'busy' }) } })
    try {
      assert.equal((await tryOne(browser, 'umibe-no-Kaze83')).status, 503)
      assert.equal(browser.current.headers.get('retry-after'), '5')
      assert.match(browser.current.text, /ただいま混み合っています。/)
    } finally {
      Object.assign(world.gate, { hasher })
    }
    await tryOne(browser, 'umibe-no-Kaze83')
    assert.equal(browser.current.path, '/enrol/totp')
  })
})

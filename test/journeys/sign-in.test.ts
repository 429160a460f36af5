import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, minutes } from '../../src/kernel/clock.ts'
import { completeMember } from '../support/complete-member.ts'
import { activate, appCode, GOOD_PASSWORD, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const INVALID = '無効なユーザIDまたはパスワードです。'

let world: World
before(async () => {
  world = await openWorld()
  const idOnly = { signInWith: 'id' }
  await world.addSociety('ume', 'http://ume.portal.localhost:4000', 'ume.portal.localhost', 'sakura', idOnly)
})
after(() => world.close())

describe('the sign-in page', () => {
  it('LGN-01…10: title, fields, eye, check box, links and button; password managers are welcome', async () => {
    const browser = await world.browser('sakura')
    const { heading, text, html } = await browser.open('/sign-in')
    assert.equal(heading, 'ログイン')
    for (const words of [
      'さくら健康保険組合加入者ページ',
      'ユーザID',
      'パスワード',
      'ログイン状態の保存',
      'パスワードを忘れた方はこちら',
      'ユーザIDを忘れた方はこちら',
      'ポータルに戻る',
    ])
      assert.ok(text.includes(words), words)
    assert.match(html, /data-eye/)
    assert.match(html, /<button[^>]*>ログイン<\/button>/)
    assert.match(html, /autocomplete="current-password"/)
    assert.doesNotMatch(html, /name="rememberMe"[^>]*checked/)
    for (const [words, path] of [
      ['パスワードを忘れた方はこちら', '/forgot-password'],
      ['ユーザIDを忘れた方はこちら', '/forgot-user-id'],
      ['ポータルに戻る', '/'],
    ] as const) {
      assert.match(html, new RegExp(`href="${path}">${words}`))
      assert.equal((await browser.request(path)).status, 200)
    }
  })

  it('PLT-18, PLT-19: is reached from ログイン on the public top page', async () => {
    const browser = await world.browser('sakura')
    await browser.open('/')
    assert.match(browser.current.html, /href="\/sign-in">ログイン/)
  })

  it('names what is empty and keeps the ID', async () => {
    const browser = await world.browser('sakura')
    await browser.open('/sign-in')
    await browser.submit({ userId: '', password: '' })
    assert.match(browser.current.text, /ユーザIDを入力してください。.*パスワードを入力してください。/)
    await browser.submit({ userId: 'hanako-2026', password: '' })
    assert.match(browser.current.html, /value="hanako-2026"/)
  })

  it('LGN-11, LGN-12, FAQ-07: one message for a wrong ID and a wrong password, with advice', async () => {
    const { userId } = await completeMember(world)
    const answers = []
    for (const [id, password] of [
      [userId, 'wrong-Password83'],
      ['nobody-2026', GOOD_PASSWORD],
    ] as const) {
      const browser = await world.browser('sakura')
      await browser.open('/sign-in')
      const { status, text, html } = await browser.submit({ userId: id, password })
      assert.equal(status, 422)
      assert.ok(text.includes(INVALID))
      assert.match(text, /入力したユーザID、もしくはパスワードに誤りがある場合があります。/)
      assert.ok(!html.includes(password))
      answers.push(text)
    }
    assert.equal(answers[0], answers[1])
  })

  it('LGN-13, LGN-14, LGN-16: ID in any case and width, password, code, portal', async () => {
    const { userId, secret } = await completeMember(world)
    for (const typed of [userId, userId.toUpperCase(), ` ${userId} `, userId.replace('-', '－')]) {
      const browser = await world.browser('sakura')
      await signIn(world, browser, { userId: typed, secret })
      assert.equal(browser.current.path, '/portal', typed)
    }
  })

  it('LGN-17: a kept ID signs in, though the rule of today would not allow it', async () => {
    const { secret } = await completeMember(world, 'sakura', { keptUserId: 'DoukakuUser2024' })
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: 'doukakuuser2024', secret })
    assert.equal(browser.current.path, '/portal')
  })

  it('a verified address signs in; one that is only typed, or where the society wants IDs, does not', async () => {
    const { mail, secret } = await completeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId: mail.toUpperCase(), secret })
    assert.equal(browser.current.path, '/portal')
    await activate(world, await world.browser('sakura'), await world.member('sakura', { mail: 'typed@mail.example' }), {
      until: '/mail/code',
    })
    const ume = await completeMember(world, 'ume')
    for (const [society, userId] of [
      ['sakura', 'typed@mail.example'],
      ['ume', ume.mail],
      ['genkan', mail],
    ] as const) {
      const stranger = await world.browser(society)
      await signIn(world, stranger, { userId })
      assert.ok(stranger.current.text.includes(INVALID), society)
    }
    const byId = await world.browser('ume')
    await signIn(world, byId, { userId: ume.userId, secret: ume.secret })
    assert.equal(byId.current.path, '/portal')
  })

  it('LGN-05: ログイン状態の保存 keeps the ID for the next time, unreadable, and is no sign-in', async () => {
    const { userId, secret, browser } = await completeMember(world)
    await signOut(browser)
    await browser.open('/sign-in')
    await browser.submit({ userId, password: GOOD_PASSWORD, rememberMe: 'yes' })
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    await signOut(browser)
    assert.ok(![...browser.cookies.values()].join().includes(userId))
    world.pass(days(2))
    await browser.open('/portal')
    assert.equal(browser.current.path, '/sign-in')
    assert.match(browser.current.html, new RegExp(`name="userId"[^>]*value="${userId}"`))
    assert.match(browser.current.html, /name="rememberMe"[^>]*checked/)
    await browser.post('/sign-in', { userId, password: GOOD_PASSWORD })
    await signOut(browser)
    await browser.open('/sign-in')
    assert.doesNotMatch(browser.current.html, new RegExp(userId), 'not ticked: forgotten')
  })

  it('LCK-03: five wrong passwords close the password until a time that it names, for unknown IDs too', async () => {
    const { userId, secret, browser } = await completeMember(world)
    const texts = []
    for (const id of [userId, 'nobody-2027']) {
      const stranger = await world.browser('sakura')
      for (let count = 0; count < 5; count += 1) {
        await signIn(world, stranger, { userId: id, password: `wrong-${count}` })
        assert.equal(stranger.current.status, 422)
      }
      await signIn(world, stranger, { userId: id })
      assert.equal(stranger.current.status, 429)
      assert.match(stranger.current.text, /一致しない入力が続いたため、ただいまお受けできません。/)
      assert.match(stranger.current.text, /\d+:\d\dを過ぎると、自動的に再開します。/)
      texts.push(stranger.current.text.replaceAll(id, 'ID'))
    }
    assert.equal(texts[0], texts[1])
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal', 'who is signed in stays signed in')
    world.pass(minutes(15))
    const later = await world.browser('sakura')
    await signIn(world, later, { userId, secret })
    assert.equal(later.current.path, '/portal')
  })

  it('the same wrong password again and again counts once', async () => {
    const { userId, secret } = await completeMember(world)
    const browser = await world.browser('sakura')
    for (let count = 0; count < 9; count += 1) await signIn(world, browser, { userId, password: 'wrong-Password83' })
    assert.equal(browser.current.status, 422)
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
  })

  it('answers 503 with Retry-After when too many wait; the same password is good later', async () => {
    const { userId, secret } = await completeMember(world)
    const { hasher } = world.gate
    Object.assign(world.gate, { hasher: { ...hasher, verify: async () => ({ ok: false, error: 'busy' }) } })
    const browser = await world.browser('sakura')
    try {
      for (let count = 0; count < 9; count += 1) {
        await signIn(world, browser, { userId })
        assert.equal(browser.current.status, 503)
        assert.equal(browser.current.headers.get('retry-after'), '5')
      }
    } finally {
      Object.assign(world.gate, { hasher })
    }
    await signIn(world, browser, { userId, secret })
    assert.equal(browser.current.path, '/portal')
  })

  it('GAP-15 ends with a clear page for whoever lost the qualification since', async () => {
    const { userId, secret, member, browser } = await completeMember(world)
    const { id } = await world.society('sakura')
    await world.database.inSociety(id, (tx) =>
      tx.updateTable('member').set({ lost_on: '2026-11-01' }).where('account_id', '=', member.accountId).execute(),
    )
    await browser.open('/portal')
    assert.equal(browser.current.heading, '現在はご利用いただけません')
    const again = await world.browser('sakura')
    await signIn(world, again, { userId, secret })
    assert.equal(again.current.path, '/refused')
    await signOut(again)
    assert.equal(again.current.path, '/')
  })
})

describe('the portal and the way out', () => {
  it("PLT-20…24, OUT-01: services and notices of the society, the member's own name top right leads to the log-out", async () => {
    const { browser } = await completeMember(world)
    const { text, html } = await browser.open('/portal')
    assert.match(text, /サービスメニュー/)
    assert.match(text, /人間ドック予約/)
    assert.match(html, /href="\/sign-out"[^>]*>.*青木 さくら/)
    assert.doesNotMatch(text, /健診の予約・結果/, "another society's service")
  })

  it('OUT-02, OUT-05: asks first; cancelling leads back and ends nothing', async () => {
    const { browser } = await completeMember(world)
    await browser.open('/sign-out')
    assert.match(browser.current.text, /ログアウトしてもよろしいですか？/)
    assert.match(browser.current.html, /href="\/portal">キャンセル/)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal')
  })

  it('OUT-03, OUT-04, PLT-19: ログアウトする ends the visit for good and shows the public top page', async () => {
    const { browser } = await completeMember(world)
    const kept = browser.copy()
    await browser.open('/sign-out')
    assert.match(browser.current.html, /<button[^>]*>ログアウトする<\/button>/)
    await browser.submit({})
    assert.equal(browser.current.path, '/')
    assert.match(browser.current.html, /href="\/sign-in">ログイン/)
    assert.match(browser.current.text, /ログアウトしました。/)
    assert.equal(browser.cookies.has('visit'), false)
    await kept.open('/portal')
    assert.equal(kept.current.status, 401)
  })

  it('half way in the way out cancels back to the step that is due', async () => {
    const { userId } = await completeMember(world)
    const browser = await world.browser('sakura')
    await signIn(world, browser, { userId })
    await browser.open('/sign-out')
    assert.match(browser.current.html, /href="\/otp">キャンセル/)
    await browser.submit({})
    await browser.open('/otp')
    assert.equal(browser.current.path, '/sign-in')
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days } from '../../src/kernel/clock.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, appCode, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('the terms of use', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  async function publish(version: number, effectiveAt: number) {
    const { id } = await world.society('genkan')
    const terms = { title: '利用規約', body: `第${version}の本文`, changes: `${version}で変わったこと` }
    await world.database.inSociety(id, (tx) =>
      tx
        .insertInto('terms')
        .values({ society_id: id, version, ...terms, effective_at: new Date(effectiveAt) })
        .execute(),
    )
  }

  it('TRM-01, TRM-02: are shown in the first sitting, to be read and agreed to', async () => {
    const browser = await world.browser()
    await activate(world, browser, await world.member('genkan'), { until: '/terms' })
    assert.equal(browser.current.heading, '利用規約')
    assert.match(browser.current.text, /利用規約をご確認いただいた後、「同意する」を押してください。/)
    assert.match(browser.current.text, /第1版/)
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/mail')
  })

  it('TRM-01 GAP-11 in English the translation is shown, and that it is one; what has none says so in Japanese words', async () => {
    const browser = await world.browser('sakura')
    await activate(world, browser, await world.member('sakura'), { until: '/terms' })
    assert.match(browser.current.html, /class="terms terms-window"[^>]*><div lang="ja">/)
    assert.match(browser.current.text, /この規約は、さくら健康保険組合（以下/)
    assert.doesNotMatch(browser.current.text, /参考訳/)
    await browser.open('/terms?lang=en')
    assert.match(browser.current.html, /class="terms terms-window"[^>]*><div lang="en">/)
    assert.match(browser.current.text, /the Japanese text is the one that counts\..*Article 1 \(Purpose\)/)
    await browser.open('/terms/versions/1')
    assert.equal(browser.current.heading, 'Terms of use of ゲンカン')
    const at = 'kaede.portal.localhost'
    await world.addSociety('kaede', `http://${at}:4000`, at, 'genkan')
    const { id } = await world.society('kaede')
    const words = { title: '利用規約', body: '日本語だけの本文', changes: '変更' }
    await world.database.inSociety(id, (tx) =>
      tx
        .insertInto('terms')
        .values({ society_id: id, version: 2, ...words, effective_at: new Date(world.now + days(1)) })
        .execute(),
    )
    world.pass(3000)
    const reader = await world.browser('kaede')
    await reader.open('/terms/versions/2?lang=en')
    assert.match(reader.current.text, /These terms are written in Japanese only\. 日本語だけの本文/)
  })

  it('TRM-06: whoever declines is told what that means, may come back, and has not agreed', async () => {
    const browser = await world.browser()
    await activate(world, browser, await world.member('genkan'), { until: '/terms' })
    const before = await fingerprint(world)
    await browser.submit({ decision: 'decline' })
    assert.equal(browser.current.heading, '同意されませんでした')
    assert.match(browser.current.html, /href="\/terms"/)
    assert.deepEqual(await fingerprint(world), before)
    for (const path of ['/mail', '/password', '/portal']) {
      await browser.open(path)
      assert.equal(browser.current.path, '/terms')
    }
    await browser.submit({})
    assert.equal(browser.current.status, 422, 'no button was pressed')
    await browser.submit({ decision: 'agree', version: 'x' })
    assert.equal(browser.current.path, '/terms')
    assert.deepEqual(await fingerprint(world), before)
  })

  it('TRM-06: what was read is what is agreed to; a version that came into force meanwhile is shown first', async () => {
    const browser = await world.browser()
    await activate(world, browser, await world.member('genkan'), { until: '/terms' })
    await publish(2, world.now)
    const before = await fingerprint(world)
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/terms')
    assert.equal(browser.current.status, 422)
    assert.deepEqual(await fingerprint(world), before)
    assert.match(browser.current.text, /第2の本文/)
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/mail')
    const { id } = await world.society('genkan')
    const accepted = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('terms_acceptance').select('version').where('version', '=', 2).execute(),
    )
    assert.equal(accepted.length, 1)
  })

  it('TRM-03…06: a new version is shown after the second factor and before the portal, from its day on', async () => {
    const member = await world.member('genkan', { mail: 'terms@mail.example' })
    const browser = await world.browser()
    const { secret } = await activate(world, browser, member)
    const first = { status: browser.current.status, path: browser.current.path }
    assert.deepEqual(first, { status: 200, path: '/portal' })
    await publish(3, world.now + days(1))
    await signOut(browser)
    await signIn(world, browser, { userId: 'terms@mail.example', secret })
    assert.equal(browser.current.path, '/portal', 'announced, not in force')
    await signOut(browser)
    world.pass(days(1))
    await browser.open('/sign-in')
    await browser.submit({ userId: 'terms@mail.example', password: 'umibe-no-Kaze83' })
    assert.equal(browser.current.path, '/otp')
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/terms')
    assert.match(browser.current.text, /利用規約が更新されました。/)
    assert.match(browser.current.text, /3で変わったこと/)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/terms')
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/portal')
  })

  it('TRM-03: a new version reaches who is signed in, too', async () => {
    const member = await world.member('genkan', { mail: 'inside@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member)
    await publish(4, world.now)
    await browser.open('/portal')
    assert.equal(browser.current.path, '/terms')
  })

  it('TRM-06 GAP-06: every version can be read by anybody, with its days and what it changed; another number is no page', async () => {
    const browser = await world.browser()
    await browser.open('/')
    assert.match(browser.current.html, /href="\/terms\/versions"/)
    await browser.open('/terms/versions')
    const { text, html } = browser.current
    assert.match(text, /第4版 ・ 現在有効/)
    assert.match(text, /第1版 ・ 終了/)
    assert.ok(text.indexOf('第4版') < text.indexOf('第1版'))
    assert.match(text, /3で変わったこと/)
    assert.match(html, /href="\/terms\/versions\/2"/)
    await browser.open('/terms/versions/2')
    assert.match(browser.current.text, /この版は、2026年11月22日に新しい版に替わりました。[\s\S]*第2の本文/)
    await browser.open('/terms/versions/4')
    assert.match(browser.current.text, /この版が現在有効です。[\s\S]*第4の本文/)
    for (const wrong of ['5', '0', '02', 'x']) {
      await browser.open(`/terms/versions/${wrong}`)
      assert.equal(browser.current.status, 404, wrong)
    }
  })
})

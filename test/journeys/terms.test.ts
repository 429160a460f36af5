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
  after(() => {
    assert.deepEqual(world.defects, [])
    return world.close()
  })

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
    await browser.submit({ decision: 'agree' })
    assert.equal(browser.current.path, '/terms')
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
})

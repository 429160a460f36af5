import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { issueLetter } from '../../src/account/letters.ts'
import { notMeToken } from '../../src/mail/not-me-token.ts'
import type { Browser } from '../support/browser.ts'
import { personWithTwoApps } from '../support/care.ts'
import { allPost, browsersOf, openCrowdedWorld, tabsOf } from '../support/crowd.ts'
import { eventsNamed } from '../support/events-named.ts'
import { askReset, redeem, resetPath } from '../support/recovery.ts'
import { activate, signIn, signOut } from '../support/story.ts'
import type { World } from '../support/world.ts'

describe('a hundred visitors at once', () => {
  let world: World
  before(async () => {
    world = await openCrowdedWorld()
    const screen = { recoveryPaper: 'screen' }
    await world.addSociety('kasumi', 'http://kasumi.portal.localhost:4000', 'kasumi.portal.localhost', 'sakura', screen)
  })
  after(() => world.close())

  it('a hundred who say 心当たりがない at once stop the account once, with one event and one mail', async () => {
    const member = await world.member('sakura', { mail: 'freeze-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'freeze-race' })
    const { id } = await world.society('sakura')
    const doubt = { accountId: member.accountId, happenedAt: world.now, madeAt: world.now }
    const path = `/not-me/${notMeToken(world.keyring, id, doubt)}`
    const told = () => world.jobs.filter((job) => job.kind === 'changed' && job.what === 'frozen').length
    const before = told()
    const those = await browsersOf(world, 100, 'sakura')
    assert.deepEqual(await allPost(those, path, () => ({})), { [`303 ${path}`]: 100 })
    assert.equal(await eventsNamed(world, 'sakura', 'account.frozen', member.accountId), 1)
    assert.equal(told() - before, 1)
  })

  it('REC-05: one link opens one of a hundred browsers', async () => {
    const member = await world.member('sakura', { mail: 'reset-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'reset-race' })
    await askReset(await world.browser('sakura'), 'reset-race')
    const those = await browsersOf(world, 100, 'sakura')
    assert.deepEqual(await allPost(those, resetPath(world), () => ({})), { '303 /otp': 1, '410': 99 })
    assert.equal(await eventsNamed(world, 'sakura', 'recovery.linkUsed', member.accountId), 1)
  })

  it('REC-03: a hundred who ask at once for one member get one link, in one mail', async () => {
    const member = await world.member('sakura', { mail: 'ask-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'ask-race' })
    const those = await browsersOf(world, 100, 'sakura')
    const asked = () => world.jobs.filter(({ kind }) => kind === 'reset').length
    const before = asked()
    assert.deepEqual(await allPost(those, '/forgot-password', () => ({ userId: 'ask-race' })), { '303 /sign-in': 100 })
    assert.equal(asked() - before, 1)
  })

  it('GAP-10: two browsers that complete one recovery at once do so once', async () => {
    const member = await world.member('sakura', { mail: 'recover-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'recover-race' })
    world.pass(60_000)
    const those = await browsersOf(world, 2, 'sakura')
    for (const browser of those) {
      await signIn(world, browser, { userId: 'recover-race' })
      await browser.open('/lost')
      await browser.submit({ lost: 'totp' })
      await browser.submit({ mailCode: (await world.lastCode()).code })
      assert.equal(browser.current.path, '/recover')
    }
    const tabs = those.flatMap((browser) => Array.from({ length: 50 }, () => browser.copy()))
    await allPost(tabs, '/recover', () => ({}))
    assert.equal(await eventsNamed(world, 'sakura', 'recovery.granted', member.accountId), 1)
  })

  it('REC-12: ten codes are put away once, and one of them brings back once, however often it is typed at once', async () => {
    const member = await world.member('kasumi', { mail: 'race-codes@mail.example' })
    const browser = await world.browser('kasumi')
    await activate(world, browser, member, { until: '/recovery-paper', userId: 'codes-race' })
    const { html } = browser.current
    const set = /name="set" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const recoveryCode = /<li>(\d{4} \d{4} \d{4})<\/li>/.exec(html)?.[1] ?? ''
    await allPost(tabsOf(browser, 100), '/recovery-paper', () => ({ saved: 'on', set }))
    assert.equal(await eventsNamed(world, 'kasumi', 'recoveryCodes.made', member.accountId), 1)
    const back = await world.browser('kasumi')
    await redeem(world, back, 'codes-race')
    await back.open('/lost')
    await back.submit({ lost: 'totp' })
    await allPost(tabsOf(back, 100), '/recovery-code', () => ({ recoveryCode }))
    const { id } = await world.society('kasumi')
    const proven = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('proof').select('id').where('factor', '=', 'recoveryCode').execute(),
    )
    assert.equal(proven.length, 1)
  })

  it('REC-12: the number on the letter’s lower half, typed in two visits by a hundred tabs, brings back once', async () => {
    const member = await world.member('genkan', { mail: 'number-race@mail.example' })
    await activate(world, await world.browser(), member)
    world.pass(60_000)
    const those = await browsersOf(world, 2, 'genkan')
    for (const browser of those) {
      world.pass(60_000)
      await redeem(world, browser, 'number-race@mail.example')
      await browser.open('/lost')
      await browser.submit({ lost: 'totp' })
      assert.equal(browser.current.path, '/recovery-code')
    }
    const { recoveryNumber: recoveryCode } = member.letter
    const proven: Browser[] = []
    for (const browser of those) {
      const tabs = tabsOf(browser, 50)
      await allPost(tabs, '/recovery-code', () => ({ recoveryCode }))
      proven.push(...tabs.filter((tab) => tab.cookies.get('visit') !== browser.cookies.get('visit')))
    }
    assert.equal(proven.length, 2, 'until something is bound it is good in every visit, and there once')
    await allPost(
      proven.flatMap((browser) => tabsOf(browser, 50)),
      '/recover',
      () => ({}),
    )
    assert.equal(await eventsNamed(world, 'genkan', 'recovery.granted', member.accountId), 1)
  })

  it('REC-12: a recovery letter that a hundred open begins the account anew once', async () => {
    const member = await world.member('sakura', { mail: 'paper-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'paper-race' })
    world.pass(60_000)
    const society = await world.society('sakura')
    const { temporaryId: userId, code: letterCode } = await world.database.inSociety(society.id, (tx) =>
      issueLetter(tx, society, world.keyring, member.accountId, world.now, 'recovery'),
    )
    const those = await browsersOf(world, 100, 'sakura')
    const opened = await allPost(those, '/letter', () => ({ userId, letterCode, birthDate: '19790822' }))
    assert.deepEqual(opened, { '303 /recover': 100 })
    await allPost(those, '/recover', () => ({}))
    assert.equal(await eventsNamed(world, 'sakura', 'recovery.granted', member.accountId), 1)
  })

  it('a stopped account is opened once by a hundred tabs of two browsers, and everybody else is out', async () => {
    const { browser, member, userId, secret } = await personWithTwoApps(world)
    await signOut(browser)
    world.pass(60_000)
    await signIn(world, browser, { userId, secret })
    await browser.open('/history')
    const link = /href="(\/not-me\/[^"]+)"/.exec(browser.current.html)?.[1] ?? ''
    await browser.post(link, {})
    const those = await browsersOf(world, 2, 'sakura')
    for (const one of those) {
      await signIn(world, one, { userId, secret })
      assert.equal(one.current.path, '/restore')
    }
    await allPost(
      those.flatMap((one) => tabsOf(one, 50)),
      '/restore',
      () => ({}),
    )
    assert.equal(await eventsNamed(world, 'sakura', 'account.restored', member.accountId), 1)
    const inside = await Promise.all(those.map(async (one) => (await one.open('/portal')).status === 200))
    assert.equal(inside.filter(Boolean).length, 1)
  })
})

import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, minutes } from '../../src/kernel/clock.ts'
import { activeMember, enrolApp, eventsOf, lose, NEW_PASSWORD, opens, setPassword } from '../support/lost-things.ts'
import { redeem } from '../support/recovery.ts'
import { appCode, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('take', 'http://take.portal.localhost:4000', 'take.portal.localhost', 'sakura', {
    recovery: ['direct', 'twoKinds', 'letter'],
  })
})
after(() => world.close())

describe('the direct way of the manuals', () => {
  it('REC-01, REC-05, REC-07…09: link, app anew, password anew, portal', async () => {
    const who = await activeMember(world, 'take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    assert.equal(browser.current.path, '/recover')
    await browser.submit({})
    assert.equal(browser.current.path, '/enrol/totp')
    const secret = await enrolApp(world, browser)
    assert.equal(browser.current.path, '/password')
    assert.match(browser.current.text, /パスワードを変更する必要があります。/)
    await setPassword(browser)
    assert.equal(browser.current.path, '/portal')
    assert.equal(await opens(world, who, NEW_PASSWORD, secret), '/portal', 'both are asked for ever after')
    world.pass(minutes(1))
    const half = await world.browser('take')
    await signIn(world, half, { userId: who.userId, password: NEW_PASSWORD })
    assert.equal(half.current.path, '/otp')
    assert.deepEqual((await eventsOf(world, who)).find(({ name }) => name === 'recovery.granted')?.detail, {
      rung: 'direct',
      replaces: 'totp password',
    })
  })

  it('RAU-02 REC-11 afterwards settings ask for all that the account has, and lead nowhere in a circle', async () => {
    const who = await activeMember(world, 'take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    await browser.submit({})
    const secret = await enrolApp(world, browser)
    await setPassword(browser)
    assert.equal((await browser.open('/profile/mail')).path, '/refused/for/mail', 'not in the sitting that came back')
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.post('/sign-out', {})
    world.pass(minutes(1))
    await signIn(world, browser, { userId: who.userId, password: NEW_PASSWORD, secret })
    assert.equal((await browser.open('/profile/mail')).path, '/profile/mail')
    world.pass(minutes(6))
    await browser.open('/sign-in-methods/totp')
    assert.equal(browser.current.path, '/password/confirm/for/totp')
    await browser.submit({ password: NEW_PASSWORD })
    assert.equal(browser.current.path, '/otp/for/totp')
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/sign-in-methods/totp')
    await browser.open('/sign-in-methods/password')
    assert.equal(browser.current.path, '/sign-in-methods/password')
  })

  it('is taken up again after an interruption, by another link', async () => {
    const who = await activeMember(world, 'take')
    for (const ends of [false, true]) {
      world.pass(minutes(20))
      const browser = await world.browser('take')
      await redeem(world, browser, who.userId)
      if (browser.current.path === '/recover') await browser.submit({})
      assert.equal(browser.current.path, '/enrol/totp')
      if (!ends) continue
      await enrolApp(world, browser)
      await setPassword(browser)
      assert.equal(browser.current.path, '/portal')
    }
  })

  it('attack: is closed for seven days after a mail change', async () => {
    const who = await activeMember(world, 'take')
    const { id } = await world.society('take')
    const changed = { verified_at: new Date(world.now), roots: ['device', 'memory'] as ('device' | 'memory')[] }
    await world.database.inSociety(id, (tx) =>
      tx.updateTable('mail_address').set(changed).where('account_id', '=', who.member.accountId).execute(),
    )
    world.pass(days(6))
    const thief = await world.browser('take')
    await redeem(world, thief, who.userId)
    assert.equal(thief.current.path, '/otp')
    world.pass(days(2))
    const member = await world.browser('take')
    await redeem(world, member, who.userId)
    assert.equal(member.current.path, '/recover')
  })

  it('attack: the password that one mailbox set does not open the direct way by itself', async () => {
    const who = await activeMember(world, 'take')
    const browser = await world.browser('take')
    await redeem(world, browser, who.userId)
    await browser.submit({})
    await enrolApp(world, browser)
    await setPassword(browser)
    await browser.post('/sign-out', {})
    world.pass(minutes(60))
    const thief = await world.browser('take')
    await signIn(world, thief, { userId: who.userId, password: NEW_PASSWORD })
    await lose(thief, 'totp')
    assert.match((await thief.open('/portal')).path, /refused|mail-otp/)
  })
})

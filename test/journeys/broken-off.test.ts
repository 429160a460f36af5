/** Every society, every method, every beginning: broken off at every screen, gone on with on another device. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hours } from '../../src/kernel/clock.ts'
import { presetNames } from '../../src/society/read-preset.ts'
import type { Browser } from '../support/browser.ts'
import {
  addPresets,
  type Beginning,
  browserOn,
  comeBack,
  enter,
  type Method,
  policiesOf,
  type Sitter,
  sitter,
  walk,
} from '../support/preset-sitting.ts'
import { openLetter, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const policies = await policiesOf(presetNames)

/** What is said, chosen or set up once, and never again. */
const ONCE = [
  '/terms',
  '/method',
  '/password',
  '/enrol/totp',
  '/enrol/passkey',
  '/enrol/passkey/name',
  '/recovery-paper',
]

describe('a sitting that is broken off', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    await addPresets(world, presetNames)
  })
  after(() => world.close())

  const begun = async (society: string, method: Method, beginning: Beginning) => {
    const who = await sitter(world, society, method, beginning)
    const browser = await browserOn(world, society, 'phone')
    await who.begin(browser)
    return { who, browser }
  }

  /** Where the address is verified afterwards a password alone is one kind: then paper is the way, and it is said. */
  async function paperWhereItIsNeeded(browser: Browser, who: Sitter): Promise<boolean> {
    if (browser.current.path !== '/refused') return false
    assert.equal((await world.society(who.society)).policy.mailVerification, 'afterwards')
    assert.equal(browser.current.heading, '新しい通知書が必要です')
    who.member = { ...who.member, ...(await world.letterFor(who.society, who.member.accountId, world.now)) }
    world.pass(60_000)
    await openLetter(browser, who.member)
    return true
  }

  const twice = ({ answered }: Sitter): string[] =>
    ONCE.filter((path) => answered.indexOf(path) !== answered.lastIndexOf(path))

  /** Goes on on another device an hour later, to the portal; what was asked twice. */
  async function goOn(who: Sitter): Promise<{ browser: Browser; twice: string[] }> {
    world.pass(hours(1))
    const browser = await browserOn(world, who.society, 'PC')
    await comeBack(world, browser, who)
    const byPaper = await paperWhereItIsNeeded(browser, who)
    await walk(world, browser, who)
    // New paper sets aside the password of a founding that came to no end.
    return { browser, twice: twice(who).filter((path) => !(byPaper && path === '/password')) }
  }

  for (const [society, policy] of policies)
    for (const { method } of policy.methods)
      for (const beginning of policy.initial)
        it(`FST-06…FST-09 ${society}, ${method}, ${beginning}: goes on at every screen on another device; nobody is stranded, nothing is asked twice`, async () => {
          const { who, browser } = await begun(society, method, beginning)
          const whole = await walk(world, browser, who)
          for (const [at, until] of whole.slice(0, -1).entries()) {
            if (whole.indexOf(until) < at) continue
            const { who, browser } = await begun(society, method, beginning)
            await walk(world, browser, who, until)
            const after = await goOn(who)
            assert.deepEqual([until, after.twice], [until, []])
          }
        })

  for (const [society, policy] of policies)
    for (const { method } of policy.methods)
      it(`FST-10…FST-13 ${society}, ${method}: the sign-in that follows is broken off and gone on with at every screen`, async () => {
        const next = async () => {
          const { who, browser } = await begun(society, method, 'letter')
          await walk(world, browser, who)
          await signOut(browser)
          await comeBack(world, browser, who)
          return { who, browser }
        }
        const { who, browser } = await next()
        const whole = await walk(world, browser, who)
        assert.match(browser.current.html, /<a class="tile"/)
        for (const until of whole.slice(0, -1)) {
          const { who, browser } = await next()
          await walk(world, browser, who, until)
          const after = await goOn(who)
          assert.deepEqual([until, after.twice], [until, []])
          assert.match(after.browser.current.html, /<a class="tile"/)
        }
      })

  it('FST-12 a method that waits: the day before the last it can be set up, a day later only paper goes on', async () => {
    for (const [days, leads] of [
      [13, '/mail-otp'],
      [15, '/refused'],
    ] as const) {
      const { who, browser } = await begun('aoba', 'totp', 'letter')
      await walk(world, browser, who)
      world.pass(hours(24 * days))
      await enter(world, browser, who)
      assert.equal(browser.current.path, leads)
    }
  })
})

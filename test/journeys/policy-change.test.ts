/**
 * A society changes its policy while people are in the middle (design.md §5, invariant 9): nobody is stranded, whoever
 * goes on does so in the same browser or on another device, and one thing alone opens no more than before.
 */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import { applyPolicy } from '../../src/society/apply-policy.ts'
import { type PresetName, readPreset } from '../../src/society/read-preset.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'
import { publishTerms } from '../../src/staff/publish-terms.ts'
import type { Browser } from '../support/browser.ts'
import { browserOn, comeBack, enter, type Method, type Sitter, sitter, walk } from '../support/preset-sitting.ts'
import { openLetter, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

type Change = {
  readonly preset: PresetName
  /** Laid over the preset before, and after. */
  readonly from?: object
  readonly to: object
  readonly methods: readonly Method[]
  /** A new version of the terms instead of a new policy. */
  readonly terms?: true
}

const offer = (...methods: Method[]) => methods.map((method) => ({ method }))
const verifiedLater = { mailVerification: 'afterwards', methods: offer('passkey', 'totp') }
const noAddress = { mail: 'optional', methods: offer('totp', 'passkey') }
const waits = { enrolment: { passkey: 'nextSignIn', totp: 'nextSignIn', mailCode: 'nextSignIn' } }
const passkeyFirst = { password: 'whenNoPasskey', passkey: 'first' }

const CHANGES: Record<string, Change> = {
  'FST-06 another order': {
    preset: 'sakura',
    to: { activation: ['mail', 'method', 'password', 'terms'] },
    methods: ['totp', 'passkey'],
  },
  'FST-06 the order of another society': {
    preset: 'hinode',
    to: { activation: ['terms', 'mail', 'method', 'password'] },
    methods: ['totp'],
  },
  'CON-05 a method is withdrawn': {
    preset: 'sakura',
    to: { methods: offer('passkey', 'mailCode') },
    methods: ['totp', 'mailCode'],
  },
  'CON-05 mailed codes are withdrawn': {
    preset: 'minato',
    to: { methods: offer('passkey', 'totp') },
    methods: ['mailCode', 'passkey'],
  },
  'MTH-02 a method is put off to a later day': {
    preset: 'aoba',
    to: { methods: [...offer('passkey', 'mailCode'), { method: 'totp', from: '2099-01-01' }] },
    methods: ['totp'],
  },
  'MTH-02 a method is added': {
    preset: 'sakura',
    from: { methods: offer('passkey', 'totp') },
    to: { methods: offer('mailCode', 'passkey', 'totp') },
    methods: ['totp', 'passkey'],
  },
  'CON-08 the method waits for the next sign-in from now on': {
    preset: 'sakura',
    to: waits,
    methods: ['totp', 'passkey', 'mailCode'],
  },
  'CON-08 the method no longer waits': { preset: 'wakaba', to: { enrolment: {} }, methods: ['totp', 'passkey'] },
  'an address is needed from now on': {
    preset: 'sakura',
    from: noAddress,
    to: { methods: offer('totp', 'passkey') },
    methods: ['totp', 'passkey'],
  },
  'an address is needed no more': { preset: 'sakura', to: noAddress, methods: ['totp', 'mailCode'] },
  'CON-03 addresses are verified afterwards': { preset: 'sakura', to: verifiedLater, methods: ['totp', 'passkey'] },
  'CON-03 addresses are verified at once': {
    preset: 'hinode',
    to: { mailVerification: 'codeOrLink' },
    methods: ['totp', 'passkey'],
  },
  'TRM-03 the terms are new': { preset: 'sakura', to: {}, methods: ['totp', 'passkey', 'mailCode'], terms: true },
  'CON-23 the rule for passwords is stricter': {
    preset: 'sakura',
    to: { passwordRule: { minLength: 12, composition: 'enforced' } },
    methods: ['totp', 'mailCode'],
  },
  'everybody needs a password': { preset: 'genkan', to: { password: 'required' }, methods: ['passkey', 'totp'] },
  'a passkey needs no password any more': { preset: 'sakura', to: passkeyFirst, methods: ['passkey', 'totp'] },
  'everybody has a user ID': { preset: 'genkan', to: { userId: 'required' }, methods: ['passkey', 'totp'] },
  'nobody is asked for a user ID': { preset: 'sakura', to: { userId: 'none' }, methods: ['totp', 'mailCode'] },
  'PSK-07 passkeys are named': { preset: 'genkan', to: { passkeyName: 'asked' }, methods: ['passkey'] },
  'the recovery codes come on a page': { preset: 'genkan', to: { recoveryPaper: 'screen' }, methods: ['totp'] },
  'there is no recovery number any more': { preset: 'genkan', to: { recoveryPaper: 'none' }, methods: ['totp'] },
  'letters get a recovery number': { preset: 'sakura', to: { recoveryPaper: 'letter' }, methods: ['totp'] },
  'only letters lead back': { preset: 'sakura', to: { recovery: ['letter'] }, methods: ['totp'] },
  'a page less in English': { preset: 'sakura', to: { languages: ['ja'] }, methods: ['totp'] },
}

/** Where somebody is who is asked for more than one thing, or let in nowhere. */
const ASKED = ['/mail-otp', '/otp', '/passkey', '/refused', '/sign-in', '/letter']

describe('a policy that changes while people are in the middle', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  const at = (name: string) => ({ origin: `http://${name}.portal.localhost:4000`, rpId: `${name}.portal.localhost` })

  async function make(name: string, { preset, from = {} }: Change): Promise<void> {
    await world.addSociety(name, at(name).origin, at(name).rpId, preset, from)
  }

  /** A node sees it within two seconds. */
  async function change(name: string, { preset, to, terms }: Change): Promise<void> {
    if (terms) {
      world.pass(seconds(1))
      const draft = { version: 2, body: '新しい本文', changes: '変わったこと', effectiveAt: world.now } as const
      const place = { societyId: (await world.society(name)).id, now: world.now }
      const published = await publishTerms(world.database, place, { ...draft, actor: 'operator', by: '担当者' })
      assert.ok(published.ok, JSON.stringify(published))
      return
    }
    const hosts = { ...at(name), others: [] }
    const read = readPolicy({ ...(await readPreset(preset)), ...to, hosts })
    assert.ok(read.ok, JSON.stringify(read))
    const applied = await applyPolicy(world.database, name, read.value, () => world.now)
    assert.deepEqual(applied, { ok: true, value: { version: 2, changed: true } })
    world.pass(seconds(3))
  }

  type Somebody = { readonly who: Sitter; readonly browser: Browser; readonly at: string }

  const begun = async (name: string, method: Method, until: string): Promise<Somebody> => {
    const who = await sitter(world, name, method)
    const browser = await browserOn(world, name, 'phone')
    await who.begin(browser)
    await walk(world, browser, who, until)
    return { who, browser, at: until }
  }

  /** Somebody at each screen of the first sitting, and one who is done. */
  async function everywhere(name: string, method: Method): Promise<Somebody[]> {
    const { who, browser } = await begun(name, method, '/terms')
    const screens = [...new Set(await walk(world, browser, who))]
    const people: Somebody[] = []
    for (const until of screens) people.push(await begun(name, method, until))
    return people
  }

  /** Whoever chose what is offered no more and has not set it up takes something else. */
  async function adapt({ who }: Somebody): Promise<void> {
    const offered = (await world.society(who.society)).policy.methods.filter(({ from }) => !from || from < '2099')
    const owns = who.answered.includes(who.method === 'mailCode' ? '/password' : `/enrol/${who.method}`)
    if (!offered.some(({ method }) => method === who.method) && !owns)
      Object.assign(who, { method: offered[0]?.method ?? who.method })
  }

  /** One thing alone, on a device that nobody knows: the letter with its birth date, or the password. */
  async function oneThing({ who, at: where }: Somebody): Promise<void> {
    const stranger = await browserOn(world, who.society, 'PC')
    const hasAddress = who.answered.includes('/mail/code')
    if (who.answered.includes('/password')) {
      await enter(world, stranger, who)
      assert.ok(ASKED.includes(stranger.current.path), `${where}: a password alone leads to ${stranger.current.path}`)
    } else if (hasAddress) {
      await openLetter(stranger, who.member)
      assert.ok(ASKED.includes(stranger.current.path), `${where}: a letter alone leads to ${stranger.current.path}`)
    }
    for (const page of ['/portal', '/profile', '/sign-in-methods']) {
      await stranger.open(page)
      assert.notEqual(stranger.current.path, page, where)
    }
    world.pass(minutes(1))
  }

  async function goesOn({ who, browser, at: where }: Somebody, elsewhere: boolean): Promise<void> {
    const here = elsewhere ? await browserOn(world, who.society, 'PC') : browser
    if (elsewhere) await comeBack(world, here, who)
    else await here.open('/portal')
    if (here.current.path === '/refused') {
      const password = who.answered.includes('/password')
      assert.ok(password && !who.answered.includes('/mail/code'), `${where}: a letter is asked for`)
      who.member = { ...who.member, ...(await world.letterFor(who.society, who.member.accountId, world.now)) }
      world.pass(minutes(1))
      await openLetter(here, who.member)
    }
    await walk(world, here, who)
    assert.equal(here.current.path, '/portal', where)
    if (here.current.html.includes('<a class="tile"')) return
    await signOut(here)
    await enter(world, here, who)
    await walk(world, here, who)
    assert.match(here.current.html, /<a class="tile"/, where)
  }

  for (const [number, [title, what]] of Object.entries(CHANGES).entries())
    for (const [odd, method] of what.methods.entries())
      it(`${title} (${what.preset}, ${method}): whoever is in the middle goes on, here or elsewhere, and one thing alone opens nothing`, async () => {
        const name = `change-${number}-${method.toLowerCase()}`
        await make(name, what)
        const people = await everywhere(name, method)
        await change(name, what)
        for (const [index, person] of people.entries()) {
          await adapt(person)
          // Every other one goes on elsewhere; with another method it is the others' turn.
          const elsewhere = (index + odd) % 2 === 1
          if (elsewhere) await oneThing(person)
          await goesOn(person, elsewhere)
        }
      })
})

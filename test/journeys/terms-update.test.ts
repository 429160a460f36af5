import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hours } from '../../src/kernel/clock.ts'
import { termsHistory } from '../../src/society/terms-history.ts'
import { publishTerms } from '../../src/staff/publish-terms.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('terms that are updated between sign-in and portal', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  /** What the operator does, in the society of this method. */
  async function announce(society: string, effectiveAt: number, words: string) {
    const { id: societyId } = await world.society(society)
    const history = await world.database.inSociety(societyId, (tx) => termsHistory(tx, world.now))
    const version = (history[0]?.version ?? 0) + 1
    const texts = { body: `${words}の本文`, changes: `・${words}で一つ目\n・${words}で二つ目` }
    const draft = { version, ...texts, effectiveAt, actor: 'operator', by: 'sato' } as const
    const published = await publishTerms(world.database, { societyId, now: world.now }, draft)
    assert.ok(published.ok)
  }

  type Person = {
    readonly browser: Browser
    readonly userId: string
    readonly secret: string
    readonly key: Authenticator
  }
  type Way = {
    readonly society: string
    activate(mail: string): Promise<Person>
    /** Signs in up to what comes after the second factor. */
    signIn(person: Person): Promise<string[]>
  }

  const password = { newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD }

  async function begin(society: string, mail: string): Promise<Person> {
    const browser = await world.browser(society)
    await activate(world, browser, await world.member(society, { mail }), {
      until: society === 'genkan' ? '/enrol/passkey' : '/method',
    })
    return { browser, userId: mail, secret: '', key: new Authenticator(browser.origin) }
  }

  async function typeBoth({ browser, userId }: Person): Promise<string> {
    world.pass(30_000)
    await browser.open('/sign-in')
    await browser.post('/sign-in', { userId, password: GOOD_PASSWORD })
    return browser.current.path
  }

  const WAYS: Record<string, Way> = {
    'a passkey alone': {
      society: 'genkan',
      async activate(mail) {
        const person = await begin('genkan', mail)
        await person.browser.submit({ credential: person.key.create(offerOf(person.browser.current.html)) })
        await person.browser.submit({})
        return person
      },
      async signIn({ browser, key }) {
        const { html } = await browser.open('/sign-in')
        await browser.post('/sign-in', { credential: key.get(offerOf(html)) })
        return ['/sign-in']
      },
    },
    'a passkey after the password': {
      society: 'sakura',
      async activate(mail) {
        const person = await begin('sakura', mail)
        const { browser, key } = person
        await browser.submit({ userId: 'passkey-user', method: 'passkey' })
        await browser.submit(password)
        await browser.submit({ credential: key.create(offerOf(browser.current.html)) })
        await browser.submit({ passkeyName: 'わたしの鍵', name: 'わたしの鍵' })
        return person
      },
      async signIn(person) {
        const at = await typeBoth(person)
        const { browser, key } = person
        await browser.submit({ credential: key.get(offerOf(browser.current.html)) })
        return ['/sign-in', at]
      },
    },
    'the app': {
      society: 'sakura',
      async activate(mail) {
        const person = await begin('sakura', mail)
        const { browser } = person
        await browser.submit({ userId: 'app-user', method: 'totp' })
        await browser.submit(password)
        const secret = offeredSecret(browser.current.html)
        await browser.submit({ otp: appCode(secret, world.now), deviceName: 'スマホ' })
        return { ...person, secret }
      },
      async signIn(person) {
        const at = await typeBoth(person)
        await person.browser.submit({ otp: appCode(person.secret, world.now) })
        return ['/sign-in', at]
      },
    },
    'mailed codes': {
      society: 'sakura',
      async activate(mail) {
        const person = await begin('sakura', mail)
        await person.browser.submit({ userId: 'mail-user', method: 'mailCode' })
        await person.browser.submit(password)
        return person
      },
      async signIn(person) {
        const at = await typeBoth(person)
        await person.browser.submit({ mailCode: (await world.lastCode()).code })
        return ['/sign-in', at]
      },
    },
  }
  const SECOND: Record<string, string[]> = {
    'a passkey alone': ['/sign-in'],
    'a passkey after the password': ['/sign-in', '/passkey'],
    'the app': ['/sign-in', '/otp'],
    'mailed codes': ['/sign-in', '/mail-otp'],
  }

  for (const [at, [name, way]] of Object.entries(WAYS).entries())
    it(`TRM-03…TRM-06 with ${name}: announced, then shown after the second factor and before the portal; 同意しない leads out, 同意する leads in`, async () => {
      const person = await way.activate(`terms-${at}@mail.example`)
      const { browser } = person
      assert.equal(browser.current.path, '/portal')
      await announce(way.society, world.now + hours(2), `${at}番`)
      await signOut(browser)
      await way.signIn(person)
      assert.equal(browser.current.path, '/portal', 'it is announced and does not hold yet')
      await signOut(browser)
      world.pass(hours(2))

      assert.deepEqual(await way.signIn(person), SECOND[name])
      assert.equal(browser.current.path, '/terms')
      assert.match(browser.current.text, /利用規約が更新されました。/)
      assert.match(browser.current.html, new RegExp(`<li>${at}番で一つ目</li><li>${at}番で二つ目</li>`))
      assert.match(browser.current.text, new RegExp(`${at}番の本文`))
      assert.match(browser.current.html, /href="\/terms\/versions"/)
      await browser.open('/portal')
      assert.equal(browser.current.path, '/terms')

      await browser.submit({ decision: 'decline' })
      assert.equal(browser.current.path, '/terms/declined')
      assert.match(browser.current.text, /健康保険の給付や手続きに影響はありません。/)
      assert.match(browser.current.html, /href="\/sign-out"/)
      await signOut(browser)
      assert.equal(browser.current.path, '/')

      await way.signIn(person)
      assert.equal(browser.current.path, '/terms', 'declining did not agree')
      await browser.submit({ decision: 'agree' })
      assert.equal(browser.current.path, '/portal')
      assert.match(browser.current.html, /class="tile"/)
      await signOut(browser)
      await way.signIn(person)
      assert.equal(browser.current.path, '/portal', 'nobody is asked twice')
    })

  it('TRM-03: whoever missed two versions sees what each of them changed', async () => {
    const way = WAYS['a passkey alone'] as Way
    const person = await way.activate('missed@mail.example')
    await signOut(person.browser)
    await announce('genkan', world.now, '先の版')
    world.pass(1)
    await announce('genkan', world.now, '後の版')
    await way.signIn(person)
    const { text } = person.browser.current
    assert.ok(text.indexOf('後の版で一つ目') > 0)
    assert.ok(text.indexOf('後の版で二つ目') < text.indexOf('先の版で一つ目'))
    assert.doesNotMatch(text, /先の版の本文/)
  })
})

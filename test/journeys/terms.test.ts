import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours } from '../../src/kernel/clock.ts'
import { termsHistory } from '../../src/society/terms-history.ts'
import { publishTerms } from '../../src/staff/publish-terms.ts'
import { Authenticator, offerOf } from '../support/authenticator.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, signIn, signOut } from '../support/story.ts'
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

/** How long a visit lasts, what ends it, and what its cookie is worth. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { hours, minutes, seconds } from '../../src/kernel/clock.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, oneStep, openLetter, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const ENDED = '時間がたったため、手続きを終了しました'

describe('a visit', () => {
  let world: World
  let people = 0
  before(async () => {
    world = await openWorld()
    await world.addSociety('kaede', 'http://kaede.portal.localhost:4000', 'kaede.portal.localhost', 'genkan', {
      enrolment: { totp: 'nextSignIn' },
    })
  })
  after(() => {
    assert.deepEqual(world.defects, [])
    return world.close()
  })

  async function person(until?: string) {
    people += 1
    const mail = `visit-${people}@mail.example`
    const member = await world.member('genkan', { mail })
    const browser = await world.browser()
    const { secret } = await activate(world, browser, member, until ? { until } : {})
    return { member, mail, browser, secret }
  }

  async function isOver(browser: Browser, path: string) {
    await browser.open(path)
    assert.equal(browser.current.status, 401, path)
    assert.equal(browser.current.heading, ENDED)
    assert.match(browser.current.html, /href="\/sign-in"/)
    assert.equal(browser.cookies.has('visit'), false, 'the cookie is of no use any more')
  }

  describe('dies when it stands still', () => {
    for (const [what, until, limit] of [
      ['half signed in: after 15 minutes', '/password', minutes(15)],
      ['while a mail is awaited: after 30 minutes', '/mail/code', minutes(30)],
      ['SES-07, signed in: after 60 minutes', '/portal', minutes(60)],
    ] as const)
      it(what, async () => {
        const { browser } = await person(until)
        for (let count = 0; count < 3; count += 1) {
          world.pass(limit)
          await browser.open(until)
          assert.equal(browser.current.path, until, 'every page view winds the clock up')
        }
        world.pass(limit + 1)
        await isOver(browser, until)
      })

    it('for the step that waits for the app code: after 15 minutes, and its form does nothing then', async () => {
      const { mail, secret } = await person()
      const browser = await world.browser()
      await signIn(world, browser, { userId: mail })
      world.pass(minutes(15) + 1)
      const response = await browser.send('/otp', { otp: appCode(secret, world.now) })
      assert.equal(response.status, 401)
      await signIn(world, browser, { userId: mail, secret })
      assert.equal(browser.current.path, '/portal', 'the code was not used up')
    })

    it('polling does not keep it alive', async () => {
      const { browser } = await person('/mail/code')
      for (let count = 0; count < 6; count += 1) {
        world.pass(minutes(5))
        const { confirmed } = await (await browser.request('/mail/state')).json()
        assert.equal(confirmed, false)
      }
      world.pass(1)
      assert.deepEqual(await (await browser.request('/mail/state')).json(), { confirmed: true, next: '/sign-in' })
      await isOver(browser, '/mail/code')
    })

    it('the picture of the QR code does not keep it alive either', async () => {
      const { browser } = await person('/enrol/totp')
      for (let count = 0; count < 3; count += 1) {
        world.pass(minutes(5))
        assert.equal((await browser.request('/enrol/totp/qr.png')).status, 200)
      }
      world.pass(1)
      await isOver(browser, '/enrol/totp')
    })
  })

  it('SES-07: ends after twelve hours, however busy', async () => {
    const { browser } = await person()
    for (let passed = 0; passed < hours(12); passed += minutes(30)) {
      await browser.open('/portal')
      assert.equal(browser.current.path, '/portal')
      world.pass(minutes(30))
    }
    world.pass(1)
    await isOver(browser, '/portal')
  })

  it('what was done so far is kept when it ends', async () => {
    const { member, browser } = await person('/mail')
    world.pass(minutes(16))
    await isOver(browser, '/mail')
    await openLetter(browser, member)
    assert.equal(browser.current.path, '/mail')
  })

  it('has a new cookie after every proof; the one before opens pages for 60 seconds and its posts only lead on', async () => {
    const { browser, member } = await person('/mail/code')
    const before = browser.copy()
    await oneStep(world, browser, member)
    assert.notEqual(browser.cookies.get('visit'), before.cookies.get('visit'))
    world.pass(seconds(60))
    await before.open('/enrol/passkey')
    assert.equal(before.current.status, 200)
    const fields = { method: 'totp' }
    const response = await before.send('/enrol/passkey', fields)
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/enrol/passkey')
    assert.equal(response.headers.getSetCookie().length, 0, 'it is not exchanged for the new one')
    world.pass(1)
    assert.equal((await before.send('/enrol/passkey', fields)).status, 401)
    await browser.open('/enrol/passkey')
    assert.equal(browser.current.path, '/enrol/passkey', 'nobody chose in between')
  })

  it('a form that was sent twice does its work once and leads on', async () => {
    const { browser, member } = await person('/mail/code')
    const twin = browser.copy()
    const fields = { mailCode: (await world.lastCode()).code }
    await oneStep(world, browser, member)
    await twin.post('/mail/code', fields)
    assert.deepEqual([twin.current.path, twin.current.status], ['/enrol/passkey', 200])
  })

  it('the cookie from before a sign-in is worth nothing in it (session fixation)', async () => {
    const { mail, secret } = await person()
    const attacker = await person('/mail')
    const browser = await world.browser()
    const planted = attacker.browser.cookies.get('visit') ?? ''
    browser.cookies.set('visit', planted)
    await browser.post('/sign-in', { userId: mail, password: 'umibe-no-Kaze83' })
    const halfWay = browser.copy()
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.equal(browser.current.path, '/portal')
    const cookies = [planted, halfWay.cookies.get('visit') ?? '', browser.cookies.get('visit') ?? '']
    assert.equal(new Set(cookies).size, 3)
    await attacker.browser.open('/portal')
    assert.equal(attacker.browser.current.status, 401, 'the planted visit was ended')
    world.pass(seconds(61))
    await halfWay.open('/portal')
    assert.equal(halfWay.current.status, 401)
  })

  it('a made-up, foreign or cut cookie is no visit', async () => {
    const { browser } = await person()
    const [id = '', secret = ''] = (browser.cookies.get('visit') ?? '').split('.')
    for (const value of [
      '',
      'x',
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${crypto.randomUUID()}.${secret}`,
      `${id}.${secret}x`,
      `${id.toUpperCase()}.${secret}`,
      '%00',
      `${id}.${secret.slice(0, -1)}`,
    ]) {
      const thief = await world.browser()
      thief.cookies.set('visit', value)
      await thief.open('/portal')
      assert.ok([401, 200].includes(thief.current.status), value)
      assert.doesNotMatch(thief.current.text, /サービスメニュー/)
      const form = await thief.send('/terms', { decision: 'agree', version: '1' })
      assert.ok([303, 401].includes(form.status), value)
    }
    const sakura = await world.browser('sakura')
    sakura.cookies.set('visit', browser.cookies.get('visit') ?? '')
    await isOver(sakura, '/portal')
    await browser.open('/portal')
    assert.equal(browser.current.path, '/portal', 'and it is not harmed by that')
  })

  describe('of the same member in another browser', () => {
    /** Two browsers half way through a sitting with one letter, at the step after `until`. */
    async function two(until: string) {
      const { member, browser, mail } = await person(until)
      const other = await world.browser()
      await openLetter(other, member)
      return { member, browser, other, mail }
    }

    it('ends half signed in when an address is said, verified, or a password or an app is bound', async () => {
      for (const step of ['/mail', '/mail/code', '/password', '/enrol/totp']) {
        const { member, browser, other } = await two(step === '/enrol/totp' ? '/password' : step)
        const waits = other.current.path
        if (step === '/enrol/totp') {
          await oneStep(world, browser, member)
          await isOver(other, waits)
          const again = await world.browser()
          await signIn(world, again, { userId: member.mail ?? '' })
          assert.equal(again.current.path, '/mail-otp')
          await oneStep(world, browser, member)
          await isOver(again, '/mail-otp')
        } else {
          await browser.submit(
            step === '/mail'
              ? {}
              : step === '/mail/code'
                ? { mailCode: (await world.lastCode()).code }
                : { newPassword: 'umibe-no-Kaze83', newPasswordAgain: 'umibe-no-Kaze83' },
          )
          assert.notEqual(browser.current.path, step)
          await isOver(other, waits)
        }
      }
    })

    it('ends half signed in when the address is verified by the link', async () => {
      const { browser, other } = await two('/mail/code')
      const { link } = await world.lastCode()
      const phone = await world.browser()
      await phone.post(link, {})
      await isOver(other, '/mail')
      await browser.open('/mail/code')
      assert.equal(browser.current.path, '/enrol/passkey')
    })

    it('stays when nothing is bound', async () => {
      const { member, other } = await two('/terms')
      const browser = await world.browser()
      await openLetter(browser, member)
      await browser.submit({ decision: 'agree' })
      await other.open('/mail')
      assert.equal(other.current.path, '/mail')
    })

    it('SES-01…03, SES-05, SES-06: 全てのデバイスからサインアウトする is ticked and ends every other, not this one', async () => {
      const member = await world.member('kaede', { mail: 'everywhere@mail.example' })
      const first = await world.browser('kaede')
      await activate(world, first, member)
      const browser = await world.browser('kaede')
      await signIn(world, browser, { userId: 'everywhere@mail.example' })
      await oneStep(world, browser, member)
      assert.equal(browser.current.path, '/enrol/totp')
      assert.match(browser.current.html, /name="signOutEverywhere"[^>]*checked/)
      await oneStep(world, browser, member)
      assert.equal(browser.current.path, '/recovery-paper')
      assert.equal(await whyEnded(first, 'kaede'), 'signedOutEverywhere')
      await isOver(first, '/portal')
    })

    it('SES-06: without the tick only what is half signed in ends', async () => {
      const { browser, other } = await two('/mail')
      await browser.post('/mail', { mail: 'untick@mail.example' })
      assert.equal(browser.current.path, '/mail/code')
      assert.equal(await whyEnded(other, 'genkan'), 'credentialBound')
    })
  })

  async function whyEnded(browser: Browser, name: string) {
    const { id } = await world.society(name)
    const visitId = browser.cookies.get('visit')?.split('.')[0] ?? ''
    const visit = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('visit').select('ended_because').where('id', '=', visitId).executeTakeFirstOrThrow(),
    )
    return visit.ended_because
  }

  it('FST-10…13: where the app is set up at the next sign-in, the portal waits with locked services and says what is left', async () => {
    const member = await world.member('kaede', { mail: 'later@mail.example' })
    const browser = await world.browser('kaede')
    await activate(world, browser, member)
    assert.match(browser.current.text, /あと1つ：認証方法/)
    assert.doesNotMatch(browser.current.html, /kenshin\.example\.com/)
    await browser.open('/sign-out')
    assert.match(browser.current.text, /あと1つ：認証方法/)
    assert.match(browser.current.text, /次のログインのあとに続きから設定できます。/)
    await browser.submit({})
    await signIn(world, browser, { userId: 'later@mail.example' })
    const path = [browser.current.path]
    while (path.at(-1) !== '/portal') {
      await oneStep(world, browser, member)
      path.push(browser.current.path)
    }
    assert.deepEqual(path, ['/mail-otp', '/enrol/totp', '/recovery-paper', '/portal'])
    assert.match(browser.current.html, /kenshin\.example\.com/)
  })

  it('signing out twice, or without a visit, leads to the top page', async () => {
    const { browser } = await person()
    const twin = browser.copy()
    await signOut(browser)
    await twin.post('/sign-out', {})
    assert.equal(twin.current.path, '/')
    const nobody = await world.browser()
    await nobody.post('/sign-out', {})
    assert.equal(nobody.current.path, '/')
  })
})

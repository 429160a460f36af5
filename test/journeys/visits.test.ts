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
  after(() => world.close())

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

  it('has a new cookie after every proof; the one before opens nothing, and its posts only lead on', async () => {
    const { browser, member } = await person('/mail/code')
    const before = browser.copy()
    await oneStep(world, browser, member)
    assert.notEqual(browser.cookies.get('visit'), before.cookies.get('visit'))
    const response = await before.send('/enrol/passkey', { method: 'totp' })
    assert.equal(response.status, 303)
    assert.equal(response.headers.get('location'), '/enrol/passkey')
    assert.equal(response.headers.getSetCookie().length, 0, 'it is not exchanged for the new one')
    await missed(before, '/enrol/passkey')
    await browser.open('/enrol/passkey')
    assert.equal(browser.current.path, '/enrol/passkey', 'nobody chose in between')
  })

  it('a form that was sent twice does its work once and leads on', async () => {
    const { browser } = await person('/mail/code')
    const { code } = await world.lastCode()
    await browser.submitAndLose({ mailCode: code })
    await browser.submit({ mailCode: code })
    assert.deepEqual([browser.current.path, browser.current.status], ['/enrol/passkey', 200])
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
    await missed(halfWay, '/portal')
    world.pass(seconds(61))
    await halfWay.open('/portal')
    assert.equal(halfWay.current.status, 401)
  })

  /** The page for whoever has a cookie from before the last rotation: nothing of the visit, and a way on. */
  async function missed(browser: Browser, path: string) {
    const cookie = browser.cookies.get('visit')
    await browser.open(path)
    assert.equal(browser.current.status, 401, path)
    assert.equal(browser.current.heading, '送信した結果が、この画面に届いていません')
    assert.match(browser.current.html, /href="\/sign-in"/)
    assert.match(browser.current.html, /href="\/letter"/)
    assert.equal(browser.cookies.get('visit'), cookie, 'an answer that is overtaken takes no cookie away')
  }

  describe('whose answer was lost after a proof', () => {
    /** A browser at the code of the app, which was right, and whose answer never came. */
    async function lost() {
      const { mail, secret } = await person()
      const browser = await world.browser()
      await signIn(world, browser, { userId: mail })
      const copied = browser.copy()
      copied.page = browser.page
      world.pass(30_000)
      const otp = appCode(secret, world.now)
      await browser.submitAndLose({ otp })
      return { browser, copied, otp }
    }
    const once = (browser: Browser) => /name="once" value="([^"]*)"/.exec(browser.current.html)?.[1] ?? ''

    it('goes on when the same form is sent again, however much later, and gets the same cookie each time', async () => {
      const { browser, otp } = await lost()
      world.pass(minutes(10))
      const again = await browser.copy().send('/otp', { otp, once: once(browser) })
      await browser.submit({ otp })
      assert.equal(browser.current.path, '/portal')
      assert.match(again.headers.getSetCookie().join(), new RegExp(`visit=${browser.cookies.get('visit')};`))
    })

    it('goes on from any page when the script of its tab sends the token of the form', async () => {
      const { browser } = await lost()
      const kept = once(browser)
      await missed(browser, '/portal')
      assert.match(browser.current.html, /<form method="post" action="\/resume" data-resume hidden>/)
      await browser.post('/resume', { once: kept })
      assert.equal(browser.current.path, '/portal')
    })

    it('says how to go on where there is no script, and signing in replaces the visit', async () => {
      const { browser } = await lost()
      await missed(browser, '/otp')
      await browser.open('/sign-in')
      assert.equal(browser.current.path, '/sign-in')
    })

    it('is not handed to somebody who holds the cookie from before, by racing, guessing or with a token of their own', async () => {
      const { browser, copied, otp } = await lost()
      const own = once(copied).replace(/^./, (sign) => (sign === 'A' ? 'B' : 'A'))
      await missed(copied, '/portal')
      await missed(copied, '/otp')
      for (const token of ['', own, 'A'.repeat(43), 'x']) {
        assert.equal((await copied.send('/resume', { once: token })).status, 401)
        const posted = await copied.send('/otp', { otp, once: token })
        assert.equal(posted.headers.getSetCookie().length, 0)
      }
      await missed(copied, '/portal')
      await browser.submit({ otp })
      assert.equal(browser.current.path, '/portal', 'and the real browser is not kept out by that')
    })

    it('is handed to nobody any more as soon as the new cookie was presented', async () => {
      const { browser, otp } = await lost()
      const behind = browser.copy()
      behind.page = browser.page
      await browser.submit({ otp })
      assert.equal((await behind.send('/resume', { once: once(behind) })).status, 401)
      const posted = await behind.send('/otp', { otp, once: once(behind) })
      assert.equal(posted.headers.getSetCookie().length, 0)
      await missed(behind, '/portal')
      await browser.open('/portal')
      assert.equal(browser.current.path, '/portal')
    })

    it('is handed out by no form without a token', async () => {
      const { mail, secret } = await person()
      const browser = await world.browser()
      await signIn(world, browser, { userId: mail })
      const behind = browser.copy()
      world.pass(30_000)
      await browser.send('/otp', { otp: appCode(secret, world.now) })
      assert.equal((await behind.send('/resume', { once: '' })).status, 401)
    })

    it('ends with its visit: after 15 minutes the form that missed its answer leads nowhere', async () => {
      const { member, browser } = await person('/password')
      const fields = { newPassword: 'umibe-no-Kaze83', newPasswordAgain: 'umibe-no-Kaze83' }
      await browser.submitAndLose(fields)
      const late = browser.copy()
      late.page = browser.page
      await browser.submit(fields)
      assert.equal(browser.current.path, '/enrol/totp')
      world.pass(minutes(15) + 1)
      await late.submit(fields)
      assert.equal(late.current.status, 401)
      assert.equal(late.current.heading, ENDED)
      assert.ok(member)
    })

    it('a page that asks whether the mail was confirmed is not led away while its own form is answered', async () => {
      const { browser } = await person('/mail/code')
      const asking = browser.copy()
      await browser.submit({ mailCode: (await world.lastCode()).code })
      const { confirmed } = await (await asking.request('/mail/state')).json()
      assert.equal(confirmed, false)
    })
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

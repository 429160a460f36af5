import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, GOOD_PASSWORD, offeredSecret, openLetter, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let count = 0
before(async () => {
  world = await openWorld()
  await world.addSociety('fuji', 'http://fuji.portal.localhost:4000', 'fuji.portal.localhost', 'sakura', {
    rememberMe: 'session',
    services: [{ name: '健診', url: 'https://kenshin.example.com/', icon: 'health' }],
  })
})
after(() => world.close())

async function activeMember(society = 'genkan') {
  count += 1
  const mail = `session-${count}@mail.example`
  const member = await world.member(society, { mail })
  const browser = await world.browser(society)
  const { secret } = await activate(world, browser, member, { userId: `session-${count}x` })
  return { mail, secret, browser, member }
}

const left = async (browser: Browser) =>
  (await (await browser.request('/stay')).json()) as { endsInSeconds: number; canStay: boolean }
const stay = async (browser: Browser) => {
  const headers = { origin: browser.origin, accept: 'application/json' }
  return browser.request('/stay', { method: 'POST', headers })
}
const isIn = async (browser: Browser) => (await browser.open('/portal')).status === 200

describe('a signed-in visit', () => {
  it('GAP-07: ends after 60 minutes without a request, and every page winds it up', async () => {
    const { browser } = await activeMember()
    for (let n = 0; n < 3; n += 1) {
      world.pass(minutes(60))
      assert.ok(await isIn(browser))
    }
    world.pass(minutes(60) + 1)
    assert.equal((await browser.open('/portal')).status, 401)
    assert.match(browser.current.text, /時間がたったため/)
  })

  it('GAP-07: ends after 12 hours however busy it is', async () => {
    const { browser } = await activeMember()
    for (let n = 0; n < 24; n += 1) {
      world.pass(minutes(30))
      assert.ok(await isIn(browser), `after ${(n + 1) / 2} hours`)
    }
    world.pass(1)
    assert.equal((await browser.open('/portal')).status, 401)
  })

  it('says when it will end: a live region, a button and, without script, a sentence', async () => {
    const { browser } = await activeMember()
    await browser.open('/portal')
    assert.match(browser.current.html, /data-stay="\/stay" data-ends="3600"/)
    assert.match(browser.current.html, /role="status" aria-live="polite"/)
    assert.match(
      browser.current.html,
      /<p class="stay-hint" data-stay-hint>安全のため、60分間操作がないと自動的に終了します。/,
    )
    assert.match(browser.current.html, /assets\/stay\./)
    await browser.post('/sign-out', {})
    await browser.open('/sign-in')
    assert.doesNotMatch(browser.current.html, /data-stay/)
  })

  it('stays by a post; asking how long is left extends nothing', async () => {
    const { browser } = await activeMember()
    world.pass(minutes(58))
    assert.deepEqual(await left(browser), { endsInSeconds: 120, canStay: true, idleMinutes: 60 })
    world.pass(minutes(1))
    assert.equal((await left(browser)).endsInSeconds, 60)
    const stayed = await stay(browser)
    assert.equal(((await stayed.json()) as { endsInSeconds: number }).endsInSeconds, 3600)
    world.pass(minutes(60) + 1)
    assert.equal((await browser.request('/stay')).status, 401)
    assert.equal((await stay(browser)).status, 401)
    assert.equal((await browser.open('/portal')).status, 401)
  })

  it('cannot stay beyond the last end, and is told so', async () => {
    const { browser } = await activeMember()
    for (let n = 0; n < 23; n += 1) {
      world.pass(minutes(30))
      await isIn(browser)
    }
    world.pass(minutes(29))
    const end = (await (await stay(browser)).json()) as { endsInSeconds: number; canStay: boolean }
    assert.deepEqual([end.endsInSeconds, end.canStay], [60, false])
    await browser.open('/portal')
    assert.match(browser.current.html, /data-words="まもなく、ご利用時間の上限のため終了します。/)
  })

  it('without script the button leads back to where the visit is; a foreign page cannot press it', async () => {
    const { browser } = await activeMember()
    assert.equal((await browser.post('/stay', {})).path, '/portal')
    const foreign = { method: 'POST', headers: { origin: 'http://sakura.portal.localhost:4000' } }
    assert.equal((await browser.request('/stay', foreign)).status, 403)
  })

  it('half signed in it ends after 15 minutes, whoever asks meanwhile', async () => {
    const { mail } = await activeMember()
    const browser = await world.browser()
    await browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    world.pass(minutes(10))
    assert.equal((await left(browser)).endsInSeconds, 300)
    world.pass(minutes(5) + 1)
    assert.equal((await browser.open('/otp')).status, 401)
  })
})

describe('全てのデバイスからサインアウトする', () => {
  it('SES-01, SES-03, SES-05, SES-06: ends every other visit of the account and keeps the present one', async () => {
    const { mail, secret, member, browser: other } = await activeMember()
    const third = await world.browser()
    world.pass(minutes(1))
    await signIn(world, third, { userId: mail, secret })
    assert.ok((await isIn(other)) && (await isIn(third)))
    const { id } = await world.society('genkan')
    // The method is to be set up anew, so that the page with the box stands here again; recovery comes with part 6.
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('totp_device')
        .set({ removed_at: new Date(world.now) })
        .where('account_id', '=', member.accountId)
        .execute(),
    )
    const browser = await world.browser()
    await browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    await browser.submit({ mailCode: (await world.lastCode()).code })
    assert.equal(browser.current.path, '/enrol/totp')
    assert.match(browser.current.html, /name="signOutEverywhere"[^>]*checked/)
    const otp = appCode(offeredSecret(browser.current.html), world.now)
    await browser.submit({ otp, deviceName: 'new phone' })
    assert.equal(browser.current.path, '/portal')
    for (const ended of [other, third]) assert.equal((await ended.open('/portal')).status, 401)
    assert.ok(await isIn(browser))
    // The browsers that were signed out are strangers again, the present one is not.
    for (let n = 0; n < 6; n += 1)
      await (await world.browser()).post('/sign-in', { userId: mail, password: `wrong ${n}` })
    assert.equal((await other.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })).status, 429)
    await browser.post('/sign-out', {})
    assert.equal((await browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })).path, '/otp')
  })

  it('SES-02: of a sitting, from the page of the mail address', async () => {
    const member = await world.member('genkan', { mail: 'everywhere@mail.example' })
    const [one, other] = [await world.browser(), await world.browser()]
    for (const browser of [other, one]) {
      await openLetter(browser, member)
      if (browser.current.path === '/terms') await browser.submit({ decision: 'agree' })
    }
    assert.match(one.current.html, /name="signOutEverywhere"[^>]*checked/)
    await one.submit({ mail: 'everywhere@mail.example' })
    assert.equal(one.current.path, '/mail/code')
    assert.equal((await other.open('/mail')).status, 401)
  })
})

describe('ログイン状態の保存', () => {
  it('LGN-05, SES-07: policy `identity` keeps the ID for 180 days, sealed, and never a sign-in', async () => {
    const { mail, secret, browser } = await activeMember()
    await browser.post('/sign-out', {})
    await browser.open('/sign-in')
    assert.match(browser.current.text, /共用のパソコンではチェックしないでください/)
    const response = await browser.send('/sign-in', { userId: mail, password: GOOD_PASSWORD, rememberMe: 'on' })
    const cookies = response.headers.getSetCookie()
    const visit = cookies.find((cookie) => cookie.startsWith('visit='))
    assert.doesNotMatch(visit ?? '', /max-age|expires/i)
    const remembered = cookies.find((cookie) => cookie.startsWith('remembered='))
    assert.match(remembered ?? '', /Max-Age=15552000.*HttpOnly/)
    assert.ok(!remembered?.includes('session-'))
    world.pass(hours(13))
    await browser.open('/sign-in')
    assert.match(browser.current.html, new RegExp(`value="${mail}"`))
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
    await browser.post('/sign-out', {})
    await browser.post('/sign-in', { userId: mail, password: 'wrong' })
    assert.equal(browser.cookies.has('remembered'), false, 'not ticked: forgotten')
  })

  it('SES-07: policy `session` keeps the sign-in for 14 days; services ask for a new one after 12 hours', async () => {
    const { mail, secret, browser } = await activeMember('fuji')
    await browser.post('/sign-out', {})
    await browser.open('/sign-in')
    assert.match(browser.current.text, /14日間、ログインしたままにします/)
    await browser.submit({ userId: mail, password: GOOD_PASSWORD, rememberMe: 'on' })
    world.pass(30_000)
    const response = await browser.send('/otp', { otp: appCode(secret, world.now) })
    assert.match(response.headers.getSetCookie().find((cookie) => cookie.startsWith('visit=')) ?? '', /Expires=/)
    assert.ok(await isIn(browser))
    assert.match(browser.current.html, /href="https:\/\/kenshin\.example\.com\/"/)
    world.pass(hours(12) + minutes(1))
    assert.ok(await isIn(browser), 'the portal is open')
    assert.doesNotMatch(browser.current.html, /kenshin\.example\.com/, 'its services are not')
    assert.match(browser.current.html, /href="\/sign-in\?again=yes"/)
    await browser.open('/sign-in?again=yes')
    assert.equal(browser.current.heading, 'ログイン')
    await browser.submit({ userId: mail, password: GOOD_PASSWORD, rememberMe: 'on' })
    world.pass(30_000)
    await browser.submit({ otp: appCode(secret, world.now) })
    assert.match(browser.current.html, /href="https:\/\/kenshin\.example\.com\/"/)
    world.pass(days(13))
    assert.ok(await isIn(browser))
    world.pass(days(1))
    assert.equal((await browser.open('/portal')).status, 401)
  })

  it('SES-07: policy `session` without the tick is a visit like any other, and half signed in it never stays', async () => {
    const { mail, secret, browser } = await activeMember('fuji')
    await browser.post('/sign-out', {})
    await signIn(world, browser, { userId: mail, secret })
    world.pass(minutes(61))
    assert.equal((await browser.open('/portal')).status, 401)
    await browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD, rememberMe: 'on' })
    assert.equal(browser.current.path, '/otp')
    world.pass(minutes(16))
    assert.equal((await browser.open('/otp')).status, 401)
  })
})

/** Going back, reloading and second tabs, as a browser without script meets them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { activate, GOOD_PASSWORD } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let people = 0
before(async () => {
  world = await openWorld()
})
after(() => world.close())

/** A browser whose sitting stands at this page. */
async function at(until: string, society = 'genkan') {
  people += 1
  const member = await world.member(society, { mail: `tabs-${people}@mail.example` })
  const browser = await world.browser(society)
  await activate(world, browser, member, { until, userId: `tabuser-${people}` })
  return browser
}

/** The same browser's other tab, on the same page. */
function secondTab(browser: Browser): Browser {
  const tab = browser.copy()
  tab.page = browser.page
  return tab
}

const kept = (browser: Browser) => browser.cookies.get('kept') ?? ''

describe('a form that was refused', () => {
  it('leads back to its page, where what was typed and what is wrong stand once: going back sends nothing again', async () => {
    const browser = await at('/mail')
    const posted = await browser.send('/mail', { mail: 'hanako＠' })
    assert.deepEqual([posted.status, posted.headers.get('location')], [303, '/mail'])
    assert.doesNotMatch(decodeURIComponent(kept(browser)), /hanako/, 'it is sealed')
    assert.match(posted.headers.getSetCookie().join(), /kept=[^;]+; Max-Age=120; Path=\/; HttpOnly; SameSite=Lax/)
    await browser.open('/mail')
    assert.equal(browser.current.status, 422)
    assert.match(browser.current.html, /value="hanako＠"/)
    assert.match(browser.current.html, /data-summary/)
    assert.equal(kept(browser), '')
    await browser.open('/mail')
    assert.equal(browser.current.status, 200)
    assert.doesNotMatch(browser.current.html, /data-summary|hanako＠/)
  })

  it('keeps no password and no code', async () => {
    const browser = await at('/password', 'sakura')
    await browser.post('/password', { newPassword: 'typed-in-vain-1', newPasswordAgain: 'typed-in-vain-2' })
    assert.equal(browser.current.status, 422)
    assert.doesNotMatch(browser.current.html, /typed-in-vain/)
    const app = await at('/enrol/totp', 'sakura')
    await app.post('/enrol/totp', { otp: '123456', deviceName: '' })
    assert.equal(app.current.status, 422)
    assert.doesNotMatch(app.current.html, /value="123456"/)
  })

  it('is kept for its own page and its own visit', async () => {
    const browser = await at('/mail')
    await browser.send('/mail', { mail: 'hanako＠' })
    const other = await at('/mail')
    other.cookies.set('kept', kept(browser))
    await other.open('/mail')
    assert.equal(other.current.status, 200)
    assert.doesNotMatch(other.current.html, /hanako＠/)
    await browser.open('/letter')
    assert.equal(browser.current.status, 200)
    await browser.open('/mail')
    assert.match(browser.current.html, /value="hanako＠"/, 'another page in between does not lose it')
  })

  it('that is too long to be kept is shown at once', async () => {
    const browser = await at('/mail')
    const posted = await browser.send('/mail', { mail: `${'a'.repeat(4000)}@mail.example` })
    assert.equal(posted.status, 422)
    assert.match(await posted.text(), /aaaa@mail\.example/)
  })

  it('still counts as a failure of its network', async () => {
    const browser = await at('/mail/code')
    for (let n = 0; n < 60; n += 1) assert.equal((await browser.send('/mail/code', { mailCode: '12' })).status, 303)
    assert.equal((await browser.send('/mail/code', { mailCode: '12' })).status, 429)
  })
})

describe('a form from before', () => {
  it('says that another tab has chosen the method already, on the page that it leads to', async () => {
    const browser = await at('/method', 'sakura')
    const tab = secondTab(browser)
    await browser.submit({ userId: 'erste-wahl1', method: 'totp' })
    assert.equal(browser.current.path, '/password')
    await tab.submit({ userId: 'zweite-wahl2', method: 'passkey' })
    assert.deepEqual([tab.current.path, tab.current.status], ['/password', 200])
    const said =
      '認証方法は、別の画面（タブ）ですでに選択されています。いま送信された選択は使われていません。続きからお進みください。'
    assert.match(tab.current.html, new RegExp(`<div role="status">[\\s\\S]*${said}`))
    await tab.open('/password')
    assert.ok(!tab.current.text.includes(said), 'once')
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/enrol/totp', 'the choice of the first tab counts')
  })

  it('of any other step says that its step is done', async () => {
    const browser = await at('/mail')
    const tab = secondTab(browser)
    await browser.submit({})
    assert.equal(browser.current.path, '/mail/code')
    await tab.submit({ mail: 'not an address' })
    assert.equal(tab.current.path, '/mail/code')
    assert.match(tab.current.text, /この手続きは、別の画面（タブ）ですでに済んでいます。/)
  })
})

describe('the page of the letter', () => {
  it('offers to go on to whoever comes back to it in the middle of a sitting', async () => {
    const browser = await at('/mail')
    await browser.open('/letter')
    assert.match(browser.current.html, /<a class="button button-secondary" href="\/mail">続きから<\/a>/)
    const nobody = await world.browser()
    await nobody.open('/letter')
    assert.doesNotMatch(nobody.current.text, /続きから/)
  })
})

describe('a network that must wait', () => {
  /** A post as browsers send it, with its length, from a network that has failed sixty times in this minute. */
  async function turnedAway(browser: Browser, path: string, fields: Record<string, string>) {
    browser.address = '203.0.113.5'
    for (let n = 0; n < 60; n += 1) await browser.send('/letter', { userId: 'x', letterCode: '1', birthDate: '1' })
    const length = String(new URLSearchParams(fields).toString().length)
    browser.headers = { 'content-length': length }
    await browser.post(path, fields)
    browser.headers = {}
    assert.equal(browser.current.status, 429)
    world.pass(60 * 60 * 1000)
  }

  it('finds what its members have typed of themselves on the page of the form again, and no secret', async () => {
    const fields = {
      userId: 'hanako-2026',
      password: 'secret-typed',
      letterCode: '12345678901234',
      birthDate: '19811231',
    }
    for (const path of ['/sign-in', '/letter']) {
      const browser = await world.browser()
      await turnedAway(browser, path, fields)
      assert.match(
        browser.current.html,
        new RegExp(`<a class="button button-primary" href="${path}">入力画面に戻る</a>`),
      )
      assert.doesNotMatch(decodeURIComponent([...browser.cookies.values()].join()), /hanako|secret/)
      await browser.open(path)
      assert.match(browser.current.html, /value="hanako-2026"/)
      assert.doesNotMatch(browser.current.html, /secret-typed|12345678901234|19811231/)
      await browser.open(path)
      assert.doesNotMatch(browser.current.html, /hanako-2026/, 'once')
    }
  })

  it('reads nothing that is long or says no length', async () => {
    const browser = await world.browser()
    await turnedAway(browser, '/sign-in', { userId: 'hanako-2026', password: 'x'.repeat(5000) })
    assert.equal(kept(browser), '')
    assert.match(browser.current.html, /href="\/sign-in">入力画面に戻る/)
  })
})

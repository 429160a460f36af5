/** What arrives at the edge and is not for us: foreign hosts and origins, odd methods and addresses. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { paths } from '../../src/web/views/paths.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { raw } from '../support/raw-request.ts'
import { activate, openLetter, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const FORM = 'application/x-www-form-urlencoded'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('kiku', 'https://kiku.example', 'kiku.example', 'genkan', {
    hosts: { origin: 'https://kiku.example', others: ['www.kiku.example'] },
  })
})
after(() => world.close())

const everything = async () => [await fingerprint(world), await fingerprint(world, 'sakura')]

describe('hosts', () => {
  it('PLT-02: a host of no society gets a clear page that names nobody, for every method', async () => {
    for (const host of [
      'http://evil.localhost:4000',
      'http://localhost:4001',
      'http://127.0.0.1:4000',
      'http://localhost.:4000',
    ])
      for (const method of ['GET', 'POST', 'PUT']) {
        const { response, text } = await raw(world, host, '/sign-in', { method, headers: { origin: host } })
        assert.equal(response.status, 404, host)
        assert.match(text, /このアドレスには、お探しのページがありません/)
        assert.doesNotMatch(text, /ゲンカン|さくら/)
      }
    for (const host of [
      '',
      'localhost:4000,sakura.portal.localhost:4000',
      '[::1]:4000',
      'localhost:4000@evil',
      'x'.repeat(5000),
    ]) {
      const { response } = await raw(world, 'http://localhost:4000', '/sign-in', { headers: { host } })
      assert.equal(response.status, 404, host.slice(0, 60))
    }
  })

  it('PLT-08: the other hosts of a society lead to the canonical one, GET only', async () => {
    const { response } = await raw(world, 'https://www.kiku.example', '/letter?x=1')
    assert.equal(response.status, 308)
    assert.equal(response.headers.get('location'), 'https://kiku.example/letter?x=1')
    const post = await raw(world, 'https://www.kiku.example', '/sign-in', {
      method: 'POST',
      body: 'userId=a',
      headers: { origin: 'https://www.kiku.example', 'content-type': FORM },
    })
    assert.equal(post.response.status, 403)
  })

  it('no address leads away from the society, however it is written', async () => {
    const browser = await world.browser()
    for (const path of [
      '//evil.example/',
      '/\\evil.example',
      '///evil.example',
      '/%2f%2fevil.example',
      '//evil.example/%0d%0aset-cookie:a=b',
    ])
      for (const query of ['', '?lang=en', '?lang=ja', '?lang=//evil.example']) {
        const response = await browser.request(`${browser.origin}${path}${query}`)
        const location = response.headers.get('location')
        if (location === null) assert.equal(response.status, 404, path)
        else assert.equal(new URL(location, browser.origin).origin, browser.origin, `${path}${query} → ${location}`)
      }
    const letter = await raw(world, 'https://www.kiku.example', 'https://www.kiku.example//evil.example/x')
    assert.equal(new URL(letter.response.headers.get('location') ?? '').host, 'kiku.example')
  })

  it("another society's letter, ID and cookie open nothing", async () => {
    const member = await world.member('genkan', { mail: 'mine@mail.example' })
    const own = await world.browser()
    await activate(world, own, member)
    const fresh = await world.member('genkan')
    const sakura = await world.browser('sakura')
    await openLetter(sakura, fresh)
    assert.equal(sakura.current.status, 422)
    await signIn(world, sakura, { userId: 'mine@mail.example' })
    assert.equal(sakura.current.status, 422)
    for (const [name, value] of own.cookies) sakura.cookies.set(name, value)
    await sakura.open('/portal')
    assert.equal(sakura.current.status, 401)
  })
})

describe('origins', () => {
  const posts = [
    paths.signIn,
    paths.letter,
    paths.birthDate,
    paths.terms,
    paths.mail,
    paths.mailCode,
    `${paths.mailLink}/x`,
    `${paths.reset}/x`,
    paths.forgotPassword,
    paths.forgotUserId,
    paths.lost,
    paths.recover,
    paths.recoveryCode,
    paths.mailOtp,
    paths.method,
    paths.password,
    paths.enrolTotp,
    paths.otp,
    paths.recoveryPaper,
    paths.signOut,
  ]

  it('a post from anywhere else is refused before anything is looked at', async () => {
    const member = await world.member('genkan', { mail: 'csrf@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/terms' })
    const cookie = [...browser.cookies].map((pair) => pair.join('=')).join('; ')
    const body = 'decision=agree&version=1&userId=a&password=b'
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { origin: 'http://sakura.portal.localhost:4000' },
      { origin: 'https://localhost:4000' },
      { origin: 'http://localhost' },
      { origin: 'http://localhost:4000/' },
      { origin: 'http://localhost:4000.evil.example' },
      { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-site' },
      { origin: 'http://localhost:4000', 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      { referer: 'http://localhost:4000/terms' },
    ]
    const before = await everything()
    for (const path of posts)
      for (const headers of foreign) {
        const sent = { cookie, 'content-type': FORM, ...headers }
        const { response, text } = await raw(world, browser.origin, path, { method: 'POST', body, headers: sent })
        assert.equal(response.status, 403, `${path} ${JSON.stringify(headers)}`)
        assert.match(text, /安全のため、操作を中止しました/)
        assert.equal(response.headers.getSetCookie().length, 0)
      }
    assert.deepEqual(await everything(), before)
    await browser.open('/terms')
    assert.equal(browser.current.path, '/terms')
  })

  it('a browser that sends no Origin but says same-origin is believed', async () => {
    const member = await world.member('genkan')
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/terms' })
    const response = await browser.request('/terms', {
      method: 'POST',
      body: new URLSearchParams({ decision: 'agree', version: '1' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    assert.equal(response.headers.get('location'), '/mail')
  })
})

describe('methods and addresses', () => {
  /** Some paths only begin one: what stands behind them is a secret of a mail. */
  function pages(): string[] {
    const routes = new Set(world.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
    const found = Object.values(paths).filter((path) => routes.has(path))
    assert.ok(found.length > 30, `${found.length} pages`)
    return found
  }

  it('another method on a known page: 405 with those that are allowed', async () => {
    const browser = await world.browser()
    const before = await everything()
    for (const path of pages())
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND']) {
        const response = await browser.request(path, { method, headers: { origin: browser.origin } })
        assert.equal(response.status, 405, `${method} ${path}`)
        assert.match(response.headers.get('allow') ?? '', /GET, HEAD/)
        assert.match(await response.text(), /この操作はできません/)
      }
    assert.deepEqual(await everything(), before)
  })

  it('an unknown page: 404, also with odd characters, without a defect', async () => {
    const browser = await world.browser()
    for (const path of [
      '/nothing',
      '/sign-in/',
      '/SIGN-IN',
      '/%00',
      '/%E0%A4%A',
      '/..%2f..%2fetc/passwd',
      '/.env',
      '/assets/../x',
      '/assets/main.css',
      `/${'a'.repeat(8000)}`,
      '/mail/link/',
      '/terms/2',
      '/%ed%a0%80',
    ]) {
      const response = await browser.request(path)
      assert.equal(response.status, 404, path)
      assert.match(await response.text(), /ページが見つかりません/)
      const posted = await browser.send(path, { a: 'b' })
      assert.equal(posted.status, path === '/assets/main.css' ? 405 : 404, path)
    }
  })

  it('HEAD answers like GET, without a body', async () => {
    const browser = await world.browser()
    for (const path of pages()) {
      const get = await browser.request(path)
      const head = await browser.request(path, { method: 'HEAD' })
      assert.equal(head.status, get.status, path)
      assert.equal((await head.text()).length, 0)
    }
  })
})

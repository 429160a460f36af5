/** What arrives at the edge and is no form of ours: foreign hosts and origins, odd methods, broken bodies. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { paths } from '../../src/web/views/paths.ts'
import type { Browser } from '../support/browser.ts'
import { fingerprint } from '../support/fingerprint.ts'
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

/** One request as it stands, nothing added but the host. */
async function raw(
  origin: string,
  path: string,
  init: RequestInit = {},
): Promise<{ response: Response; text: string }> {
  const url = new URL(path, origin)
  const headers = new Headers(init.headers)
  if (!headers.has('host')) headers.set('host', url.host)
  const response = await world.app.request(url.href, { ...init, headers, redirect: 'manual' } as RequestInit)
  return { response, text: await response.text() }
}

describe('hosts', () => {
  it('PLT-02: a host of no society gets a clear page that names nobody, for every method', async () => {
    for (const host of [
      'http://evil.localhost:4000',
      'http://localhost:4001',
      'http://127.0.0.1:4000',
      'http://localhost.:4000',
    ])
      for (const method of ['GET', 'POST', 'PUT']) {
        const { response, text } = await raw(host, '/sign-in', { method, headers: { origin: host } })
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
      const { response } = await raw('http://localhost:4000', '/sign-in', { headers: { host } })
      assert.equal(response.status, 404, host.slice(0, 60))
    }
  })

  it('PLT-08: the other hosts of a society lead to the canonical one, GET only', async () => {
    const { response } = await raw('https://www.kiku.example', '/letter?x=1')
    assert.equal(response.status, 308)
    assert.equal(response.headers.get('location'), 'https://kiku.example/letter?x=1')
    const post = await raw('https://www.kiku.example', '/sign-in', {
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
    const letter = await raw('https://www.kiku.example', 'https://www.kiku.example//evil.example/x')
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
        const { response, text } = await raw(browser.origin, path, { method: 'POST', body, headers: sent })
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

describe('bodies', () => {
  /** A browser at each kind of form, and the path of the form. */
  async function forms() {
    const member = await world.member('sakura', { mail: `bodies-${world.jobs.length}@mail.example` })
    const list: { browser: Browser; path: string; field: string }[] = []
    for (const [until, field] of [
      ['/terms', 'version'],
      ['/mail', 'mail'],
      ['/mail/code', 'mailCode'],
      ['/method', 'userId'],
      ['/password', 'newPassword'],
      ['/enrol/totp', 'deviceName'],
    ] as const) {
      const browser = await world.browser('sakura')
      const person = await world.member('sakura', { mail: `${field.toLowerCase()}-${world.jobs.length}@mail.example` })
      await activate(world, browser, person, { until, userId: `bodies-${list.length}` })
      list.push({ browser, path: until, field })
    }
    const atDoor = await world.browser('sakura')
    for (const [path, field] of [
      ['/sign-in', 'userId'],
      ['/sign-in', 'password'],
      ['/letter', 'letterCode'],
      ['/letter', 'birthDate'],
      ['/letter', 'userId'],
    ] as const)
      list.push({ browser: atDoor, path, field })
    const born = await world.browser('sakura')
    await born.post('/sign-in', { userId: member.letter.temporaryId, password: member.letter.code })
    list.push({ browser: born, path: '/birth-date', field: 'birthDate' })
    const complete = await world.member('sakura', { mail: 'bodies-otp@mail.example' })
    await activate(world, await world.browser('sakura'), complete, { userId: 'bodies-otp' })
    for (const field of ['otp', 'device']) {
      const browser = await world.browser('sakura')
      await browser.post('/sign-in', { userId: 'bodies-otp', password: 'umibe-no-Kaze83' })
      list.push({ browser, path: '/otp', field })
    }
    return list
  }

  it('that are too large: 413 with a clear page, with and without a length given', async () => {
    const browser = await world.browser()
    const body = `userId=${'a'.repeat(64 * 1024)}`
    for (const streamed of [false, true]) {
      const given = streamed ? new Blob([body]).stream() : body
      const { response, text } = await raw(browser.origin, '/sign-in', {
        method: 'POST',
        body: given,
        headers: {
          origin: browser.origin,
          'content-type': FORM,
          ...(streamed ? {} : { 'content-length': String(body.length) }),
        },
        ...({ duplex: 'half' } as object),
      })
      assert.equal(response.status, 413)
      assert.match(text, /送信された内容が大きすぎます/)
    }
  })

  it('of another type, or with a field beyond any use: 400 with a clear page', async () => {
    const browser = await world.browser()
    const sent: [string, string | undefined][] = [
      ['{"userId":"a"}', 'application/json'],
      ['userId=a&password=b', 'text/plain'],
      ['userId=a&password=b', ''],
      ['--x\r\n\r\n', 'multipart/form-data; boundary=x'],
      [`userId=${'a'.repeat(5000)}&password=b`, FORM],
    ]
    for (const path of ['/sign-in', '/letter'])
      for (const [body, type] of sent) {
        const headers = { origin: browser.origin, 'content-type': type ?? '' }
        const { response, text } = await raw(browser.origin, path, { method: 'POST', body, headers })
        assert.equal(response.status, 400, `${path} ${type}`)
        assert.match(text, /送信された内容を読み取れませんでした/)
      }
  })

  it('that are broken in any way are never a defect, in any field of any form', async () => {
    const broken = [
      '%00',
      'a%00b',
      '%',
      '%zz',
      '%ff%fe',
      '%ed%a0%80',
      '%f0%9f%98',
      '%F0%9D%9F%98'.repeat(14),
      'a'.repeat(4096),
      '%E2%80%AE%E2%80%8B',
      "' or ''='",
      '<script>alert(1)</script>',
      '%0d%0aset-cookie:%20a=b',
      '-1',
      '1e999',
      'NaN',
      '99999999999999999999',
      '__proto__',
      '%25',
      'ﷺ'.repeat(200),
    ]
    for (const { browser, path, field } of await forms()) {
      for (const value of broken) {
        const others = {
          userId: 'abcdefgh',
          password: 'x',
          letterCode: '12345678901234',
          birthDate: '19790822',
          method: 'totp',
        }
        const rest = new URLSearchParams(
          Object.entries({ ...others, otp: '123456', newPasswordAgain: 'x' }).filter(([name]) => name !== field),
        )
        const response = await browser.request(path, {
          method: 'POST',
          body: `${field}=${value}&${rest}&${field}=twice&=&&${value}`,
          headers: { origin: browser.origin, 'content-type': FORM },
        })
        const text = await response.text()
        assert.ok([200, 303, 400, 422, 429].includes(response.status), `${path} ${field}=${value}: ${response.status}`)
        assert.doesNotMatch(text, /<script>alert/)
        assert.equal(response.headers.get('set-cookie')?.includes('a=b') ?? false, false)
        assert.deepEqual(world.defects, [], `${path} ${field}=${value}`)
      }
    }
  })

  it('broken cookies, languages and headers are never a defect', async () => {
    const browser = await world.browser()
    for (const cookie of [
      'visit=%',
      'visit=%00; remembered=%ff; lang=%',
      'lang=xx',
      'remembered=x',
      '=',
      ';;;',
      'visit',
      `visit=${'a'.repeat(7000)}`,
      'lang=__proto__',
    ])
      for (const path of [
        '/',
        '/sign-in',
        '/portal',
        '/mail/state',
        '/letter?lang=',
        '/letter?lang=xx',
        '/?notice=%00&signedOut=%',
      ]) {
        const { response } = await raw(browser.origin, path, {
          headers: { cookie, 'accept-language': '\u00ff', 'accept-encoding': '*;q=x' },
        })
        assert.ok(response.status < 500, `${path} ${cookie}: ${response.status}`)
      }
  })
})

describe('answers', () => {
  it('carry the security headers, every one of them, and are kept by nobody', async () => {
    const browser = await world.browser()
    const answers = [
      await browser.request('/'),
      await browser.request('/sign-in'),
      await browser.request('/portal'),
      await browser.request('/nothing'),
      await browser.request('/sign-in', { method: 'PUT', headers: { origin: browser.origin } }),
      await browser.send('/sign-in', { userId: 'a', password: 'b' }),
      await browser.request('/terms', { method: 'POST', body: 'x', headers: { origin: 'http://evil.example' } }),
      await browser.request('/mail/state'),
      (await raw('http://evil.localhost:4000', '/')).response,
    ]
    for (const { headers, status } of answers) {
      const policy = headers.get('content-security-policy') ?? ''
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ])
        assert.ok(policy.includes(part), `${status} ${part}`)
      assert.doesNotMatch(policy, /unsafe|\*/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.equal(headers.get('x-frame-options'), 'DENY')
      assert.equal(headers.get('referrer-policy'), 'same-origin')
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin')
      assert.equal(headers.get('cache-control'), 'no-store')
      assert.equal(headers.get('access-control-allow-origin'), null)
      assert.equal(headers.get('server'), null)
      assert.equal(headers.get('x-powered-by'), null)
    }
  })

  it('hold nothing inline that the policy would block, and no address of elsewhere', async () => {
    const browser = await world.browser()
    for (const path of ['/', '/sign-in', '/letter', '/forgot-password', '/forgot-user-id', '/nothing']) {
      const html = await (await browser.request(path)).text()
      assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:/i, path)
      for (const [, address = ''] of html.matchAll(/\s(?:src|href|action)="([^"]*)"/g))
        assert.match(address, /^(\/(?!\/)|#|tel:|mailto:)/, `${path}: ${address}`)
    }
  })

  it('every stylesheet and script that a page names is there, and may be kept for ever', async () => {
    const browser = await world.browser()
    const html = await (await browser.request('/letter')).text()
    const assets = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]*)"/g)].map(([, path = '']) =>
      path.replaceAll('&amp;', '&'),
    )
    assert.ok(assets.length >= 3)
    for (const path of assets) {
      const response = await browser.request(path)
      assert.equal(response.status, 200, path)
      assert.match(response.headers.get('cache-control') ?? '', /immutable/)
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff')
    }
  })

  it('set the visit cookie for the host alone: HttpOnly, SameSite, on https __Host- and Secure, never lasting', async () => {
    for (const [name, cookieName, secure] of [
      ['genkan', 'visit', false],
      ['kiku', '__Host-visit', true],
    ] as const) {
      const member = await world.member(name, { mail: `cookie-${name}@mail.example` })
      const browser = await world.browser(name)
      const { temporaryId: userId, code: letterCode } = member.letter
      const response = await browser.send('/letter', { userId, letterCode, birthDate: '19790822' })
      const [cookie = ''] = response.headers.getSetCookie()
      assert.ok(cookie.startsWith(`${cookieName}=`), cookie)
      assert.match(cookie, /; Path=\/(;|$)/)
      assert.match(cookie, /; HttpOnly/)
      assert.match(cookie, /; SameSite=Lax/)
      assert.equal(/; Secure/.test(cookie), secure)
      assert.doesNotMatch(cookie, /Domain|Max-Age|Expires/i)
      assert.equal(response.headers.get('strict-transport-security') !== null, secure)
      const cleared = await browser.send('/sign-out', {})
      assert.match(cleared.headers.getSetCookie().join(), new RegExp(`${cookieName}=;.*Max-Age=0`))
    }
    const browser = await world.browser('kiku')
    await activate(world, browser, await world.member('kiku', { mail: 'kiku@mail.example' }))
    assert.equal(browser.current.path, '/portal')
  })

  it('never hold a secret in an address', async () => {
    const member = await world.member('genkan', { mail: 'address@mail.example' })
    const browser = await world.browser()
    const seen: string[] = []
    const request = browser.request.bind(browser)
    browser.request = async (path, init) => {
      const response = await request(path, init)
      seen.push(path, response.headers.get('location') ?? '')
      return response
    }
    const { secret } = await activate(world, browser, member)
    const [id = '', ticket = ''] = (browser.cookies.get('visit') ?? '').split('.')
    for (const hidden of [
      secret,
      ticket,
      id,
      member.letter.code,
      member.accountId,
      'address@mail.example',
      'umibe-no-Kaze83',
    ])
      assert.ok(!seen.join(' ').includes(hidden), hidden)
  })
})

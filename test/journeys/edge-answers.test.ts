/** What every answer carries, and what none does. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { raw } from '../support/raw-request.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.addSociety('kiku', 'https://kiku.example', 'kiku.example', 'genkan', {
    hosts: { origin: 'https://kiku.example', others: ['www.kiku.example'] },
  })
})
after(() => world.close())

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
      (await raw(world, 'http://evil.localhost:4000', '/')).response,
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

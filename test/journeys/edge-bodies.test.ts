/** What arrives at the edge and is no form of ours: bodies and headers that are broken in any way. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from '../support/browser.ts'
import { raw } from '../support/raw-request.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const FORM = 'application/x-www-form-urlencoded'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

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
      const { response, text } = await raw(world, browser.origin, '/sign-in', {
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
        const { response, text } = await raw(world, browser.origin, path, { method: 'POST', body, headers })
        assert.equal(response.status, 400, `${path} ${type}`)
        assert.match(text, /送信された内容を読み取れませんでした/)
      }
  })

  it('that break off in the middle, with and without a length given, are no defect of ours', async () => {
    const browser = await world.browser()
    for (const length of [{ 'content-length': '50' }, {}]) {
      const body = new ReadableStream({
        start: (stream) => stream.enqueue(new TextEncoder().encode('userId=a')),
        pull: (stream) => stream.error(new Error('ECONNRESET')),
      })
      const headers = { origin: browser.origin, 'content-type': FORM, ...length }
      const init = { method: 'POST', body, headers, ...({ duplex: 'half' } as object) }
      assert.equal((await raw(world, browser.origin, '/sign-in', init)).response.status, 400)
    }
    assert.deepEqual(world.defects, [])
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
        const { response } = await raw(world, browser.origin, path, {
          headers: { cookie, 'accept-language': '\u00ff', 'accept-encoding': '*;q=x' },
        })
        assert.ok(response.status < 500, `${path} ${cookie}: ${response.status}`)
      }
  })
})

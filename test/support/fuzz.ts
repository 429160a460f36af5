/** Generated requests against every route: what no browser would send, mixed with cookies and fields that are real. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Browser } from './browser.ts'
import { activate } from './story.ts'
import { openWorld, type World } from './world.ts'

/** Stands in rows of one society only; a page of the other that shows it has crossed the wall. */
const MARK = '壁越 まもる'
/** The pages at which somebody stops, in each society. */
const STOPS = {
  genkan: ['/terms', '/mail', '/mail/code', '/enrol/passkey', '/password', '/enrol/totp', '/recovery-paper', '/portal'],
  sakura: ['/terms', '/mail', '/mail/code', '/method', '/password', '/enrol/totp', '/portal'],
} as const
const SOCIETIES = ['genkan', 'sakura'] as const
/** Requests after which new visits are made: by then the generated ones have signed most of the old ones out. */
const CROWD_LASTS = 1000

export type Wild = {
  /** null: the society whose cookies are sent. */
  readonly society: (typeof SOCIETIES)[number] | null
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: number
  readonly address: string
  readonly body: Uint8Array | null
}

export type Outcome = { readonly statuses: ReadonlyMap<number, number>; readonly requests: number }

/**
 * Sends `requests` generated requests into a world of two societies with visits at every stage.
 * @param seed the same seed sends the same requests
 * @throws when one is answered by a defect, by a status of 500 and above that is not 503, or shows a row of the other society
 */
export async function fuzz(requests: number, seed: number): Promise<Outcome> {
  const world = await openWorld()
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < requests; sent += CROWD_LASTS) {
    const visitors = await atEveryStage(world, sent)
    const routes = routesOf(world)
    const wild = wildRequest(routes, await fieldsOf(visitors, routes), visitors.length)
    const numRuns = Math.min(CROWD_LASTS, requests - sent)
    for (const request of fc.sample(wild, { numRuns, seed: seed + sent })) {
      const status = await send(world, visitors, request)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await world.close()
  return { statuses, requests }
}

async function send(world: World, visitors: readonly Browser[], wild: Wild): Promise<number> {
  const visitor = visitors[wild.cookies] as Browser
  const sakura = await world.society('sakura')
  const origin = wild.society ? (await world.society(wild.society)).origin : visitor.origin
  const { cookies } = visitor
  const headers = new Headers(wild.headers)
  if (!headers.has('host')) headers.set('host', new URL(origin).host)
  if (!headers.has('origin')) headers.set('origin', origin)
  if (!headers.has('cookie')) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '))
  const env = { incoming: { socket: { remoteAddress: wild.address } } }
  const body = wild.method === 'GET' || wild.method === 'HEAD' ? null : wild.body
  const init = { method: wild.method, headers, redirect: 'manual' as const, ...(body && { body: Buffer.from(body) }) }
  const response = await world.app.request(`${origin}${wild.path}`, init, env as never)
  const text = await response.text()
  const told = JSON.stringify({ ...wild, body: body && Buffer.from(body).toString('latin1').slice(0, 500) })
  assert.deepEqual(world.defects, [], told)
  assert.ok(response.status < 500 || response.status === 503, `${response.status}: ${told}`)
  if (origin !== sakura.origin) assert.ok(!text.includes(MARK), `a row of the other society: ${told}`)
  return response.status
}

/** A visit at every stage in both societies, so that the forms behind each step are reached; and nobody at all. */
export async function atEveryStage(world: World, round: number): Promise<Browser[]> {
  const browsers: Browser[] = [await world.browser()]
  for (const name of SOCIETIES)
    for (const [at, until] of STOPS[name].entries()) {
      const userId = `wild-${round}-${at}`
      const member = await world.member(name, {
        mail: `${userId}@mail.example`,
        ...(name === 'sakura' && { name: MARK }),
      })
      const browser = await world.browser(name)
      await activate(world, browser, member, { userId, until })
      browsers.push(browser)
    }
  return browsers
}

type Route = { readonly path: string; readonly method: string }

export function routesOf(world: World): Route[] {
  return world.app.routes.filter(({ path, method }) => path !== '/*' && method !== 'ALL')
}

/** The names of the fields on each page, as far as these visitors can open it. */
async function fieldsOf(visitors: readonly Browser[], routes: readonly Route[]): Promise<Map<string, string[]>> {
  const fields = new Map<string, Set<string>>()
  for (const visitor of visitors)
    for (const path of new Set(routes.map((route) => route.path))) {
      const page = await (await visitor.request(path)).text()
      const names = fields.get(path) ?? new Set()
      for (const [, name = ''] of page.matchAll(/<(?:input|select|button|textarea)[^>]*\sname="([^"]+)"/g))
        names.add(name)
      fields.set(path, names)
    }
  return new Map([...fields].map(([path, names]) => [path, [...names].toSorted()]))
}

const NASTY = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  '%00',
  '%zz',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '//evil.example/',
  '＠',
  '𠮷野家',
  'on',
  'agree',
  'totp',
  'passkey',
  'mailCode',
  '１２３４５６',
  '000000',
  '-1',
  '1e309',
  'NaN',
  '{"id":1}',
  '[]',
  'null',
  '__proto__',
  'constructor',
  'a'.repeat(5000),
  'あ'.repeat(3000),
  '\r\nSet-Cookie: a=b',
]

const METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND']
const NO_FIELDS = ['__proto__', 'constructor', 'toString', 'a[]', '', 'society', 'id']

function wildRequest(routes: readonly Route[], fields: Map<string, string[]>, visitors: number): fc.Arbitrary<Wild> {
  const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 60 }))
  const type = fc.constantFrom(
    ...['application/x-www-form-urlencoded; charset=shift_jis', 'application/json', 'text/plain', 'x', ''],
    ...['multipart/form-data; boundary=x', 'multipart/form-data'],
  )
  const usually = <T>(value: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 9, arbitrary: value }, { weight: 1, arbitrary: seldom })
  return fc.constantFrom(...routes).chain((route) => {
    const own = fields.get(route.path) ?? []
    const form = fc.array(fc.tuple(fc.constantFrom(...own, ...NO_FIELDS), text), { maxLength: own.length + 2 })
    const body = form.map((pairs) => Buffer.from(pairs.map((pair) => pair.map(encoded).join('=')).join('&')))
    return fc.record({
      society: usually<Wild['society']>(fc.constant(null), fc.constantFrom(...SOCIETIES)),
      method: usually(fc.constant(route.method), fc.constantFrom(...METHODS)),
      path: wildPath(route.path, text),
      headers: wildHeaders(text, usually(fc.constant('application/x-www-form-urlencoded'), type)),
      cookies: fc.integer({ min: 0, max: visitors - 1 }),
      address: fc.ipV4(),
      body: usually<Uint8Array | null>(body, fc.oneof(fc.constant(null), fc.uint8Array({ maxLength: 400 }), large())),
    })
  })
}

function wildPath(route: string, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.option(text)).map(([word, query]) => {
    const filled = route.replace(/:\w+(\{[^}]*\})?|\*/g, () => encoded(word))
    return query === null ? filled : `${filled}?lang=${encoded(query)}&${encoded(query)}`
  })
}

const large = () => fc.constantFrom(65_535, 65_536, 65_537, 200_000).map((size) => new Uint8Array(size).fill(97))

/** Most are as a browser sends them; now and then one is not. */
function wildHeaders(text: fc.Arbitrary<string>, type: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> {
  const seldom = (value: fc.Arbitrary<string>) =>
    fc.oneof({ weight: 30, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
  return fc
    .record({
      'content-type': type,
      'user-agent': seldom(text),
      host: seldom(text),
      origin: seldom(text),
      cookie: seldom(text),
      'content-length': seldom(fc.constantFrom('0', '-1', '9999999999', 'x')),
      'content-encoding': seldom(fc.constantFrom('gzip', 'br', 'x')),
      'accept-language': seldom(text),
      'accept-encoding': seldom(text),
      'x-forwarded-for': seldom(text),
      'sec-fetch-site': seldom(fc.constantFrom('same-origin', 'cross-site', 'none', 'x')),
      'idempotency-key': seldom(text),
    })
    .map((headers) => Object.fromEntries(Object.entries(headers).flatMap(sendable)))
}

/** What a socket could carry: no line breaks, no characters beyond Latin-1. */
function sendable([name, value]: [string, string | undefined]): [string, string][] {
  if (value === undefined) return []
  const carried = Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/\p{Cc}/gu, '')
    .trim()
  return [[name, carried.slice(0, 4000)]]
}

function encoded(word: string): string {
  return word.startsWith('%') ? word : encodeURIComponent(word.toWellFormed())
}

import assert from 'node:assert/strict'
import { after, afterEach, before, describe, it } from 'node:test'
import { type Argon2, type Hasher, openHasher } from '../../src/factor/password/hash.ts'
import type { Browser, Page } from '../support/browser.ts'
import { activate, appCode, GOOD_PASSWORD } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let real: Hasher
let count = 0
before(async () => {
  world = await openWorld()
  real = world.gate.hasher
})
afterEach(() => {
  Object.assign(world.gate, { hasher: real })
})
after(() => world.close())

/** One place and one seat in each lane; nothing is computed before it is let go. */
function tinyQueue() {
  const held: (() => void)[] = []
  const order: string[] = []
  const waits: { count: number; then: () => void }[] = []
  let open = false
  let asked = 0
  const hold = (password: string) =>
    open ? order.push(password) : new Promise<void>((go) => held.push(() => go(void order.push(password))))
  const argon2: Argon2 = {
    hash: async (password) => {
      await hold(password)
      return `held ${password}`
    },
    verify: async (_, password) => {
      await hold(password)
      return password === GOOD_PASSWORD
    },
  }
  const tiny = openHasher({ cores: 1, queueLimit: 1 }, argon2)
  const noted = <T>(result: Promise<T>): Promise<T> => {
    asked += 1
    for (const { count: wanted, then } of waits) if (asked >= wanted) then()
    return result
  }
  const hasher: Hasher = {
    ...tiny,
    hash: (...given) => noted(tiny.hash(...given)),
    verify: (...given) => noted(tiny.verify(...given)),
  }
  Object.assign(world.gate, { hasher })
  return {
    order,
    /** Resolves when so many computations were asked for. */
    asked: (wanted: number) =>
      new Promise<void>((then) => (asked >= wanted ? then() : void waits.push({ count: wanted, then }))),
    letGo() {
      open = true
      for (const go of held.splice(0)) go()
    },
  }
}

async function activeMember(until?: string) {
  count += 1
  const mail = `busy-${count}@mail.example`
  const member = await world.member('genkan', { mail })
  const browser = await world.browser()
  const { secret } = await activate(world, browser, member, until === undefined ? {} : { until })
  return { mail, member, browser, secret }
}

const fresh = (path: string, fields: Record<string, string>): Promise<Page> =>
  world.browser().then((browser) => browser.post(path, fields))

function assertBusy(page: Page): void {
  assert.equal(page.status, 503)
  assert.equal(page.headers.get('retry-after'), '5')
  assert.match(page.text, /ただいま混み合っています。少し待ってから、もう一度お試しください。/)
}

describe('when the hashing queue is full', () => {
  it('sign-in and letter answer 503 with Retry-After and keep what was typed; signed-in members do not feel it', async () => {
    const { mail, member, browser: inside } = await activeMember()
    const queue = tinyQueue()
    const first = fresh('/sign-in', { userId: 'first-one', password: 'a' })
    await queue.asked(1)
    const second = fresh('/sign-in', { userId: 'second-one', password: 'b' })
    await queue.asked(2)
    const third = await fresh('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    assertBusy(third)
    assert.match(third.html, new RegExp(`value="${mail}"`))
    const { temporaryId, code } = member.letter
    assertBusy(await fresh('/letter', { userId: temporaryId, letterCode: code, birthDate: member.birthDate }))
    assert.equal((await inside.open('/portal')).status, 200)
    assert.match(inside.current.text, /青木 さくら/)
    queue.letGo()
    assert.deepEqual([(await first).status, (await second).status], [422, 422])
    assert.equal((await fresh('/sign-in', { userId: mail, password: GOOD_PASSWORD })).path, '/otp')
  })

  it('a known browser has a seat of its own and goes first', async () => {
    const { mail, browser } = await activeMember()
    await browser.post('/sign-out', {})
    const queue = tinyQueue()
    const first = fresh('/sign-in', { userId: 'first-two', password: 'a' })
    await queue.asked(1)
    const second = fresh('/sign-in', { userId: 'second-two', password: 'b' })
    await queue.asked(2)
    const known = browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    await queue.asked(3)
    queue.letGo()
    assert.equal((await known).path, '/otp')
    await Promise.all([first, second])
    assert.deepEqual(queue.order, ['a', GOOD_PASSWORD, 'b'])
  })

  it('setting a password answers 503 on its page, and the page goes on afterwards', async () => {
    const sitters: Browser[] = []
    for (let n = 0; n < 3; n += 1) sitters.push((await activeMember('/password')).browser)
    const [one, two, three] = sitters as [Browser, Browser, Browser]
    const queue = tinyQueue()
    const fields = { newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD }
    const first = one.submit(fields)
    await queue.asked(1)
    const second = two.submit(fields)
    await queue.asked(2)
    assertBusy(await three.submit(fields))
    assert.equal(three.current.path, '/password')
    queue.letGo()
    await Promise.all([first, second])
    assert.equal((await three.submit(fields)).path, '/enrol/totp')
  })

  it('costs no try: the fifth is still there, for passwords and for letters', async () => {
    const { mail, secret } = await activeMember()
    const letter = await world.member('genkan')
    const { temporaryId, code } = letter.letter
    for (let n = 0; n < 4; n += 1) {
      assert.equal((await fresh('/sign-in', { userId: mail, password: `wrong ${n}` })).status, 422)
      const birthDate = `1990-01-0${n + 1}`
      await fresh('/letter', { userId: temporaryId, letterCode: code, birthDate })
    }
    const queue = tinyQueue()
    const first = fresh('/sign-in', { userId: 'first-three', password: 'a' })
    await queue.asked(1)
    const second = fresh('/sign-in', { userId: 'second-three', password: 'b' })
    await queue.asked(2)
    for (let n = 0; n < 3; n += 1) {
      assertBusy(await fresh('/sign-in', { userId: mail, password: `${GOOD_PASSWORD} ${n}` }))
      assertBusy(await fresh('/letter', { userId: temporaryId, letterCode: code, birthDate: `1991-01-0${n + 1}` }))
    }
    queue.letGo()
    await Promise.all([first, second])
    Object.assign(world.gate, { hasher: real })
    const browser = await world.browser()
    await browser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    world.pass(30_000)
    assert.equal((await browser.submit({ otp: appCode(secret, world.now) })).path, '/portal')
    assert.equal(
      (await fresh('/letter', { userId: temporaryId, letterCode: code, birthDate: '19790822' })).path,
      '/terms',
    )
  })
})

/** Attacks by name, on a real server where two things can happen at once. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { forgetOtherBrowsers } from '../../src/account/known-browser.ts'
import type { Hasher } from '../../src/factor/password/hash.ts'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import { ok } from '../../src/kernel/result.ts'
import { alike } from '../support/alike.ts'
import { atOnce } from '../support/at-once.ts'
import type { Browser } from '../support/browser.ts'
import { activate, appCode, countHashes, GOOD_PASSWORD, openLetter, signIn } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const INVALID = '無効なユーザIDまたはパスワードです。'

let world: World
let hasher: Hasher
let count = 0
before(async () => {
  world = await openWorld('server')
  hasher = world.gate.hasher
})
after(() => world.close())

/** A member who has signed in once, in `browser`, and is signed out again. */
async function activeMember(until?: string) {
  count += 1
  const mail = `attack-${count}@mail.example`
  const member = await world.member('genkan', { mail })
  const browser = await world.browser()
  const { secret } = await activate(world, browser, member, until === undefined ? {} : { until })
  await browser.post('/sign-out', {})
  world.jobs.length = 0
  return { member, mail, browser, secret }
}

async function tryPassword(userId: string, password: string, stranger?: Browser): Promise<Browser> {
  const browser = stranger ?? (await world.browser())
  await browser.post('/sign-in', { userId, password })
  return browser
}

/** For what is about other counters: passwords are compared as they are, in no time. */
async function withQuickHashes(work: () => Promise<void>): Promise<void> {
  const quick: Hasher = {
    hash: async (password) => ok(`quick ${password}`),
    verify: async (phc, password) => ok(phc === `quick ${password}`),
    needsRehash: () => false,
  }
  Object.assign(world.gate, { hasher: quick })
  try {
    await work()
  } finally {
    Object.assign(world.gate, { hasher })
  }
}

describe('ten strangers lock a member', () => {
  const strangersLock = async (mail: string) => {
    for (let n = 0; n < 10; n += 1) await tryPassword(mail, `wrong ${n}`)
  }

  it('GAP-03: who is in another browser waits, or asks for a code', async () => {
    const { mail } = await activeMember()
    await strangersLock(mail)
    const fresh = await tryPassword(mail, GOOD_PASSWORD)
    assert.equal(fresh.current.status, 429)
  })

  it('GAP-03: who is in a known browser notices nothing (invariant 11)', async () => {
    const { mail, browser, secret } = await activeMember()
    await strangersLock(mail)
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
    await browser.post('/sign-out', {})
    assert.equal((await tryPassword(mail, GOOD_PASSWORD)).current.status, 429, 'and that opened nothing for strangers')
  })

  it('a known browser has a budget of its own, five wrong passwords like everybody', async () => {
    const { mail, browser } = await activeMember()
    for (let n = 0; n < 5; n += 1) {
      const answer = await tryPassword(mail, `typo ${n}`, browser)
      assert.ok(answer.current.text.includes(INVALID))
    }
    assert.equal((await tryPassword(mail, GOOD_PASSWORD, browser)).current.status, 429)
    assert.equal((await tryPassword(mail, GOOD_PASSWORD)).current.path, '/otp', 'its failures are not the strangers’')
  })

  it('a known browser is a stranger to everybody else, and its cookie works in no other society', async () => {
    const one = await activeMember()
    const other = await activeMember()
    await strangersLock(other.mail)
    assert.equal((await tryPassword(other.mail, GOOD_PASSWORD, one.browser)).current.status, 429)
    const known = one.browser.cookies.get('known')
    assert.ok(known)
    const foreign = await world.browser('sakura')
    foreign.cookies.set('known', known)
    await foreign.post('/sign-in', { userId: one.mail, password: GOOD_PASSWORD })
    assert.equal(foreign.current.status, 422)
    const forged = await world.browser()
    forged.cookies.set('known', `${known.slice(0, -2)}AA`)
    await strangersLock(one.mail)
    assert.equal((await tryPassword(one.mail, GOOD_PASSWORD, forged)).current.status, 429)
  })

  it('strangers who know the password lock the second factor of strangers only', async () => {
    const { mail, browser, secret } = await activeMember()
    const thief = await tryPassword(mail, GOOD_PASSWORD)
    for (let n = 0; n < 11; n += 1) await thief.submit({ otp: String(100_000 + n) })
    assert.equal(thief.current.status, 429)
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
    const locked = world.jobs.filter((job) => job.kind === 'locked')
    assert.deepEqual(
      locked.map(({ what }) => what),
      ['secondFactor'],
    )
  })

  it('SES-06: signing out everywhere makes the other browsers strangers', async () => {
    const { member, mail, browser, secret } = await activeMember()
    const { id } = await world.society('genkan')
    await world.database.inSociety(id, (tx) => forgetOtherBrowsers(tx, id, member.accountId, [], world.now))
    await strangersLock(mail)
    assert.equal((await tryPassword(mail, GOOD_PASSWORD, browser)).current.status, 429)
    world.pass(minutes(60 * 24))
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal')
  })
})

describe('a thousand visits guess one member’s mail code', () => {
  const unfinished = async () => (await activeMember('/enrol/totp')).mail
  const goesByCodes = async () => {
    const mail = 'attack-codes@mail.example'
    const member = await world.member('sakura', { mail })
    await activate(world, await world.browser('sakura'), member, { method: 'mailCode', userId: 'by-codes-1' })
    world.jobs.length = 0
    return mail
  }

  for (const [whose, society, begin, visits] of [
    ['whose sitting was interrupted', 'genkan', unfinished, 25],
    ['who goes by mailed codes', 'sakura', goesByCodes, 125],
  ] as const)
    it(`GAP-02, MOT-08: of somebody ${whose}: ten guesses in all, over visits, codes and networks`, async () => {
      await withQuickHashes(async () => {
        const mail = await begin()
        let tries = 0
        let locked = 0
        const { thrown } = await atOnce(8, async (thread) => {
          for (let visit = 0; visit < visits; visit += 1) {
            const guesser = await world.browser(society)
            await guesser.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
            assert.equal(guesser.current.path, '/mail-otp')
            const mailCode = String(100_000 + thread * 1000 + visit)
            const { status } = await guesser.post('/mail-otp', { mailCode })
            if (status === 429) locked += 1
            else if (guesser.current.text.includes('正しくありません')) tries += 1
          }
        })
        assert.deepEqual(thrown, [])
        assert.ok(tries <= 10, `${tries} guesses were looked at`)
        // One confirmation went out in the sitting: twelve mails an hour to one recipient, over all flows.
        assert.equal(world.jobs.filter(({ kind }) => kind === 'proveCode').length, 11)
        assert.ok(locked + tries <= 8 * visits)
      })
    })
})

describe('a hundred tries at once', () => {
  it('LCK-03: of one password are five', async () => {
    const { mail } = await activeMember()
    const hashes = countHashes(world)
    const { returned, thrown } = await atOnce(100, async (n) => {
      const browser = await world.browser()
      return (await browser.send('/sign-in', { userId: mail, password: `guess ${n}` })).status
    })
    Object.assign(world.gate, { hasher })
    assert.deepEqual(thrown, [])
    assert.equal(hashes(), 5)
    assert.deepEqual([returned.filter((s) => s === 422).length, returned.filter((s) => s === 429).length], [5, 95])
  })

  it('LCK-03: of one second factor are ten, in however many visits', async () => {
    const { mail } = await activeMember()
    const visits = await Promise.all(Array.from({ length: 10 }, () => tryPassword(mail, GOOD_PASSWORD)))
    const { returned, thrown } = await atOnce(100, async (n) => {
      const visit = visits[n % visits.length]
      assert.ok(visit)
      const { status, headers } = await visit.send('/otp', { otp: String(100_000 + n) })
      return `${status} ${headers.get('location') ?? ''}`
    })
    assert.deepEqual(thrown, [])
    const wrong = returned.filter((answer) => answer === '303 /otp').length
    assert.deepEqual([wrong, returned.filter((answer) => answer.startsWith('429')).length], [10, 90])
  })

  it('of one network are sixty a minute, whatever forwarding header they bring; ending a visit never waits', async () => {
    const { returned } = await atOnce(100, async (n) => {
      const browser = await world.browser()
      browser.address = '203.0.113.77'
      browser.headers = { 'x-forwarded-for': `198.51.100.${n}`, forwarded: `for=198.51.100.${n}` }
      return browser.send('/letter', { userId: String(n), letterCode: '1', birthDate: '1' })
    })
    const refused = returned.filter(({ status }) => status === 429)
    assert.equal(refused.length, 40)
    assert.match(refused[0]?.headers.get('retry-after') ?? '', /^\d+$/)
    assert.match((await refused[0]?.text()) ?? '', /短い時間に多くの操作がありました/)
    const neighbour = await world.browser()
    neighbour.address = '203.0.113.78'
    assert.equal((await neighbour.send('/letter', { userId: '1', letterCode: '1', birthDate: '1' })).status, 422)
    const { mail, browser, secret } = await activeMember()
    browser.address = '203.0.113.77'
    await signIn(world, browser, { userId: mail, secret })
    assert.equal(browser.current.path, '/portal', 'a known browser pays for itself')
    assert.equal((await browser.send('/sign-out', {})).status, 303)
  })

  it('that succeed are given back: a whole office signs in from one address', async () => {
    const member = await world.member('genkan')
    const { returned } = await atOnce(50, async () => {
      const statuses = []
      for (let n = 0; n < 3; n += 1) {
        const browser = await world.browser()
        browser.address = '203.0.113.99'
        const { temporaryId, code } = member.letter
        const fields = { userId: temporaryId, letterCode: code, birthDate: member.birthDate }
        statuses.push((await browser.send('/letter', fields)).status)
      }
      return statuses
    })
    assert.deepEqual(new Set(returned.flat()), new Set([303]))
  })
})

describe('somebody probes for IDs', () => {
  it('GAP-03: by words, status, headers, cookies and counters nothing tells known from unknown', async () => {
    const { mail } = await activeMember()
    const fresh = await world.member('genkan')
    const ids = [mail, 'nobody@mail.example', 'nobody-2026', fresh.letter.temporaryId, '0000009']
    const seen = []
    for (const userId of ids) {
      const answers = []
      const hashes = countHashes(world)
      for (let n = 0; n < 7; n += 1) {
        const browser = await tryPassword(userId, `probe ${n}`)
        const headers = [...browser.current.headers]
          .filter(([name]) => name !== 'date')
          .map(([name, value]) => [name, alike(value)])
          .sort()
        const html = alike(browser.current.html.replaceAll(userId, 'ID'))
        answers.push({ status: browser.current.status, html, headers, cookies: [...browser.cookies.keys()] })
      }
      seen.push({ answers, hashes: hashes() })
      Object.assign(world.gate, { hasher })
    }
    const [known, ...others] = seen
    assert.deepEqual(
      known?.answers.map(({ status }) => status),
      [422, 422, 422, 422, 422, 429, 429],
    )
    assert.equal(known.hashes, 5)
    for (const other of others) assert.deepEqual(other, known)
  })

  it('an account that was never activated answers as fast and as slow as any: one argon2 each, on both doors', async () => {
    const member = await world.member('genkan', { mail: 'never@mail.example' })
    for (const userId of [member.letter.temporaryId, 'never@mail.example', 'nobody-ever']) {
      const hashes = countHashes(world)
      assert.ok((await tryPassword(userId, 'probe')).current.text.includes(INVALID))
      assert.equal(hashes(), 1, userId)
      Object.assign(world.gate, { hasher })
    }
    for (const temporaryId of [member.letter.temporaryId, '0000010']) {
      const hashes = countHashes(world)
      await openLetter(await world.browser(), {
        ...member,
        birthDate: '1901-01-01',
        letter: { ...member.letter, temporaryId },
      })
      assert.equal(hashes(), 1, temporaryId)
      Object.assign(world.gate, { hasher })
    }
  })
})

describe('session fixation', () => {
  it('a cookie planted before the sign-in is worth nothing after it', async () => {
    const { mail, secret } = await activeMember()
    const attacker = await world.browser()
    const mine = await activeMember()
    await signIn(world, attacker, { userId: mine.mail, secret: mine.secret })
    const victim = await world.browser()
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value)
    const planted = victim.cookies.get('visit')
    await victim.post('/sign-in', { userId: mail, password: GOOD_PASSWORD })
    const half = victim.cookies.get('visit')
    world.pass(seconds(30))
    await victim.submit({ otp: appCode(secret, world.now) })
    assert.equal(victim.current.path, '/portal')
    assert.equal(new Set([planted, half, victim.cookies.get('visit')]).size, 3, 'a new secret at every proof')
    await attacker.open('/portal')
    assert.equal(attacker.current.status, 401, 'the visit that the victim brought along is replaced')
    for (const old of [planted, half]) {
      const thief = await world.browser()
      thief.cookies.set('visit', old ?? '')
      world.pass(seconds(61))
      await thief.open('/portal')
      assert.equal(thief.current.status, 401)
    }
  })

  it('a cookie of somebody’s own making opens nothing', async () => {
    const forged = await world.browser()
    forged.cookies.set('visit', `${crypto.randomUUID()}.${'A'.repeat(43)}`)
    await forged.open('/portal')
    assert.equal(forged.current.status, 401)
    assert.equal(forged.cookies.has('visit'), false)
  })
})

describe('a second tab', () => {
  it('skips no factor: every page of the portal asks for it, in every tab', async () => {
    const { mail, secret } = await activeMember()
    const first = await tryPassword(mail, GOOD_PASSWORD)
    const second = first.copy()
    for (const path of ['/portal', '/method', '/password', '/enrol/totp', '/mail', '/sign-in'])
      assert.equal((await second.open(path)).path, '/otp', path)
    for (const path of ['/password', '/enrol/totp', '/mail', '/terms', '/method', '/recovery-paper'])
      assert.ok([409, 303].includes((await second.send(path, { decision: 'agree' })).status), path)
    world.pass(seconds(30))
    await first.submit({ otp: appCode(secret, world.now) })
    assert.equal(first.current.path, '/portal')
    const stale = await second.send('/otp', { otp: appCode(secret, world.now) })
    assert.equal(stale.status, 303, 'the code is spent, the tab follows')
  })

  it('the same code in two tabs at once opens once', async () => {
    const { mail, secret } = await activeMember()
    const tabs = await Promise.all(Array.from({ length: 8 }, () => tryPassword(mail, GOOD_PASSWORD)))
    world.pass(seconds(30))
    const otp = appCode(secret, world.now)
    const { returned } = await atOnce(8, async (n) => (await tabs[n]?.send('/otp', { otp }))?.headers.get('location'))
    assert.equal(returned.filter((location) => location === '/portal').length, 1)
  })
})

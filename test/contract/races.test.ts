import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { clearAttempts, takeAttempt } from '../../src/account/attempts.ts'
import { closeAccount } from '../../src/staff/close-account.ts'
import { atOnce } from '../support/at-once.ts'
import { personWithTwoApps } from '../support/care.ts'
import { allPost, browsersOf, openCrowdedWorld, tabsOf } from '../support/crowd.ts'
import { eventsNamed } from '../support/events-named.ts'
import { activate, appCode, GOOD_PASSWORD, openLetter } from '../support/story.ts'
import type { World } from '../support/world.ts'

describe('a hundred visitors at once', () => {
  let world: World
  before(async () => {
    world = await openCrowdedWorld()
    const methods = [{ method: 'passkey' }, { method: 'totp' }]
    const changes = { mail: 'optional', activation: ['terms', 'method', 'password'], methods }
    await world.addSociety('kiri', 'http://kiri.portal.localhost:4000', 'kiri.portal.localhost', 'sakura', changes)
  })
  after(() => world.close())

  it('a hundred closings of one account close it once and leave no visit', async () => {
    const member = await world.member('kiri')
    await activate(world, await world.browser('kiri'), member, { userId: 'close-race' })
    const { id } = await world.society('kiri')
    const { symbol, number, branch } = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('member').selectAll().where('account_id', '=', member.accountId).executeTakeFirstOrThrow(),
    )
    const order = { member: { symbol, number, branch }, actor: 'operator', by: 'sato', reason: 'race' } as const
    const { returned, thrown } = await atOnce(100, () =>
      closeAccount(world.database, { societyId: id, now: world.now }, order),
    )
    assert.deepEqual(thrown, [])
    assert.equal(returned.filter(({ ok }) => ok).length, 1)
    assert.equal(await eventsNamed(world, 'kiri', 'account.closed', member.accountId), 1)
    const living = await world.database.inSociety(id, (tx) =>
      tx
        .selectFrom('visit')
        .select('id')
        .where('account_id', '=', member.accountId)
        .where('ended_at', 'is', null)
        .execute(),
    )
    assert.deepEqual(living, [])
  })

  it('EML-15, EML-16: one code is spent once, typed or by its link', async () => {
    const member = await world.member('genkan', { mail: 'race@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail/code' })
    const { code: mailCode, link } = await world.lastCode()
    const tabs = Array.from({ length: 50 }, () => browser.copy())
    const strangers = await browsersOf(world, 50, 'genkan')
    const [typed, clicked] = await Promise.all([
      allPost(tabs, '/mail/code', () => ({ mailCode })),
      allPost(strangers, link, () => ({})),
    ])
    assert.equal(await eventsNamed(world, 'genkan', 'mail.verified', member.accountId), 1)
    assert.deepEqual(clicked, { '200': 50 })
    const rotated = tabs.filter((tab) => tab.cookies.get('visit') !== browser.cookies.get('visit'))
    assert.ok(rotated.length <= 1, `${rotated.length} tabs proved the mailbox with one code`)
    assert.ok((typed['303 /enrol/passkey'] ?? 0) + (typed['409'] ?? 0) === 50, JSON.stringify(typed))
  })

  it('OTP-44: one code of the app opens one of a hundred sign-ins', async () => {
    const member = await world.member('sakura', { mail: 'totp-race@mail.example' })
    const { secret } = await activate(world, await world.browser('sakura'), member, { userId: 'totp-race' })
    const those = await browsersOf(world, 100, 'sakura')
    const signIns = await allPost(those, '/sign-in', () => ({ userId: 'totp-race', password: GOOD_PASSWORD }))
    assert.deepEqual(signIns, { '303 /otp': 100 })
    world.pass(30_000)
    const otp = appCode(secret, world.now)
    assert.deepEqual(await allPost(those, '/otp', () => ({ otp })), { '303 /portal': 1, '303 /otp': 99 })
  })

  it('MOT-08: one mailed code, typed a hundred times at once, opens one visit once', async () => {
    const member = await world.member('sakura', { mail: 'code-race@mail.example' })
    const choices = { userId: 'code-race', method: 'mailCode' as const }
    await activate(world, await world.browser('sakura'), member, choices)
    const those = await browsersOf(world, 10, 'sakura')
    const signIns = await allPost(those, '/sign-in', () => ({ userId: 'code-race', password: GOOD_PASSWORD }))
    assert.deepEqual(signIns, { '303 /mail-otp': 10 })
    const { code: mailCode } = await world.lastCode()
    const proven = await eventsNamed(world, 'sakura', 'factor.proven', member.accountId)
    const tabs = those.flatMap((browser) => Array.from({ length: 10 }, () => browser.copy()))
    const answers = await allPost(tabs, '/mail-otp', () => ({ mailCode }))
    assert.equal(await eventsNamed(world, 'sakura', 'factor.proven', member.accountId), proven + 1)
    // The nine other tabs of that browser are led on; the other visits were sent codes of their own.
    assert.equal((answers['303 /portal'] ?? 0) + (answers['409'] ?? 0), 10, JSON.stringify(answers))
    assert.equal((answers['303 /mail-otp'] ?? 0) + (answers['429'] ?? 0), 90, JSON.stringify(answers))
  })

  it('UID-49: one user ID that many want goes to one, and the others are told', async () => {
    const those = await browsersOf(world, 40, 'kiri')
    for (const browser of those) {
      await openLetter(browser, await world.member('kiri'))
      await browser.submit({ decision: 'agree' })
      assert.equal(browser.current.path, '/method')
    }
    assert.deepEqual(await allPost(those, '/method', () => ({ userId: 'everybodys-1', method: 'totp' })), {
      '303 /password': 1,
      '303 /method': 39,
    })
  })

  it('EML-10: one address that many confirm goes to one', async () => {
    const those = await browsersOf(world, 10, 'genkan')
    const codes: string[] = []
    for (const browser of those) {
      await activate(world, browser, await world.member('genkan'), { until: '/mail' })
      await browser.submit({ mail: 'everybodys@mail.example' })
      codes.push((await world.lastCode()).code)
    }
    assert.deepEqual(await allPost(those, '/mail/code', (n) => ({ mailCode: codes[n] ?? '' })), {
      '303 /enrol/passkey': 1,
      '303 /mail': 9,
    })
  })

  it('LCK-03: guesses made at once take no more than the budget: five passwords, five birth dates, ten codes', async () => {
    const member = await world.member('sakura', { mail: 'guess@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'guess-race' })
    const those = await browsersOf(world, 40, 'sakura')
    for (const browser of those.slice(0, 30))
      await browser.send('/sign-in', { userId: 'guess-race', password: GOOD_PASSWORD })
    const wrong = (n: number) => String(100_000 + n * 7)
    assert.deepEqual(await allPost(those.slice(0, 30), '/otp', (n) => ({ otp: wrong(n) })), {
      '303 /otp': 10,
      '429': 20,
    })
    assert.deepEqual(await allPost(those, '/sign-in', (n) => ({ userId: 'guess-race', password: `wrong-${n}` })), {
      '422': 5,
      '429': 35,
    })
    const { letter } = await world.member('sakura')
    const dates = await allPost(those, '/letter', (n) => ({
      userId: letter.temporaryId,
      letterCode: letter.code,
      birthDate: String(19_790_401 + (n % 30) + 100 * Math.floor(n / 30)),
    }))
    assert.deepEqual(dates, { '422': 5, '429': 35 })
  })

  it('LMP-16: a hundred deletions of one device take it away once, and of two devices one stays', async () => {
    const { browser, other, first, member } = await personWithTwoApps(world)
    const tabs = tabsOf(browser, 100)
    const at = (id: string) => `/sign-in-methods/device/${id}/delete`
    const [deleted, kept] = await Promise.all([
      allPost(tabs.slice(0, 50), at(other), () => ({})),
      allPost(tabs.slice(50), at(first), () => ({})),
    ])
    assert.deepEqual(deleted, { '303 /sign-in-methods?done=deleted': 1, '410': 49 })
    assert.deepEqual(kept, { '422': 50 })
    assert.equal(await eventsNamed(world, 'sakura', 'device.removed', member.accountId), 1)
  })

  it('PSK-13: a hundred renames at once, of two devices to one name: one has it', async () => {
    const { browser, other, first } = await personWithTwoApps(world)
    const tabs = tabsOf(browser, 100)
    const [one, two] = await Promise.all([
      allPost(tabs.slice(0, 50), `/sign-in-methods/device/${first}`, () => ({ name: 'スマホ' })),
      allPost(tabs.slice(50), `/sign-in-methods/device/${other}`, () => ({ name: 'スマホ' })),
    ])
    const [winner, loser] = one['422'] ? [two, one] : [one, two]
    assert.deepEqual(winner, { '303 /sign-in-methods?done=renamed': 50 })
    assert.deepEqual(loser, { '422': 50 })
  })

  it('PWD-13: of a hundred new passwords at once one counts', async () => {
    const { browser, member } = await personWithTwoApps(world)
    const tabs = tabsOf(browser, 100)
    const next = (n: number) => ({ newPassword: `${GOOD_PASSWORD}-${n}`, newPasswordAgain: `${GOOD_PASSWORD}-${n}` })
    const answers = await allPost(tabs, '/sign-in-methods/password', next)
    const changed = answers['303 /sign-in-methods?done=password'] ?? 0
    assert.equal(await eventsNamed(world, 'sakura', 'password.changed', member.accountId), changed)
    assert.ok(changed >= 1 && changed + (answers['422'] ?? 0) === 100, JSON.stringify(answers))
  })

  it('EMC-04: an address that waits is adopted once, typed or by its link', async () => {
    const { browser, member } = await personWithTwoApps(world)
    await browser.open('/profile/mail')
    await browser.submit({ mail: 'race-new@mail.example' })
    const { code: mailCode, link } = await world.lastCode()
    const tabs = tabsOf(browser, 50)
    const strangers = await browsersOf(world, 50, 'sakura')
    await Promise.all([allPost(tabs, '/profile/mail/code', () => ({ mailCode })), allPost(strangers, link, () => ({}))])
    assert.equal(await eventsNamed(world, 'sakura', 'mail.changed', member.accountId), 1)
    const changes = world.jobs.filter((job) => job.kind === 'changed' && job.accountId === member.accountId)
    assert.equal(changes.filter((job) => job.kind === 'changed' && job.what === 'mail').length, 2, 'old and new, once')
  })

  it('both doors and the first steps of one account, all at once, block nobody', async () => {
    const { letter } = await world.member('genkan')
    const { temporaryId: userId, code } = letter
    const those = await browsersOf(world, 80, 'genkan')
    await allPost(those.slice(0, 40), '/sign-in', () => ({ userId, password: code }))
    const ways = [
      ['/birth-date', { birthDate: '19790822' }],
      ['/letter', { userId, letterCode: code, birthDate: '19790822' }],
      ['/sign-in', { userId, password: code }],
      ['/sign-out', {}],
    ] as const
    const { returned, thrown } = await atOnce(those.length, async (n) => {
      const [path, fields] = ways[n < 40 ? (n % 4 === 3 ? 3 : 0) : 1 + (n % 2)] ?? ways[0]
      return those[n]?.send(path, fields)
    })
    assert.deepEqual(thrown, [])
    // Right answers in flight at the two doors count as failures of each other until one has succeeded.
    for (const response of returned) assert.ok([303, 429].includes(response?.status ?? 0), `${response?.status}`)
  })

  it('a failure is counted while a success clears the count: neither breaks the other', async () => {
    const { id } = await world.society('genkan')
    const key = { societyId: id, kind: 'password' as const, subject: 'race' }
    const { thrown } = await atOnce(600, (n) =>
      world.database.inSociety(id, async (tx) => {
        if (n % 2 === 0) await clearAttempts(tx, key)
        else await takeAttempt(tx, key, `wrong-${n}`, world.now)
      }),
    )
    assert.deepEqual(thrown, [])
  })
})

import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { clearAttempts, takeAttempt } from '../../src/account/attempts.ts'
import { issueLetter } from '../../src/account/letters.ts'
import { openHasher } from '../../src/factor/password/hash.ts'
import { invitationToken } from '../../src/mail/mail-code-secret.ts'
import { notMeToken } from '../../src/mail/not-me-token.ts'
import { closeAccount } from '../../src/staff/close-account.ts'
import { inviteMembers } from '../../src/staff/invite-members.ts'
import { openBatch } from '../../src/staff/letters/batch.ts'
import { asTheyAre } from '../../src/staff/letters/candidates.ts'
import { issuePage } from '../../src/staff/letters/issue-page.ts'
import type { Asked } from '../../src/staff/letters/plan.ts'
import { shopRun } from '../../src/staff/letters/shop-run.ts'
import { takeFile } from '../../src/staff/letters/take-file.ts'
import type { Tx } from '../../src/store/database.ts'
import { atOnce } from '../support/at-once.ts'
import type { Browser } from '../support/browser.ts'
import { personWithTwoApps } from '../support/care.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { askReset, redeem, resetPath } from '../support/recovery.ts'
import { activate, appCode, carryOn, GOOD_PASSWORD, openLetter, signIn, signOut } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const migrations = join(import.meta.dirname, '../support/shelf')

// On a server only: with the single connection of the embedded database nothing can happen at the same time.
describe('a hundred at once', () => {
  let database: FreshDatabase
  before(async () => {
    database = await freshDatabase('server', { migrations })
    await database.inSociety(1, (tx) =>
      sql`insert into thing (society_id, id, label) values (1, 1, 'code'), (1, 2, 'code')`.execute(tx),
    )
  })

  /** How everything that is good once is spent (design.md §5). */
  const spend = async (tx: Tx) =>
    (await sql`update thing set spent_at = now() where id = 1 and spent_at is null returning id`.execute(tx)).rows
      .length

  it('spend a thing that is good once, once', async () => {
    const { returned, thrown } = await atOnce(100, () => database.inSociety(1, spend))
    assert.deepEqual(thrown, [])
    assert.equal(returned.filter((rows) => rows === 1).length, 1)
  })

  it('would spend it more often if it were read first and written then: the race is a real one', async () => {
    const naive = async (tx: Tx) => {
      const { rows } = await sql`select id from thing where id = 2 and spent_at is null`.execute(tx)
      // Long enough for the others to read, as any real work between reading and writing is.
      await sql`select pg_sleep(0.05)`.execute(tx)
      if (rows.length > 0) await sql`update thing set spent_at = now() where id = 2`.execute(tx)
      return rows.length
    }
    const { returned } = await atOnce(20, () => database.inSociety(1, naive))
    assert.ok(returned.filter((rows) => rows === 1).length > 1)
  })
})

describe('a hundred visitors at once', () => {
  let world: World
  before(async () => {
    world = await openWorld('server')
    // Here nobody is sent away for being one too many: that is another test's.
    Object.assign(world.gate, { hasher: openHasher({ queueLimit: 1000 }) })
    const methods = [{ method: 'passkey' }, { method: 'totp' }]
    const changes = { mail: 'optional', activation: ['terms', 'method', 'password'], methods }
    await world.addSociety('kiri', 'http://kiri.portal.localhost:4000', 'kiri.portal.localhost', 'sakura', changes)
    await world.addSociety('hinode', 'http://hinode.portal.localhost:4000', 'hinode.portal.localhost', 'hinode')
    const screen = { recoveryPaper: 'screen' }
    await world.addSociety('kasumi', 'http://kasumi.portal.localhost:4000', 'kasumi.portal.localhost', 'sakura', screen)
  })
  after(() => world.close())

  const browsers = (count: number, society: string): Promise<Browser[]> =>
    Promise.all(Array.from({ length: count }, () => world.browser(society)))

  /** Tabs of one visit that are counted apart: how many failures one browser may have is another test's. */
  const tabsOf = (browser: Browser, count: number): Browser[] =>
    Array.from({ length: count }, () => {
      const tab = browser.copy()
      tab.cookies.delete('known')
      return tab
    })

  /** Every browser posts the same at the same moment: how often each answer was given, as `status location`. */
  async function allPost(those: readonly Browser[], path: string, fields: (n: number) => Record<string, string>) {
    const { returned, thrown } = await atOnce(those.length, (n) => those[n]?.send(path, fields(n)) as Promise<Response>)
    assert.deepEqual(thrown, [])
    const answers = returned.map(({ status, headers }) => [status, headers.get('location')].filter(Boolean).join(' '))
    return Object.fromEntries(
      [...Map.groupBy(answers, (answer) => answer)].map(([answer, { length }]) => [answer, length]),
    )
  }

  const events = async (society: string, name: string, accountId: string) => {
    const { id } = await world.society(society)
    const rows = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('event').select('id').where('name', '=', name).where('account_id', '=', accountId).execute(),
    )
    return rows.length
  }

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
    assert.equal(await events('kiri', 'account.closed', member.accountId), 1)
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

  it('a hundred who say 心当たりがない at once stop the account once, with one event and one mail', async () => {
    const member = await world.member('sakura', { mail: 'freeze-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'freeze-race' })
    const { id } = await world.society('sakura')
    const doubt = { accountId: member.accountId, happenedAt: world.now, madeAt: world.now }
    const path = `/not-me/${notMeToken(world.keyring, id, doubt)}`
    const told = () => world.jobs.filter((job) => job.kind === 'changed' && job.what === 'frozen').length
    const before = told()
    const those = await browsers(100, 'sakura')
    assert.deepEqual(await allPost(those, path, () => ({})), { [`303 ${path}`]: 100 })
    assert.equal(await events('sakura', 'account.frozen', member.accountId), 1)
    assert.equal(told() - before, 1)
  })

  it('FST-06: with one letter open many visits, and one founds the account', async () => {
    const member = await world.member('kiri')
    await activate(world, await world.browser('kiri'), member, { until: '/password', userId: 'letter-race' })
    const those = await browsers(100, 'kiri')
    const { temporaryId: userId, code: letterCode } = member.letter
    const letters = await allPost(those, '/letter', () => ({ userId, letterCode, birthDate: '19790822' }))
    assert.deepEqual(letters, { '303 /password': 100 })
    const password = await allPost(those, '/password', (n) => ({
      newPassword: `${GOOD_PASSWORD}-${n}`,
      newPasswordAgain: `${GOOD_PASSWORD}-${n}`,
    }))
    assert.deepEqual(password, { '303 /enrol/totp': 1, '401': 99 })
    assert.equal(await events('kiri', 'password.set', member.accountId), 1)
    assert.equal(await events('kiri', 'letter.spent', member.accountId), 1)
  })

  it('EML-15, EML-16: one code is spent once, typed or by its link', async () => {
    const member = await world.member('genkan', { mail: 'race@mail.example' })
    const browser = await world.browser()
    await activate(world, browser, member, { until: '/mail/code' })
    const { code: mailCode, link } = await world.lastCode()
    const tabs = Array.from({ length: 50 }, () => browser.copy())
    const strangers = await browsers(50, 'genkan')
    const [typed, clicked] = await Promise.all([
      allPost(tabs, '/mail/code', () => ({ mailCode })),
      allPost(strangers, link, () => ({})),
    ])
    assert.equal(await events('genkan', 'mail.verified', member.accountId), 1)
    assert.deepEqual(clicked, { '200': 50 })
    const rotated = tabs.filter((tab) => tab.cookies.get('visit') !== browser.cookies.get('visit'))
    assert.ok(rotated.length <= 1, `${rotated.length} tabs proved the mailbox with one code`)
    assert.ok((typed['303 /enrol/passkey'] ?? 0) + (typed['409'] ?? 0) === 50, JSON.stringify(typed))
  })

  it('REC-05: one link opens one of a hundred browsers', async () => {
    const member = await world.member('sakura', { mail: 'reset-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'reset-race' })
    await askReset(await world.browser('sakura'), 'reset-race')
    const those = await browsers(100, 'sakura')
    assert.deepEqual(await allPost(those, resetPath(world), () => ({})), { '303 /otp': 1, '410': 99 })
    assert.equal(await events('sakura', 'recovery.linkUsed', member.accountId), 1)
  })

  it('REC-03: a hundred who ask at once for one member get one link, in one mail', async () => {
    const member = await world.member('sakura', { mail: 'ask-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'ask-race' })
    const those = await browsers(100, 'sakura')
    const asked = () => world.jobs.filter(({ kind }) => kind === 'reset').length
    const before = asked()
    assert.deepEqual(await allPost(those, '/forgot-password', () => ({ userId: 'ask-race' })), { '303 /sign-in': 100 })
    assert.equal(asked() - before, 1)
  })

  it('GAP-10: two browsers that complete one recovery at once do so once', async () => {
    const member = await world.member('sakura', { mail: 'recover-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'recover-race' })
    world.pass(60_000)
    const those = await browsers(2, 'sakura')
    for (const browser of those) {
      await signIn(world, browser, { userId: 'recover-race' })
      await browser.open('/lost')
      await browser.submit({ lost: 'totp' })
      await browser.submit({ mailCode: (await world.lastCode()).code })
      assert.equal(browser.current.path, '/recover')
    }
    const tabs = those.flatMap((browser) => Array.from({ length: 50 }, () => browser.copy()))
    await allPost(tabs, '/recover', () => ({}))
    assert.equal(await events('sakura', 'recovery.granted', member.accountId), 1)
  })

  it('REC-12: ten codes are put away once, and one of them brings back once, however often it is typed at once', async () => {
    const member = await world.member('kasumi', { mail: 'race-codes@mail.example' })
    const browser = await world.browser('kasumi')
    await activate(world, browser, member, { until: '/recovery-paper', userId: 'codes-race' })
    const { html } = browser.current
    const set = /name="set" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const recoveryCode = /<li>(\d{4} \d{4} \d{4})<\/li>/.exec(html)?.[1] ?? ''
    await allPost(tabsOf(browser, 100), '/recovery-paper', () => ({ saved: 'on', set }))
    assert.equal(await events('kasumi', 'recoveryCodes.made', member.accountId), 1)
    const back = await world.browser('kasumi')
    await redeem(world, back, 'codes-race')
    await back.open('/lost')
    await back.submit({ lost: 'totp' })
    await allPost(tabsOf(back, 100), '/recovery-code', () => ({ recoveryCode }))
    const { id } = await world.society('kasumi')
    const proven = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('proof').select('id').where('factor', '=', 'recoveryCode').execute(),
    )
    assert.equal(proven.length, 1)
  })

  it('REC-12: the number on the letter’s lower half, typed in two visits by a hundred tabs, brings back once', async () => {
    const member = await world.member('genkan', { mail: 'number-race@mail.example' })
    await activate(world, await world.browser(), member)
    world.pass(60_000)
    const those = await browsers(2, 'genkan')
    for (const browser of those) {
      world.pass(60_000)
      await redeem(world, browser, 'number-race@mail.example')
      await browser.open('/lost')
      await browser.submit({ lost: 'totp' })
      assert.equal(browser.current.path, '/recovery-code')
    }
    const { recoveryNumber: recoveryCode } = member.letter
    const proven: Browser[] = []
    for (const browser of those) {
      const tabs = tabsOf(browser, 50)
      await allPost(tabs, '/recovery-code', () => ({ recoveryCode }))
      proven.push(...tabs.filter((tab) => tab.cookies.get('visit') !== browser.cookies.get('visit')))
    }
    assert.equal(proven.length, 2, 'until something is bound it is good in every visit, and there once')
    await allPost(
      proven.flatMap((browser) => tabsOf(browser, 50)),
      '/recover',
      () => ({}),
    )
    assert.equal(await events('genkan', 'recovery.granted', member.accountId), 1)
  })

  it('REC-12: a recovery letter that a hundred open begins the account anew once', async () => {
    const member = await world.member('sakura', { mail: 'paper-race@mail.example' })
    await activate(world, await world.browser('sakura'), member, { userId: 'paper-race' })
    world.pass(60_000)
    const society = await world.society('sakura')
    const { temporaryId: userId, code: letterCode } = await world.database.inSociety(society.id, (tx) =>
      issueLetter(tx, society, world.keyring, member.accountId, world.now, 'recovery'),
    )
    const those = await browsers(100, 'sakura')
    const opened = await allPost(those, '/letter', () => ({ userId, letterCode, birthDate: '19790822' }))
    assert.deepEqual(opened, { '303 /recover': 100 })
    await allPost(those, '/recover', () => ({}))
    assert.equal(await events('sakura', 'recovery.granted', member.accountId), 1)
  })

  it('a stopped account is opened once by a hundred tabs of two browsers, and everybody else is out', async () => {
    const { browser, member, userId, secret } = await personWithTwoApps(world)
    await signOut(browser)
    world.pass(60_000)
    await signIn(world, browser, { userId, secret })
    await browser.open('/history')
    const link = /href="(\/not-me\/[^"]+)"/.exec(browser.current.html)?.[1] ?? ''
    await browser.post(link, {})
    const those = await browsers(2, 'sakura')
    for (const one of those) {
      await signIn(world, one, { userId, secret })
      assert.equal(one.current.path, '/restore')
    }
    await allPost(
      those.flatMap((one) => tabsOf(one, 50)),
      '/restore',
      () => ({}),
    )
    assert.equal(await events('sakura', 'account.restored', member.accountId), 1)
    const inside = await Promise.all(those.map(async (one) => (await one.open('/portal')).status === 200))
    assert.equal(inside.filter(Boolean).length, 1)
  })

  it('OTP-44: one code of the app opens one of a hundred sign-ins', async () => {
    const member = await world.member('sakura', { mail: 'totp-race@mail.example' })
    const { secret } = await activate(world, await world.browser('sakura'), member, { userId: 'totp-race' })
    const those = await browsers(100, 'sakura')
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
    const those = await browsers(10, 'sakura')
    const signIns = await allPost(those, '/sign-in', () => ({ userId: 'code-race', password: GOOD_PASSWORD }))
    assert.deepEqual(signIns, { '303 /mail-otp': 10 })
    const { code: mailCode } = await world.lastCode()
    const proven = await events('sakura', 'factor.proven', member.accountId)
    const tabs = those.flatMap((browser) => Array.from({ length: 10 }, () => browser.copy()))
    const answers = await allPost(tabs, '/mail-otp', () => ({ mailCode }))
    assert.equal(await events('sakura', 'factor.proven', member.accountId), proven + 1)
    // The nine other tabs of that browser are led on; the other visits were sent codes of their own.
    assert.equal((answers['303 /portal'] ?? 0) + (answers['409'] ?? 0), 10, JSON.stringify(answers))
    assert.equal((answers['303 /mail-otp'] ?? 0) + (answers['429'] ?? 0), 90, JSON.stringify(answers))
  })

  it('UID-49: one user ID that many want goes to one, and the others are told', async () => {
    const those = await browsers(40, 'kiri')
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
    const those = await browsers(10, 'genkan')
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
    const those = await browsers(40, 'sakura')
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
    assert.equal(await events('sakura', 'device.removed', member.accountId), 1)
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
    assert.equal(await events('sakura', 'password.changed', member.accountId), changed)
    assert.ok(changed >= 1 && changed + (answers['422'] ?? 0) === 100, JSON.stringify(answers))
  })

  it('EMC-04: an address that waits is adopted once, typed or by its link', async () => {
    const { browser, member } = await personWithTwoApps(world)
    await browser.open('/profile/mail')
    await browser.submit({ mail: 'race-new@mail.example' })
    const { code: mailCode, link } = await world.lastCode()
    const tabs = tabsOf(browser, 50)
    const strangers = await browsers(50, 'sakura')
    await Promise.all([allPost(tabs, '/profile/mail/code', () => ({ mailCode })), allPost(strangers, link, () => ({}))])
    assert.equal(await events('sakura', 'mail.changed', member.accountId), 1)
    const changes = world.jobs.filter((job) => job.kind === 'changed' && job.accountId === member.accountId)
    assert.equal(changes.filter((job) => job.kind === 'changed' && job.what === 'mail').length, 2, 'old and new, once')
  })

  it('both doors and the first steps of one account, all at once, block nobody', async () => {
    const { letter } = await world.member('genkan')
    const { temporaryId: userId, code } = letter
    const those = await browsers(80, 'genkan')
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

  it('LET-05: the file for the print shop is handed out to one of a hundred', async () => {
    const society = await world.society('genkan')
    const { accountId } = await world.member('genkan')
    const { database, keyring } = world
    const desk = { database, society, keyring, clock: () => world.now }
    const key = await database.inSociety(society.id, (tx) =>
      tx.selectFrom('member').selectAll().where('account_id', '=', accountId).executeTakeFirstOrThrow(),
    )
    const asked: Asked = {
      choice: 'named',
      named: async function* () {
        yield { label: 'x', key }
      },
      eyes: { by: 'x', second: null },
      unprintable: async (found) => found.map(() => []),
    }
    const who = { by: 'x', second: null, reason: 'y' }
    const { batchId } = await shopRun(desk, asked, who, { encoding: 'cp932', door: 'https://x.example/letter' })
    const files: Uint8Array[][] = []
    const { returned, thrown } = await atOnce(100, async (n) => {
      files[n] = []
      return takeFile(desk, { batchId, by: String(n), reason: 'y' }, async (bytes) => void files[n]?.push(bytes))
    })
    assert.deepEqual(thrown, [])
    assert.equal(returned.filter(({ ok }) => ok).length, 1)
    assert.equal(files.filter((parts) => parts.length > 0).length, 1)
  })

  it('ISS-16: of letters issued to one member all at once, one lives', async () => {
    const society = await world.society('genkan')
    const { accountId } = await world.member('genkan')
    const { database, keyring } = world
    const place = { society, now: world.now }
    const batch = await openBatch(
      { database, society, keyring, clock: () => world.now },
      { by: 'x', second: null, reason: 'y' },
      { layout: 'a4', encoding: null },
    )
    const asked = { choice: 'named', eyes: { by: 'x', second: null } } as const
    const { thrown } = await atOnce(100, () =>
      database.inSociety(society.id, async (tx) => {
        const page = await asTheyAre(tx, place, [accountId])
        return issuePage(tx, place, keyring, { asked, batch, page, printedAt: world.now })
      }),
    )
    assert.deepEqual(thrown, [])
    const letters = await database.inSociety(society.id, (tx) =>
      tx.selectFrom('letter').select('cancelled_at').where('account_id', '=', accountId).execute(),
    )
    assert.equal(letters.length, 101)
    assert.equal(letters.filter(({ cancelled_at }) => cancelled_at === null).length, 1)
  })

  async function invited(mail: string) {
    const member = await world.member('hinode', { mail, letter: false })
    const society = await world.society('hinode')
    const place = { society, keyring: world.keyring, now: world.now, queue: world.gate.queue }
    const key = { symbol: member.symbol, number: member.number, branch: '00' }
    return { member, society, invite: () => inviteMembers(world.database, place, { member: key, by: 'x' }) }
  }

  it('ISS-03: one invitation opens many visits; the address is verified once and the account founded once', async () => {
    const { member, society, invite } = await invited('invitation-race@mail.example')
    assert.equal(await invite(), 1)
    const job = world.jobs.at(-1)
    assert.ok(job?.kind === 'invitation')
    const link = `/invitation/${invitationToken(world.keyring, society.id, job.letterId)}`
    const those = await browsers(100, 'hinode')
    assert.deepEqual(await allPost(those, link, () => ({ birthDate: '19790822' })), { '303 /terms': 100 })
    assert.equal(await events('hinode', 'mail.verified', member.accountId), 1)
    const one = await world.browser('hinode')
    await one.open(link)
    await one.submit({ birthDate: '19790822' })
    await carryOn(world, one, member, { until: '/password', userId: 'invite-race1' })
    assert.deepEqual(await allPost(those, link, () => ({ birthDate: '19790822' })), { '303 /password': 100 })
    const password = await allPost(those, '/password', (n) => ({
      newPassword: `${GOOD_PASSWORD}-${n}`,
      newPasswordAgain: `${GOOD_PASSWORD}-${n}`,
    }))
    assert.deepEqual(password, { '303 /enrol/totp': 1, '401': 99 })
    assert.equal(await events('hinode', 'password.set', member.accountId), 1)
    assert.equal(await events('hinode', 'letter.spent', member.accountId), 1)
    const late = await allPost(await browsers(100, 'hinode'), link, () => ({ birthDate: '19790822' }))
    assert.deepEqual(late, { '409': 100 }, 'it is spent')
  })

  it('ISS-03: a hundred runs that invite one member at once send one mail', async () => {
    const { member, invite } = await invited('invite-race@mail.example')
    const sent = world.jobs.length
    const { returned, thrown } = await atOnce(100, invite)
    assert.deepEqual(thrown, [])
    assert.equal(
      returned.reduce((sum, count) => sum + count, 0),
      1,
    )
    assert.equal(world.jobs.length, sent + 1)
    assert.equal(await events('hinode', 'invitation.issued', member.accountId), 1)
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

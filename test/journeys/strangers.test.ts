/** What somebody learns and leaves behind who has shown nothing yet (design.md §5, invariant 1). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { newLetterCode } from '../../src/kernel/letter-code.ts'
import { paths } from '../../src/web/views/paths.ts'
import { alike } from '../support/alike.ts'
import { fingerprint } from '../support/fingerprint.ts'
import { activate, countHashes, GOOD_PASSWORD } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

describe('a stranger', () => {
  let world: World
  before(async () => {
    world = await openWorld()
  })
  after(() => world.close())

  it('who only looks writes nothing, on no page, with or without a cookie', async () => {
    const before = [await fingerprint(world), await fingerprint(world, 'sakura')]
    for (const cookie of [undefined, 'x', `${crypto.randomUUID()}.${'A'.repeat(43)}`])
      for (const path of [
        ...Object.values(paths),
        `${paths.mailLink}/x`,
        `${paths.reset}/x`,
        '/nothing',
        '/?lang=en',
        '/sign-in?notice=signedOut',
      ]) {
        const browser = await world.browser()
        if (cookie) browser.cookies.set('visit', cookie)
        const response = await browser.request(path)
        assert.ok(response.status < 500, path)
        assert.ok(
          response.headers.getSetCookie().every((set) => /^(lang=|visit=;|passkey=)/.test(set)),
          `${path} begins no visit`,
        )
      }
    assert.deepEqual([await fingerprint(world), await fingerprint(world, 'sakura')], before)
  })

  it('gets the same answer for everything that does not sign in, after exactly one argon2', async () => {
    const member = await world.member('genkan', { mail: 'known@mail.example' })
    await activate(world, await world.browser(), member)
    const fresh = await world.member('genkan', { mail: 'fresh@mail.example' })
    await activate(world, await world.browser(), await world.member('genkan', { mail: 'half@mail.example' }), {
      until: '/enrol/passkey',
    })
    const hashes = countHashes(world)
    const answers = []
    for (const [what, userId, password] of [
      ['a wrong password', 'known@mail.example', 'wrong-Password83'],
      ['nobody', 'nobody@mail.example', 'wrong-Password83'],
      ['no ID at all', 'hanako-2099', 'wrong-Password83'],
      ['an address on file, not verified', 'fresh@mail.example', GOOD_PASSWORD],
      ['an address verified, without a password', 'half@mail.example', GOOD_PASSWORD],
      ['a temporary ID with a wrong code', fresh.letter.temporaryId, newLetterCode()],
      ['a temporary ID with a password', fresh.letter.temporaryId, GOOD_PASSWORD],
      ['the temporary ID of an account that is complete', member.letter.temporaryId, 'wrong-Password83'],
      ['a temporary ID that nobody has', '0000009', newLetterCode()],
      ['a password as long as a field may be', 'known@mail.example', 'x'.repeat(4000)],
    ] as const) {
      const browser = await world.browser()
      await browser.open('/sign-in')
      const before = hashes()
      const { status, text, headers } = await browser.submit({ userId, password })
      assert.equal(hashes() - before, 1, what)
      answers.push({ status, text, cookies: headers.getSetCookie().map((set) => alike(set.split(';')[0] ?? '')) })
      assert.deepEqual(answers.at(-1), answers[0], what)
    }
  })

  it('gets the same answer for every letter that does not open, after exactly one argon2', async () => {
    const member = await world.member('genkan')
    const used = await world.member('genkan', { mail: 'used-up@mail.example' })
    await activate(world, await world.browser(), used)
    const hashes = countHashes(world)
    const answers = []
    for (const [what, userId, letterCode, birthDate] of [
      ['a wrong birth date', member.letter.temporaryId, member.letter.code, '19790823'],
      ['a wrong code', member.letter.temporaryId, newLetterCode(), '19790822'],
      ['nobody', '0000008', newLetterCode(), '19790822'],
      ["another member's code", member.letter.temporaryId, used.letter.code, '19790822'],
      ['a used letter with a wrong birth date', used.letter.temporaryId, used.letter.code, '19790823'],
    ] as const) {
      const browser = await world.browser()
      await browser.open('/letter')
      const before = hashes()
      const { status, text } = await browser.submit({ userId, letterCode, birthDate })
      assert.equal(hashes() - before, 1, what)
      answers.push({ status, text, cookies: browser.cookies.size })
      assert.deepEqual(answers.at(-1), answers[0], what)
    }
  })

  it('counts against what was typed, existing or not: the same rows, the same lock', async () => {
    const member = await world.member('genkan', { mail: 'counted@mail.example' })
    await activate(world, await world.browser(), member)
    const { id } = await world.society('genkan')
    const attempts = () =>
      world.database.inSociety(id, (tx) =>
        tx.selectFrom('attempt').select(['subject', 'kind', 'failures', 'locked_until']).execute(),
      )
    const left = []
    for (const userId of ['counted@mail.example', 'uncounted@mail.example']) {
      const before = new Set((await attempts()).map(({ subject }) => subject))
      for (let count = 0; count < 5; count += 1)
        await (await world.browser()).post('/sign-in', { userId, password: `wrong-${count}` })
      const own = (await attempts()).filter(({ subject }) => !before.has(subject))
      left.push(own.map(({ kind, failures, locked_until }) => ({ kind, failures, locked_until })))
      for (const { subject } of own) assert.ok(!subject.includes('mail.example'), 'what was typed is not kept')
    }
    assert.deepEqual(left[0], left[1])
    assert.equal(left[0]?.length, 1)
  })

  it('an ID typed in any way is one ID to the counter', async () => {
    const ways = ['Meguri-2026', 'meguri-2026', ' MEGURI-2026 ', 'ｍｅｇｕｒｉ-2026', 'meguri－2026']
    for (const [n, userId] of ways.entries()) {
      const { status } = await (await world.browser()).post('/sign-in', { userId, password: `wrong-${n}` })
      assert.equal(status, 422)
    }
    const { status } = await (await world.browser()).post('/sign-in', { userId: 'meguri-2026', password: 'wrong' })
    assert.equal(status, 429)
  })
})

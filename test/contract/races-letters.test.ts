import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { invitationToken } from '../../src/mail/mail-code-secret.ts'
import { inviteMembers } from '../../src/staff/invite-members.ts'
import { openBatch } from '../../src/staff/letters/batch.ts'
import { asTheyAre } from '../../src/staff/letters/candidates.ts'
import { issuePage } from '../../src/staff/letters/issue-page.ts'
import type { Asked } from '../../src/staff/letters/plan.ts'
import { shopRun } from '../../src/staff/letters/shop-run.ts'
import { takeFile } from '../../src/staff/letters/take-file.ts'
import { atOnce } from '../support/at-once.ts'
import { allPost, browsersOf, openCrowdedWorld } from '../support/crowd.ts'
import { eventsNamed } from '../support/events-named.ts'
import { activate, carryOn, GOOD_PASSWORD } from '../support/story.ts'
import type { World } from '../support/world.ts'

describe('a hundred visitors at once', () => {
  let world: World
  before(async () => {
    world = await openCrowdedWorld()
    const methods = [{ method: 'passkey' }, { method: 'totp' }]
    const changes = { mail: 'optional', activation: ['terms', 'method', 'password'], methods }
    await world.addSociety('kiri', 'http://kiri.portal.localhost:4000', 'kiri.portal.localhost', 'sakura', changes)
    await world.addSociety('hinode', 'http://hinode.portal.localhost:4000', 'hinode.portal.localhost', 'hinode')
  })
  after(() => world.close())

  it('FST-06: with one letter open many visits, and one founds the account', async () => {
    const member = await world.member('kiri')
    await activate(world, await world.browser('kiri'), member, { until: '/password', userId: 'letter-race' })
    const those = await browsersOf(world, 100, 'kiri')
    const { temporaryId: userId, code: letterCode } = member.letter
    const letters = await allPost(those, '/letter', () => ({ userId, letterCode, birthDate: '19790822' }))
    assert.deepEqual(letters, { '303 /password': 100 })
    const password = await allPost(those, '/password', (n) => ({
      newPassword: `${GOOD_PASSWORD}-${n}`,
      newPasswordAgain: `${GOOD_PASSWORD}-${n}`,
    }))
    assert.deepEqual(password, { '303 /enrol/totp': 1, '401': 99 })
    assert.equal(await eventsNamed(world, 'kiri', 'password.set', member.accountId), 1)
    assert.equal(await eventsNamed(world, 'kiri', 'letter.spent', member.accountId), 1)
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
    const those = await browsersOf(world, 100, 'hinode')
    assert.deepEqual(await allPost(those, link, () => ({ birthDate: '19790822' })), { '303 /terms': 100 })
    assert.equal(await eventsNamed(world, 'hinode', 'mail.verified', member.accountId), 1)
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
    assert.equal(await eventsNamed(world, 'hinode', 'password.set', member.accountId), 1)
    assert.equal(await eventsNamed(world, 'hinode', 'letter.spent', member.accountId), 1)
    const late = await allPost(await browsersOf(world, 100, 'hinode'), link, () => ({ birthDate: '19790822' }))
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
    assert.equal(await eventsNamed(world, 'hinode', 'invitation.issued', member.accountId), 1)
  })
})

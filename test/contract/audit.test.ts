import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { sql } from 'kysely'
import { type AuditEvent, record } from '../../src/audit/events.ts'
import { purgeHistory } from '../../src/audit/purge-history.ts'
import { sealHistory } from '../../src/audit/seal-history.ts'
import { type HistoryProblem, type Noted, verifyHistory } from '../../src/audit/verify-history.ts'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { newMasterKey, openKeyring } from '../../src/kernel/keyring.ts'
import { openDatabase, type Tx } from '../../src/store/database.ts'
import { atOnce } from '../support/at-once.ts'
import { stores } from '../support/database.ts'
import { asOwner } from '../support/owner.ts'
import { until } from '../support/until.ts'
import { openWorld, type World } from '../support/world.ts'

const denied = { code: '42501' }

/** Seals so many events: the server's other databases, those of suites beside this one, may hold it up. */
async function sealUntil(count: number, seal: () => Promise<number>): Promise<number> {
  let sealed = 0
  await until(async () => {
    sealed += await seal()
    return sealed >= count
  })
  return sealed
}

for (const store of stores)
  describe(`the history, ${store}`, () => {
    let world: World
    let id: number
    let count = 0
    before(async () => {
      world = await openWorld(store)
    })
    after(() => world.close())
    beforeEach(async () => {
      count += 1
      const name = `audit-${count}`
      await world.addSociety(name, `http://${name}.portal.localhost:4000`, `${name}.portal.localhost`, 'genkan')
      id = (await world.society(name)).id
    })

    const event = (n: number): AuditEvent => ({ name: 'terms.accepted', actor: 'member', detail: { version: n } })
    const write = (howMany: number, at = world.now) =>
      world.database.inSociety(id, (tx) =>
        record(
          tx,
          id,
          at,
          Array.from({ length: howMany }, (_, n) => event(n)),
        ),
      )
    const seal = () => sealHistory(world.database, world.keyring, id, world.now)
    const sealed = (count: number) => sealUntil(count, seal)
    const verify = (noted?: Noted) => verifyHistory(world.database, world.keyring, id, { now: world.now, noted })
    const inSociety = <T>(work: (tx: Tx) => Promise<T>) => world.database.inSociety(id, work)
    const ids = async () =>
      (await inSociety((tx) => tx.selectFrom('event').select('id').orderBy('id').execute())).map((row) => row.id)
    /** Three batches of three events. */
    const threeBatches = async (at = world.now) => {
      for (let n = 0; n < 3; n += 1) {
        await write(3, at)
        assert.equal(await sealed(3), 3)
      }
      return ids()
    }

    describe('for the program', () => {
      for (const statement of [
        `update event set actor = 'member'`,
        'delete from event',
        'truncate event',
        'update event_batch set events = 1',
        'delete from event_batch',
        'truncate event_batch cascade',
        'delete from event_head',
        'truncate event_head',
        `insert into event_batch (society_id, number, last_id, events, first_at, last_at, digest, sealed_at, seal, written_at)
           values (1, 99, 1, 1, now(), now(), '', now(), '', now() - interval '5 years')`,
        'alter table event disable trigger all',
      ])
        it(`can only grow: no ${statement.slice(0, 40)}`, async () => {
          await threeBatches()
          await assert.rejects(
            inSociety((tx) => sql.raw(statement).execute(tx)),
            denied,
          )
          await assert.rejects(
            world.database.acrossSocieties((tx) => sql.raw(statement).execute(tx)),
            denied,
          )
          assert.equal((await ids()).length, 9)
        })
    })

    it('gives an event its id only when its transaction has one: the order of sealing rests on it', async () => {
      const { detail } = await inSociety(async (tx) => {
        await sql`insert into event (society_id, happened_at, name, actor, detail) values (${id}, now(), 'terms.accepted',
          'member', jsonb_build_object('first', pg_current_xact_id_if_assigned() is not null))`.execute(tx)
        return tx.selectFrom('event').select('detail').executeTakeFirstOrThrow()
      })
      assert.deepEqual(detail, { first: true })
    })

    it('is whole after any number of batches, and says what waits for its seal', async () => {
      assert.deepEqual(await verify(), {
        events: 0,
        since: null,
        newest: null,
        purged: 0,
        unsealed: 0,
        broken: undefined,
      })
      await threeBatches()
      await write(2)
      const { events, newest, unsealed, since, broken } = await verify()
      assert.deepEqual([events, newest?.batch, unsealed, since, broken], [9, 3, 2, world.now, undefined])
      assert.equal(await sealed(2), 2)
      assert.equal(await seal(), 0, 'nothing is sealed twice')
      assert.equal((await verify()).newest?.batch, 4)
    })

    it('says when nobody has sealed for an hour', async () => {
      await threeBatches()
      await write(1, world.now - hours(1))
      assert.equal((await verify()).broken, undefined)
      await write(1, world.now - hours(1) - 1)
      const { broken, newest } = await verify()
      assert.deepEqual([broken?.problem, broken?.from], ['late', world.now - hours(1) - 1])
      assert.equal(newest?.batch, 3)
    })

    describe('shows what somebody who owns the database did', () => {
      type Tampering = [
        what: string,
        problem: HistoryProblem,
        batch: number | null,
        statement: (found: number[]) => string,
      ]
      const tamperings: Tampering[] = [
        ['a changed actor', 'eventsChanged', 2, (at) => `update event set actor = 'system' where id = ${at[3]}`],
        ['a changed time', 'eventsChanged', 1, (at) => `update event set happened_at = now() where id = ${at[0]}`],
        [
          'a changed detail',
          'eventsChanged',
          3,
          (at) => `update event set detail = '{"version": 7}' where id = ${at[8]}`,
        ],
        [
          'a member taken out',
          'eventsChanged',
          2,
          (at) => `update event set account_id = gen_random_uuid() where id = ${at[5]}`,
        ],
        ['a deleted event', 'eventsMissing', 2, (at) => `delete from event where id = ${at[4]}`],
        ['the oldest event deleted', 'eventsMissing', 1, (at) => `delete from event where id = ${at[0]}`],
        ['the newest sealed event deleted', 'eventsMissing', 3, (at) => `delete from event where id = ${at[8]}`],
        [
          'an event put in between',
          'eventsAdded',
          1,
          (at) => `delete from event where id = ${at[4]};
            insert into event (society_id, id, happened_at, name, actor) overriding system value
            select society_id, -5, now(), 'terms.accepted', 'member' from event where id = ${at[0]}`,
        ],
        [
          'two events that changed places',
          'eventsChanged',
          2,
          (at) => `alter table event alter column id set generated by default;
            update event set id = -id where id in (${at[3]}, ${at[4]});
            update event set id = case id when ${-(at[3] ?? 0)} then ${at[4]} else ${at[3]} end where id < 0;
            alter table event alter column id set generated always`,
        ],
        [
          'an event handed to another society',
          'eventsMissing',
          3,
          (at) => `update event set society_id = 1 where id = ${at[7]}`,
        ],
        [
          'a deleted checkpoint',
          'batchMissing',
          2,
          () => `delete from event_batch where society_id = OWN and number = 2`,
        ],
        [
          'the newest checkpoint deleted',
          'batchMissing',
          3,
          () => `delete from event_batch where society_id = OWN and number = 3`,
        ],
        [
          'the newest checkpoint deleted with its events',
          'batchMissing',
          3,
          (at) => `delete from event_batch where society_id = OWN and number = 3;
            delete from event where id >= ${at[6]}`,
        ],
        [
          'the same, and the end of the chain set back',
          'headChanged',
          null,
          (at) => `delete from event_batch where society_id = OWN and number = 3;
            delete from event where id >= ${at[6]};
            update event_head set batch = 2 where society_id = OWN`,
        ],
        ['the end of the chain taken away', 'headMissing', null, () => `delete from event_head where society_id = OWN`],
        [
          'a checkpoint that says less',
          'batchChanged',
          2,
          (at) => `update event_batch set events = 2, last_id = ${at[4]} where society_id = OWN and number = 2`,
        ],
        [
          'two checkpoints that changed places',
          'batchChanged',
          1,
          () => `update event_batch set number = 9 where society_id = OWN and number = 1;
            update event_batch set number = 1 where society_id = OWN and number = 2;
            update event_batch set number = 2 where society_id = OWN and number = 9`,
        ],
        [
          'a purge that never was',
          'headChanged',
          null,
          (at) => `delete from event where id <= ${at[2]} and society_id = OWN;
            update event_head set purged = 1 where society_id = OWN`,
        ],
      ]
      for (const [what, problem, batch, statement] of tamperings)
        it(`${what}: ${problem}${batch === null ? '' : ` in batch ${batch}`}`, async () => {
          const found = await threeBatches()
          await asOwner(world.database, statement(found).replaceAll('OWN', String(id)))
          const { broken } = await verify()
          assert.deepEqual([broken?.problem, broken?.batch], [problem, batch])
          // Whoever seals next does not cover it up.
          await write(1)
          await seal().catch(() => undefined)
          const later = await verify()
          assert.deepEqual([later.broken?.problem, later.broken?.batch], [problem, batch])
        })

      it('a history of which an earlier state was put back shows by what was noted elsewhere', async () => {
        const found = await threeBatches()
        const { newest } = await verify()
        assert.ok(newest)
        assert.equal((await verify(newest)).broken, undefined)
        await asOwner(
          world.database,
          `delete from event_batch where society_id = ${id};
          delete from event_head where society_id = ${id}; delete from event where id >= ${found[6]}`,
        )
        assert.equal((await verify(newest)).broken?.problem, 'headMissing')
        world.pass(minutes(1))
        assert.equal(await sealed(6), 6)
        assert.equal((await verify()).broken, undefined, 'by itself it is whole')
        assert.deepEqual((await verify(newest)).broken?.problem, 'batchMissing')
        await write(1)
        await sealed(1)
        await write(1)
        await sealed(1)
        assert.deepEqual((await verify(newest)).broken?.problem, 'notAsNoted')
      })

      it('and keys that did not seal it say no more than that', async () => {
        await threeBatches()
        const strange = openKeyring(newMasterKey('other'))
        const { broken } = await verifyHistory(world.database, strange, id, { now: world.now })
        assert.deepEqual([broken?.problem, broken?.batch], ['batchChanged', 1])
        await write(1)
        await assert.rejects(sealHistory(world.database, strange, id, world.now), /audit verify/)
      })
    })

    it('seals with the new key after a rotation and knows the old one', async () => {
      const [old, young] = [newMasterKey('old'), newMasterKey('young')]
      await write(1)
      await sealUntil(1, () => sealHistory(world.database, openKeyring(old), id, world.now))
      await write(1)
      await sealUntil(1, () => sealHistory(world.database, openKeyring(`${young} ${old}`), id, world.now))
      const both = openKeyring(`${young} ${old}`)
      assert.equal((await verifyHistory(world.database, both, id, { now: world.now })).broken, undefined)
      const without = await verifyHistory(world.database, openKeyring(young), id, { now: world.now })
      assert.deepEqual(without.broken?.problem, 'batchChanged')
    })

    describe('is purged', () => {
      const age = () =>
        asOwner(
          world.database,
          `update event_batch set written_at = written_at - interval '366 days' where society_id = ${id}`,
        )
      const purge = (dryRun = false) =>
        purgeHistory(world.database, world.keyring, id, {
          before: world.now - days(1095),
          now: world.now,
          actor: 'operator',
          dryRun,
        })

      it('whole batches from the oldest on; the checkpoints stay and the rest verifies', async () => {
        await threeBatches(world.now - days(1095) - 1)
        await write(1, world.now - days(1095))
        await sealed(1)
        await age()
        assert.deepEqual(await purge(true), { batches: 3, events: 9, through: 3 })
        assert.equal((await ids()).length, 10)
        assert.deepEqual(await purge(), { batches: 3, events: 9, through: 3 })
        assert.equal((await ids()).length, 2, 'the young one, and that there was a purge')
        await sealed(1)
        const { broken, purged, newest, events } = await verify()
        assert.deepEqual([broken, purged, newest?.batch, events], [undefined, 3, 5, 2])
        assert.deepEqual(await purge(), { batches: 0, events: 0, through: 0 })
      })

      it('never in its last year, whatever the program says', async () => {
        await threeBatches(world.now - days(4000))
        await assert.rejects(purge(), denied)
        await assert.rejects(
          inSociety((tx) => sql`select purge_events(1)`.execute(tx)),
          denied,
        )
        assert.equal((await ids()).length, 9)
        assert.equal((await verify()).broken, undefined)
      })

      it('but not what was tampered with, and what comes back shows', async () => {
        const [first] = await threeBatches(world.now - days(4000))
        await age()
        await asOwner(world.database, `update event set actor = 'system' where id = ${first}`)
        await assert.rejects(purge(), /audit verify/)
        await asOwner(world.database, `update event set actor = 'member' where id = ${first}`)
        await purge()
        assert.equal((await verify()).broken, undefined)
        await asOwner(
          world.database,
          `insert into event (society_id, id, happened_at, name, actor) overriding system value values (${id}, ${first}, now(), 'terms.accepted', 'member')`,
        )
        const { broken } = await verify()
        assert.deepEqual([broken?.problem, broken?.batch], ['purgedReturned', 3])
      })
    })
  })

// On a server only: with one connection nobody is in the middle of anything.
describe('transactions that end late', () => {
  let world: World
  let id: number
  before(async () => {
    world = await openWorld('server')
    id = (await world.society('genkan')).id
  })
  after(() => world.close())

  const one: AuditEvent = { name: 'terms.accepted', actor: 'member' }
  const seal = () => sealHistory(world.database, world.keyring, id, world.now)
  const verify = () => verifyHistory(world.database, world.keyring, id, { now: world.now })

  it('hold back what came after them, and are sealed in their place', async () => {
    const slow = Promise.withResolvers<void>()
    const written = Promise.withResolvers<void>()
    const running = world.database.inSociety(id, async (tx) => {
      await record(tx, id, world.now, [one])
      written.resolve()
      await slow.promise
    })
    await written.promise
    await world.database.inSociety(id, (tx) => record(tx, id, world.now, [one, one]))
    const early = [await seal(), await seal()]
    slow.resolve()
    await running
    assert.deepEqual([...early, await sealUntil(3, seal)], [0, 0, 3])
    const { broken, events } = await verify()
    assert.deepEqual([broken, events], [undefined, 3])
  })

  it('however many write and seal at once: every event is in one batch, and the chain is whole', async () => {
    const many = await openDatabase({ ...world.database.address, poolSize: 40 })
    let writing = true
    const seals = async () => {
      let sealed = 0
      while (writing) sealed += await sealHistory(many, world.keyring, id, world.now)
      return sealed
    }
    const sealers = Promise.all([seals(), seals(), seals(), seals()])
    const { thrown } = await atOnce(1000, (n) =>
      many.inSociety(id, async (tx) => {
        await record(tx, id, world.now, n % 3 === 0 ? [one, one] : [one])
        // Some end at once, some when others have written long since, some not at all.
        if (n % 5 === 0) await sql`select pg_sleep(0.02)`.execute(tx)
        if (n % 7 === 0) throw new Error('taken back')
      }),
    )
    writing = false
    const beside = (await sealers).reduce((sum, some) => sum + some, 0)
    await many.close()
    assert.equal(thrown.length, 143)
    const written = await world.database.inSociety(id, (tx) => tx.selectFrom('event').select('id').execute())
    const sealed = beside + (await sealUntil(written.length - 3 - beside, seal))
    const { broken, events, unsealed } = await verify()
    assert.deepEqual([broken, events, unsealed], [undefined, written.length, 0])
    assert.equal(sealed, written.length - 3, 'nothing is sealed twice')
  })

  it('of a hundred sealers at once one seals', async () => {
    await world.database.inSociety(id, (tx) => record(tx, id, world.now, [one, one]))
    const sealing: number[] = []
    await until(async () => {
      const { returned, thrown } = await atOnce(100, seal)
      assert.deepEqual(thrown, [])
      return sealing.push(...returned.filter((sealed) => sealed > 0)) > 0
    })
    assert.deepEqual(sealing, [2])
  })
})

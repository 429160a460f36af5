import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '../../src/store/database.ts'
import { type FreshDatabase, freshDatabase, stores } from '../support/database.ts'

/** Migrations of this suite's own, so that it says what the store does whatever tables the product has. */
const migrations = join(import.meta.dirname, '../support/shelf')

const rowLevelSecurity = { code: '42501' }

const add = (tx: Tx, society: number, id: number, label = `thing ${id}`) =>
  sql`insert into thing (society_id, id, label) values (${society}, ${id}, ${label})`.execute(tx)

const ids = async (tx: Tx) =>
  (await sql<{ id: number }>`select id from thing order by id`.execute(tx)).rows.map(({ id }) => id)

for (const store of stores)
  describe(`the store, ${store}`, () => {
    let database: FreshDatabase

    before(async () => {
      database = await freshDatabase(store, { migrations })
      await database.inSociety(1, (tx) => add(tx, 1, 11))
      await database.inSociety(2, (tx) => add(tx, 2, 21))
    })

    describe('keeps societies apart', () => {
      it('shows the rows of the society that was named, and no others', async () => {
        assert.deepEqual(await database.inSociety(1, ids), [11])
        assert.deepEqual(await database.inSociety(2, ids), [21])
        assert.deepEqual(await database.inSociety(3, ids), [])
      })

      it('hides a row of another society that is asked for by its id', async () => {
        const { rows } = await database.inSociety(2, (tx) =>
          sql`select * from thing where society_id = 1 and id = 11`.execute(tx),
        )
        assert.deepEqual(rows, [])
      })

      it('changes and deletes nothing of another society, even by its id', async () => {
        await database.inSociety(2, async (tx) => {
          const changed = await sql`update thing set label = 'taken' where society_id = 1 and id = 11`.execute(tx)
          const deleted = await sql`delete from thing where society_id = 1 and id = 11`.execute(tx)
          assert.deepEqual([changed.numAffectedRows, deleted.numAffectedRows], [0n, 0n])
        })
        assert.deepEqual(await database.inSociety(1, ids), [11])
      })

      it('refuses a new row in the name of another society', async () => {
        await assert.rejects(
          database.inSociety(2, (tx) => add(tx, 1, 12)),
          rowLevelSecurity,
        )
      })

      it('refuses to hand a row over to another society', async () => {
        await assert.rejects(
          database.inSociety(1, (tx) => sql`update thing set society_id = 2 where id = 11`.execute(tx)),
          rowLevelSecurity,
        )
      })

      it('shows nothing through a view that the tables do not show', async () => {
        const { rows } = await database.inSociety(2, (tx) => sql`select label from label`.execute(tx))
        assert.deepEqual(rows, [{ label: 'thing 21' }])
      })

      it('shows and takes nothing where no society was named', async () => {
        assert.deepEqual(await database.queueSql('select * from thing'), { rows: [] })
        await assert.rejects(
          database.queueSql("insert into thing (society_id, id, label) values (1, 13, 'x')"),
          rowLevelSecurity,
        )
      })

      it('leaves nothing of a society behind on the connection, whichever way the transaction ended', async () => {
        await database.inSociety(1, ids)
        assert.deepEqual(await database.queueSql('select * from thing'), { rows: [] })
        await assert.rejects(database.inSociety(1, () => Promise.reject(new Error('given up'))))
        assert.deepEqual(await database.queueSql('select * from thing'), { rows: [] })
      })

      it('takes nothing for the name of a society but a positive integer', async () => {
        for (const wrong of [0, -1, 1.5, Number.NaN, 2 ** 31, "1', true); drop table thing; --" as unknown as number])
          await assert.rejects(database.inSociety(wrong, ids), TypeError)
      })
    })

    describe('gives few rights', () => {
      const whoAmI = async (tx: Tx) =>
        (
          await sql`select current_user as name, rolsuper, rolbypassrls from pg_roles where rolname = current_user`.execute(
            tx,
          )
        ).rows[0]

      it('is neither superuser nor past row security, in both doors', async () => {
        const harmless = { rolsuper: false, rolbypassrls: false }
        assert.deepEqual(await database.inSociety(1, whoAmI), { name: 'genkan_app', ...harmless })
        assert.deepEqual(await database.acrossSocieties(whoAmI), { name: 'genkan_across', ...harmless })
        assert.deepEqual(await database.inSociety(1, whoAmI), { name: 'genkan_app', ...harmless })
      })

      it('drops its rights again on a new connection', async () => {
        // A text that fails costs its connection.
        await assert.rejects(database.queueSql('begin; select 1/0; commit'), { code: '22012' })
        assert.deepEqual(await database.queueSql('select current_user as name'), { rows: [{ name: 'genkan_app' }] })
        assert.deepEqual(await database.inSociety(1, ids), [11])
      })

      it('lets the door across societies into the tables that were granted, and no others', async () => {
        await database.acrossSocieties((tx) => sql`insert into counted values (1, 1), (2, 1)`.execute(tx))
        const { rows } = await database.acrossSocieties((tx) => sql`select * from counted`.execute(tx))
        assert.equal(rows.length, 2)
        await assert.rejects(database.acrossSocieties(ids), { code: '42501' })
        await assert.rejects(
          database.inSociety(1, (tx) => sql`select * from counted`.execute(tx)),
          { code: '42501' },
        )
      })

      it('may create no table and no function of its own', async () => {
        for (const text of [
          'create table mine (a integer)',
          'create function mine() returns int language sql return 1',
        ])
          await assert.rejects(
            database.inSociety(1, (tx) => sql.raw(text).execute(tx)),
            { code: '42501' },
          )
      })
    })

    describe('opens transactions', () => {
      it('keeps what was written when the work is done', async () => {
        await database.inSociety(4, (tx) => add(tx, 4, 41))
        assert.deepEqual(await database.inSociety(4, ids), [41])
      })

      it('takes everything back when the work throws, and passes the error on', async () => {
        const reason = new Error('no')
        const work = database.inSociety(4, async (tx) => {
          await add(tx, 4, 42)
          throw reason
        })
        await assert.rejects(work, (error) => error === reason)
        assert.deepEqual(await database.inSociety(4, ids), [41])
      })

      it('does not pretend that work was kept after one of its statements had failed', async () => {
        const work = database.inSociety(4, async (tx) => {
          await add(tx, 4, 43)
          await add(tx, 4, 43).catch(() => {})
        })
        await assert.rejects(work)
        assert.deepEqual(await database.inSociety(4, ids), [41])
      })

      it('refuses a second transaction inside the first, through every door', async () => {
        const inside = /inside a running transaction/
        const doors: (() => Promise<unknown>)[] = [
          () => database.inSociety(2, ids),
          () => database.acrossSocieties(async () => {}),
          () => database.queueSql('select 1'),
        ]
        for (const door of doors) {
          await assert.rejects(database.inSociety<unknown>(1, door), inside)
          await assert.rejects(database.acrossSocieties<unknown>(door), inside)
        }
        assert.deepEqual(await database.inSociety(1, ids), [11])
      })

      it('lets in what was started inside a transaction and runs after it', async () => {
        const { promise: over, resolve } = Promise.withResolvers<void>()
        const { later } = await database.inSociety(1, async () => ({
          later: over.then(() => database.inSociety(2, ids)),
        }))
        resolve()
        assert.deepEqual(await later, [21])
      })

      it('does not let a transaction be used when it is over', async () => {
        const { kept } = await database.inSociety(1, async (tx) => ({ kept: tx }))
        await assert.rejects(ids(kept))
      })

      it('runs texts of the job queue inside a transaction, and takes them back with it', async () => {
        const reason = new Error('no')
        const work = database.inSociety(4, async (tx) => {
          const execute = database.executeIn(tx)
          await execute('insert into thing (society_id, id, label) values ($1, $2, $3)', [4, 44, 'x'])
          assert.deepEqual(await execute('select id from thing where id > $1', [41]), { rows: [{ id: 44 }] })
          throw reason
        })
        await assert.rejects(work, (error) => error === reason)
        assert.deepEqual(await database.inSociety(4, ids), [41])
      })

      it('gives the rows of all statements of one text', async () => {
        const { rows } = await database.queueSql('begin; select 1 as a; select 2 as b; commit')
        assert.deepEqual(rows, [{ a: 1 }, { b: 2 }])
      })

      it('serves many at once', async () => {
        const seen = await Promise.all(
          Array.from({ length: 100 }, (_, n) => database.inSociety(1 + (n % 2), (tx) => ids(tx))),
        )
        assert.deepEqual(
          seen.flat(),
          Array.from({ length: 100 }, (_, n) => (n % 2 ? 21 : 11)),
        )
      })
    })

    it('reads a date as it is written, a moment as a Date, and a big number exactly', async () => {
      const { rows } = await database.inSociety(1, (tx) =>
        sql`select date '1941-03-01' as day, array[date '1941-03-01'] as days, timestamptz '2026-11-21 09:00+09' as moment,
          count(*) as few, 9007199254740993 as many`.execute(tx),
      )
      assert.deepEqual(rows, [
        {
          day: '1941-03-01',
          days: ['1941-03-01'],
          moment: new Date('2026-11-21T00:00:00Z'),
          few: 1,
          many: '9007199254740993',
        },
      ])
    })

    it('may be closed twice', async () => {
      const another = await freshDatabase(store, { migrations })
      await Promise.all([another.close(), another.close()])
      await assert.rejects(another.inSociety(1, ids))
    })
  })

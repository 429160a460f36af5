import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { getRollbackPlans, PgBoss } from 'pg-boss'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { createDatabase, freshDatabase, stores, withServer } from '../support/database.ts'

const shelf = join(import.meta.dirname, '../support/shelf')

describe('migrations', () => {
  let folder: string
  let url: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-test-'))
    await cp(shelf, folder, { recursive: true })
    url = await createDatabase()
  })
  afterEach(() => rm(folder, { recursive: true }))
  const write = (name: string, text: string) => writeFile(join(folder, name), text)
  const run = () => migrate({ url, migrations: folder })
  const tables = () =>
    withServer(async (client) => {
      const { rows } = await client.query(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
      )
      return rows.map(({ relname }) => relname).sort()
    }, url)

  it('run in their order, each once, as the role that owns the tables', async () => {
    await write('0002-more.sql', 'create table more (a integer); create table still_more (a integer);')
    assert.deepEqual(await run(), ['0001-shelf.sql', '0002-more.sql'])
    await write('0003-last.sql', 'drop table still_more')
    assert.deepEqual(await run(), ['0003-last.sql'])
    assert.deepEqual(await run(), [])
    assert.deepEqual(await tables(), ['counted', 'more', 'thing'])
  })

  it('leave nothing of a file that fails, and keep those before it', async () => {
    await write('0002-broken.sql', 'create table half (a integer); create table half (a integer);')
    await assert.rejects(run(), /0002-broken\.sql failed: relation "half" already exists/)
    assert.deepEqual(await tables(), ['counted', 'thing'])
    await write('0002-broken.sql', 'create table whole (a integer)')
    assert.deepEqual(await run(), ['0002-broken.sql'])
  })

  it('refuse a file that was changed after it had been applied, also when the program starts', async () => {
    await run()
    await write('0001-shelf.sql', 'create table other (a integer)')
    await assert.rejects(run(), /0001-shelf\.sql was changed after/)
    await assert.rejects(openDatabase({ url, migrations: folder }), /0001-shelf\.sql was changed after/)
  })

  it('refuse a database that a newer version has been in', async () => {
    await write('0002-newer.sql', 'create table newer (a integer)')
    await run()
    await rm(join(folder, '0002-newer.sql'))
    await assert.rejects(run(), /has had 0002-newer\.sql, which this version of Genkan does not know/)
  })
})

for (const store of stores)
  describe(`the job queue, ${store}`, () => {
    const startBoss = async (database: Database) => {
      const boss = new PgBoss({
        db: { executeSql: (text, values) => database.queueSql(text, values) },
        schema: 'queue',
        migrate: false,
        schedule: false,
        reindex: false,
      })
      boss.on('error', () => {})
      return boss.start()
    }

    it('works with the rights of the program, and sends a job together with the fact that causes it', async (t) => {
      const database = await freshDatabase(store, { migrations: shelf })
      const boss = await startBoss(database)
      t.after(() => boss.stop({ graceful: false }))
      await boss.createQueue('letter')
      // The library looks a queue up at its first use, on a connection of its own: not inside a transaction, please.
      await boss.findJobs('letter', { key: 'none' })
      const send = (id: string, fails: boolean) =>
        database.inSociety(1, async (tx) => {
          await boss.send('letter', { id }, { db: { executeSql: database.executeIn(tx) } })
          if (fails) throw new Error('taken back')
        })
      await send('kept', false)
      await assert.rejects(send('lost', true), /taken back/)
      const { promise, resolve } = Promise.withResolvers<unknown>()
      await boss.work('letter', { pollingIntervalSeconds: 0.5 }, async ([job]) => resolve(job?.data))
      assert.deepEqual(await promise, { id: 'kept' })
      await boss.stop()
      const { rows } = await database.queueSql('select data, state::text from queue.job')
      assert.deepEqual(rows, [{ data: { id: 'kept' }, state: 'completed' }])
    })
  })

describe('the schema of the job queue', () => {
  it('is brought up from the version that an earlier release left behind', async () => {
    const url = await createDatabase()
    await migrate({ url, migrations: shelf })
    const version = () =>
      withServer(
        async (client) => (await client.query('select version from queue.version')).rows[0].version as number,
        url,
      )
    const now = await version()
    await withServer(async (client) => {
      for (let at = now; at > now - 8; at--) await client.query(getRollbackPlans('queue', at))
    }, url)
    assert.equal(await version(), now - 8)
    await migrate({ url, migrations: shelf })
    assert.equal(await version(), now)
    await withServer((client) => client.query(`update queue.version set version = ${now + 1}`), url)
    await assert.rejects(migrate({ url, migrations: shelf }), /newer/)
  })
})

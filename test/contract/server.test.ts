import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { createDatabase, freshDatabase, freshServerDatabase, withServer } from '../support/database.ts'

const migrations = join(import.meta.dirname, '../support/shelf')

describe('the store on a PostgreSQL server', () => {
  it('refuses a database that nobody has prepared, and one that lacks a migration', async () => {
    await freshServerDatabase({ migrations })
    const empty = await createDatabase()
    await assert.rejects(openDatabase({ url: empty, migrations }), /run `genkan migrate` first/)
    const other = await freshServerDatabase({ migrations })
    await withServer((client) => client.query('delete from genkan.migration'), other)
    await assert.rejects(openDatabase({ url: other, migrations }), /lacks 0001-shelf\.sql: run `genkan migrate` first/)
  })

  it('is migrated once by ten that try at the same moment', async () => {
    const url = await createDatabase()
    const applied = await Promise.all(Array.from({ length: 10 }, () => migrate({ url, migrations })))
    assert.deepEqual(applied.flat(), ['0001-shelf.sql'])
  })

  it('is prepared by a login that is no superuser, and used by one that may do even less', async () => {
    const installer = await newLogin('createrole')
    const url = await createDatabase(`owner ${installer}`)
    assert.deepEqual(await migrate({ url: as(installer, url), migrations }), ['0001-shelf.sql'])

    const program = await newLogin('')
    await assert.rejects(openDatabase({ url: as(program, url), migrations }), /grant genkan_app, genkan_across to it/)
    await withServer((client) => client.query(`grant genkan_app, genkan_across to ${program}`))
    const database = await openDatabase({ url: as(program, url), migrations })
    try {
      await database.inSociety(1, (tx) => sql`insert into thing values (1, 1, 'x')`.execute(tx))
      await database.acrossSocieties((tx) => sql`select * from counted`.execute(tx))
      await assert.rejects(database.queueSql('set role genkan_owner'), { code: '42501' })
    } finally {
      await database.close()
    }
  })

  it('goes on when the server ends its connections, idle or in use', async () => {
    const database = await freshDatabase('server', { migrations })
    const endAll = () =>
      withServer(
        (client) =>
          client.query(
            'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
          ),
        database.address.url,
      )
    const hello = async () => (await database.queueSql('select 1 as one')).rows
    await hello()
    await endAll()
    await eventually(hello)
    await assert.rejects(
      database.inSociety(1, async (tx) => {
        await endAll()
        await sql`select 1`.execute(tx)
      }),
    )
    assert.deepEqual(await eventually(hello), [{ one: 1 }])
  })

  it('replaces a connection whose prepared statements a migration has overtaken', async () => {
    const database = await freshDatabase('server', { migrations })
    const read = () => database.inSociety(1, (tx) => sql`select * from thing where id > ${0}`.execute(tx))
    await read()
    await withServer((client) => client.query('alter table thing add column more text'), database.address.url)
    await assert.rejects(read(), { code: '0A000' })
    assert.deepEqual((await read()).rows, [])
  })

  it('cuts off a statement that never ends, and takes its transaction back', async () => {
    const database = await freshDatabase('server', { migrations })
    const work = database.inSociety(1, async (tx) => {
      await sql`insert into thing values (1, 1, 'x')`.execute(tx)
      await sql`set local statement_timeout to 20`.execute(tx)
      await sql`select pg_sleep(60)`.execute(tx)
    })
    await assert.rejects(work, { code: '57014' })
    const { rows } = await database.inSociety(1, (tx) => sql`select * from thing`.execute(tx))
    assert.deepEqual(rows, [])
  })

  it('says so when there is no server', async () => {
    await assert.rejects(openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none' }), /does not answer/)
  })
})

async function newLogin(rights: string): Promise<string> {
  const name = `login_${randomBytes(4).toString('hex')}`
  await withServer((client) => client.query(`create role ${name} login ${rights}`))
  return name
}

function as(login: string, url: string): string {
  const address = new URL(url)
  address.username = login
  return address.href
}

/** A connection that the server has ended is noticed when its next use fails; the one after that is a new connection. */
async function eventually<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await ask().catch(() => undefined)
    if (answer) return answer
  }
  return ask()
}

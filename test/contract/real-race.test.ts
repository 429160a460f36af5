import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Tx } from '../../src/store/database.ts'
import { atOnce } from '../support/at-once.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const migrations = join(import.meta.dirname, '../support/shelf')

// On a server only: with the single connection of the embedded database nothing can happen at the same time.

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

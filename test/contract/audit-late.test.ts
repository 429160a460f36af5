import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { type AuditEvent, record } from '../../src/audit/events.ts'
import { sealHistory } from '../../src/audit/seal-history.ts'
import { verifyHistory } from '../../src/audit/verify-history.ts'
import { openDatabase } from '../../src/store/database.ts'
import { atOnce } from '../support/at-once.ts'
import { openWorld, type World } from '../support/world.ts'

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
    assert.deepEqual([...early, await seal()], [0, 0, 3])
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
    const sealed = (await sealers).reduce((sum, some) => sum + some, 0) + (await seal())
    await many.close()
    assert.equal(thrown.length, 143)
    const { broken, events, unsealed } = await verify()
    const written = await world.database.inSociety(id, (tx) => tx.selectFrom('event').select('id').execute())
    assert.deepEqual([broken, events, unsealed], [undefined, written.length, 0])
    assert.equal(sealed, written.length - 3, 'nothing is sealed twice')
  })

  it('of a hundred sealers at once one seals', async () => {
    await world.database.inSociety(id, (tx) => record(tx, id, world.now, [one, one]))
    const { returned, thrown } = await atOnce(100, seal)
    assert.deepEqual([thrown, returned.filter((sealed) => sealed > 0)], [[], [2]])
  })
})

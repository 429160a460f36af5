import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type FreshDatabase, freshDatabase, stores } from '../../test/support/database.ts'
import { until } from '../../test/support/until.ts'
import { openDatabase } from '../store/database.ts'
import { openQueue } from './queue.ts'

for (const store of stores)
  describe(`chores, ${store}`, () => {
    let database: FreshDatabase
    before(async () => {
      database = await freshDatabase(store)
    })
    after(() => database.close())

    it('are done at once, and by one of all the nodes; one that fails is told and left until it is due again', async () => {
      const reported: unknown[] = []
      const report = (error: unknown) => void reported.push(error)
      const second = store === 'server' ? await openDatabase(database.address) : database
      const nodes = await Promise.all([database, second].map((of) => openQueue(of, { report })))
      let sealed = 0
      let purged = 0
      for (const node of nodes) {
        await node.every('seal-history', 3600, async () => {
          sealed += 1
        })
        await node.every('purge-history', 3600, async () => {
          purged += 1
          throw new Error('no')
        })
      }
      const states = async () =>
        (await database.queueSql(`select state from queue.job order by state`)).rows.map(({ state }) => state).join()
      await until(async () => (await states()) === 'completed,failed')
      await Promise.all(nodes.map((node) => node.stop()))
      assert.deepEqual([sealed, purged, reported.length], [1, 1, 1])
      if (second !== database) await second.close()
    })
  })

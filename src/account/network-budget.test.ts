import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { atOnce } from '../../test/support/at-once.ts'
import { type FreshDatabase, freshDatabase, stores } from '../../test/support/database.ts'
import { hours, minutes, seconds } from '../kernel/clock.ts'
import { newMasterKey, openKeyring } from '../kernel/keyring.ts'
import { giveBackToNetworks, type Network, takeFromNetworks } from './network-budget.ts'

const NOW = Date.parse('2026-11-21T03:00:00Z')
const keyring = openKeyring(newMasterKey('test'))
const network = (name: string, perMinute = 6, perHour = 12): Network => ({ name, limits: { perMinute, perHour } })

for (const store of stores)
  describe(`the budget of a network, ${store}`, () => {
    let database: FreshDatabase
    before(async () => {
      database = await freshDatabase(store)
    })
    const take = async (networks: Network[], now = NOW) => takeFromNetworks(database, keyring, networks, now)
    const takes = async (count: number, networks: Network[], now = NOW) => {
      let allowed = 0
      for (let n = 0; n < count; n += 1) if ((await take(networks, now)).allowed) allowed += 1
      return allowed
    }

    it('is so many at once, refilled one after the other, and an hour has a budget of its own', async () => {
      const one = [network('203.0.113.1')]
      assert.equal(await takes(10, one), 6)
      const refused = await take(one)
      assert.deepEqual(refused, { allowed: false, until: NOW + seconds(10) })
      assert.equal(await takes(3, one, NOW + seconds(10)), 1)
      assert.equal(await takes(20, one, NOW + minutes(2)), 5, 'twelve in an hour')
      assert.equal(await takes(1, one, NOW + hours(1)), 1)
    })

    it('is shared by the neighbourhood, and one neighbour alone cannot use it up', async () => {
      const near = network('near 203.0.113', 9, 100)
      assert.equal(await takes(8, [network('203.0.113.2'), near]), 6)
      assert.equal(await takes(8, [network('203.0.113.3'), near]), 3)
      assert.equal((await take([network('203.0.114.3')])).allowed, true)
    })

    it('takes back what was no failure', async () => {
      const one = [network('203.0.113.4')]
      for (let n = 0; n < 30; n += 1) {
        assert.equal((await take(one)).allowed, true)
        await giveBackToNetworks(database, keyring, one)
      }
    })

    it('forgets networks that have been quiet, and names none', async () => {
      await takes(1, [network('203.0.113.5')])
      for (let n = 0; n < 20; n += 1) await takes(1, [network(`198.51.100.${n}`)], NOW + hours(30))
      const kept = await database.acrossSocieties((tx) => tx.selectFrom('network_budget').selectAll().execute())
      assert.equal(kept.length, 20)
      assert.ok(kept.every((row) => !row.network.includes('.')))
    })

    it('is seen by no society', async () => {
      await assert.rejects(
        database.inSociety(1, (tx) => tx.selectFrom('network_budget').selectAll().execute()),
        /permission denied/,
      )
    })
  })

describe('a hundred tries of one network at once', () => {
  it('are no more than its budget', async () => {
    const database = await freshDatabase('server')
    const networks = [network('203.0.113.9', 10, 100), network('near 203.0.113', 50, 500)]
    const { returned, thrown } = await atOnce(100, () => takeFromNetworks(database, keyring, networks, NOW))
    assert.deepEqual(thrown, [])
    assert.equal(returned.filter(({ allowed }) => allowed).length, 10)
  })
})

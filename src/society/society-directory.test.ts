import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshDatabase, stores } from '../../test/support/database.ts'
import { seconds } from '../kernel/clock.ts'
import type { Database } from '../store/database.ts'
import { applyPolicy } from './apply-policy.ts'
import { createSociety } from './create-society.ts'
import type { PolicyFile } from './policy.ts'
import { type PresetName, readPreset } from './read-preset.ts'
import { openSocietyDirectory, UnreadablePolicy } from './society-directory.ts'
import { readPolicy } from './validate-policy.ts'

async function preset(name: PresetName, changes: Partial<PolicyFile> = {}) {
  const read = readPolicy({ ...(await readPreset(name)), ...changes })
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

/** A database with both societies, a directory over it, a clock to turn, and the number of transactions so far. */
async function world(store: (typeof stores)[number]) {
  const database = await freshDatabase(store)
  await createSociety(database, { name: 'genkan', policy: await preset('genkan') })
  await createSociety(database, { name: 'sakura', policy: await preset('sakura') })
  const count = { transactions: 0, broken: false }
  const counted: Database = {
    ...database,
    acrossSocieties(work) {
      count.transactions++
      return count.broken ? Promise.reject(new Error('no database')) : database.acrossSocieties(work)
    },
  }
  const time = { now: 0 }
  const directory = openSocietyDirectory(counted, () => time.now)
  return { database, directory, count, time }
}

for (const store of stores) {
  describe(`the directory of societies (${store})`, () => {
    it('PLT-02 PLT-08 finds a society by each of its hosts, with and without www., and by its name', async () => {
      const { directory } = await world(store)
      const genkan = await directory.byHost('www.genkan.example')
      assert.equal(genkan?.name, 'genkan')
      assert.equal(genkan?.origin, 'https://www.genkan.example')
      assert.equal(genkan?.canonicalHost, 'www.genkan.example')
      assert.equal(genkan?.epoch, 1)
      assert.equal(await directory.byHost('GENKAN.example'), genkan)
      assert.equal(await directory.byName('genkan'), genkan)
      assert.equal((await directory.byHost('www.sakura.example'))?.canonicalHost, 'sakura.example')
      assert.deepEqual(
        (await directory.all()).map(({ name }) => name),
        ['genkan', 'sakura'],
      )
    })

    it('PLT-02 compares a host whole: no suffix, no prefix, no trailing dot, no other port', async () => {
      const { directory } = await world(store)
      const strangers = [
        'a.genkan.example',
        'xgenkan.example',
        'genkan.example.evil.example',
        'genkan.example.',
        'genkan.example:443',
        'genkan.example:4000',
        'genkan',
        '',
        undefined,
      ]
      for (const host of strangers) assert.equal(await directory.byHost(host), undefined, String(host))
    })

    it('takes the port into account where the origin has one', async () => {
      const { database, directory } = await world(store)
      const hosts = { origin: 'http://tsubaki.portal.localhost:4000' }
      assert.ok((await createSociety(database, { name: 'tsubaki', policy: await preset('genkan', { hosts }) })).ok)
      const society = await directory.byHost('tsubaki.portal.localhost:4000')
      assert.equal(society?.canonicalHost, 'tsubaki.portal.localhost:4000')
      assert.equal(society?.policy.hosts.rpId, 'tsubaki.portal.localhost')
      assert.equal(await directory.byHost('tsubaki.portal.localhost'), undefined)
      assert.equal(await directory.byHost('tsubaki.portal.localhost:4001'), undefined)
    })

    it('a thousand unknown hosts, one after the other or at once, cost one look-up', async () => {
      const { directory, count } = await world(store)
      const unknown = (at: number) => directory.byHost(`x${at}.example`)
      await Promise.all(Array.from({ length: 500 }, (_, at) => unknown(at)))
      for (let at = 0; at < 500; at++) assert.equal(await unknown(at), undefined)
      assert.equal((await directory.byHost('genkan.example'))?.name, 'genkan')
      assert.equal(count.transactions, 1)
    })

    it('STF-10 sees a new version after two seconds, and until then the old one without asking', async () => {
      const { database, directory, count, time } = await world(store)
      const before = await directory.byHost('genkan.example')
      await applyPolicy(database, 'genkan', await preset('genkan', { title: '新しいページ' }))
      time.now = seconds(2) - 1
      assert.equal(await directory.byHost('genkan.example'), before)
      assert.equal(count.transactions, 1)
      time.now = seconds(2)
      const after = await directory.byHost('genkan.example')
      assert.equal(after?.policy.title, '新しいページ')
      assert.equal(after?.policyVersion, 2)
      assert.equal(count.transactions, 2)
    })

    it('keeps the same object while nothing changes, and notices a raised epoch', async () => {
      const { database, directory, time } = await world(store)
      const before = await directory.byHost('sakura.example')
      time.now += seconds(2)
      assert.equal(await directory.byHost('sakura.example'), before)
      await database.acrossSocieties((tx) =>
        tx.updateTable('society').set({ epoch: 2 }).where('name', '=', 'sakura').execute(),
      )
      time.now += seconds(2)
      assert.equal((await directory.byHost('sakura.example'))?.epoch, 2)
    })

    it('finds a society that was created a moment ago by its name, and forgets a host that was given up', async () => {
      const { database, directory, time } = await world(store)
      assert.equal(await directory.byHost('tsubaki.example'), undefined)
      const policy = await preset('genkan', { hosts: { origin: 'https://tsubaki.example' } })
      await createSociety(database, { name: 'tsubaki', policy })
      assert.equal((await directory.byName('tsubaki'))?.origin, 'https://tsubaki.example')
      await applyPolicy(database, 'genkan', await preset('genkan', { hosts: { origin: 'https://www.genkan.example' } }))
      time.now += seconds(2)
      assert.equal(await directory.byHost('genkan.example'), undefined)
    })

    it('answers again as soon as the database does', async () => {
      const { directory, count } = await world(store)
      count.broken = true
      await assert.rejects(directory.byHost('genkan.example'), /no database/)
      count.broken = false
      assert.equal((await directory.byHost('genkan.example'))?.name, 'genkan')
    })

    it('a stored policy that cannot be read stops its own society only, and is reported once, with version and reason', async () => {
      const { database, time } = await world(store)
      const reported: string[] = []
      const directory = openSocietyDirectory(
        database,
        () => time.now,
        ({ message }) => reported.push(message),
      )
      const { id } = (await directory.byName('sakura')) ?? assert.fail('no sakura')
      await database.acrossSocieties(async (tx) => {
        const policy = JSON.stringify({ ...(await preset('sakura')), retired: true })
        await tx.insertInto('society_policy').values({ society_id: id, version: 2, policy }).execute()
      })
      for (let n = 0; n < 3; n += 1) {
        time.now += seconds(2)
        for (const asked of [directory.byHost('sakura.example'), directory.byName('sakura'), directory.byId(id)])
          await assert.rejects(asked, UnreadablePolicy)
        assert.equal((await directory.byHost('genkan.example'))?.name, 'genkan')
        const [only] = await directory.all()
        assert.equal(only?.name, 'genkan')
        assert.equal(await directory.byId(only.id), only)
        assert.equal(await directory.byId(99), undefined)
      }
      assert.equal(reported.length, 1)
      assert.match(reported[0] ?? '', /policy 2 of sakura does not fit .*retired/)
      assert.deepEqual(
        (await directory.unreadable()).map(({ society }) => society),
        ['sakura'],
      )
    })
  })
}

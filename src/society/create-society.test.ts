import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshDatabase, stores } from '../../test/support/database.ts'
import { days } from '../kernel/clock.ts'
import type { Database } from '../store/database.ts'
import { createSociety } from './create-society.ts'
import { currentTerms } from './current-terms.ts'
import { listNotices } from './list-notices.ts'
import type { PolicyFile } from './policy.ts'
import { type PresetName, readPreset } from './read-preset.ts'
import { openSocietyDirectory } from './society-directory.ts'
import { readPolicy } from './validate-policy.ts'

const now = Date.parse('2026-04-01T09:00:00+09:00')
const clock = () => now

async function preset(name: PresetName, changes: Partial<PolicyFile> = {}) {
  const read = readPolicy({ ...(await readPreset(name)), ...changes }, { clock })
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

async function created(database: Database, name: PresetName): Promise<number> {
  const result = await createSociety(database, { name, policy: await preset(name) }, clock)
  assert.ok(result.ok, JSON.stringify(result))
  return result.value.id
}

for (const store of stores) {
  describe(`creating a society (${store})`, () => {
    it('TRM-01 STF-14 STF-15 gives it hosts, a policy, terms in force and notices, all in its own name', async () => {
      const database = await freshDatabase(store)
      const id = await created(database, 'sakura')
      const society = await openSocietyDirectory(database, clock).byHost('www.sakura.example')
      assert.equal(society?.id, id)
      assert.equal(society?.policyVersion, 1)
      assert.deepEqual(society?.policy, await preset('sakura'))
      const [terms, notices] = await database.inSociety(id, async (tx) => [
        await currentTerms(tx, now),
        await listNotices(tx, now),
      ])
      assert.equal(terms.inForce?.version, 1)
      assert.equal(terms.inForce?.changes, '')
      assert.match(terms.inForce?.body ?? '', /^第1条（目的）\nこの規約は、さくら健康保険組合（/)
      assert.ok((terms.inForce?.body.match(/^第\d+条/gm) ?? []).length >= 10)
      assert.equal(terms.announced, undefined)
      assert.equal(notices[0]?.title, 'ポータルサイトをはじめました')
      assert.match(notices[1]?.body ?? '', /^さくら健康保険組合が、.*03-0000-3900/)
      assert.doesNotMatch(JSON.stringify([terms, notices]), /[{]\w+[}]/)
    })

    it('refuses a name that is taken, a name of the wrong shape and a host of another society, and writes nothing', async () => {
      const database = await freshDatabase(store)
      await created(database, 'genkan')
      const sakura = await preset('sakura')
      const thief = await preset('sakura', { hosts: { origin: 'https://sakura.example', others: ['genkan.example'] } })
      const tryTo = async (name: string, policy = sakura) => {
        const result = await createSociety(database, { name, policy }, clock)
        return result.ok || result.error
      }
      assert.deepEqual(await tryTo('genkan'), { code: 'nameTaken' })
      assert.deepEqual(await tryTo('Sakura'), { code: 'nameShape' })
      assert.deepEqual(await tryTo('sakura', thief), { code: 'hostTaken', host: 'genkan.example', owner: 'genkan' })
      const names = await database.acrossSocieties((tx) => tx.selectFrom('society').select('name').execute())
      assert.deepEqual(names, [{ name: 'genkan' }])
    })

    it('a creation that was interrupted is seen by nobody, and the next one completes it', async () => {
      const database = await freshDatabase(store)
      let calls = 0
      const interrupted: Database = {
        ...database,
        acrossSocieties: (work) => (calls++ === 0 ? database.acrossSocieties(work) : Promise.reject(new Error('gone'))),
      }
      const policy = await preset('sakura')
      await assert.rejects(createSociety(interrupted, { name: 'sakura', policy }, clock), /gone/)
      assert.deepEqual(await openSocietyDirectory(database, clock).all(), [])
      const id = await created(database, 'sakura')
      const notices = await database.inSociety(id, (tx) => listNotices(tx, now))
      assert.equal(notices.length, 2)
      assert.equal((await openSocietyDirectory(database, clock).byHost('sakura.example'))?.id, id)
    })

    it('two creations of one name at the same moment make one society', async () => {
      const database = await freshDatabase(store)
      const policy = await preset('sakura')
      const results = await Promise.all(
        Array.from({ length: 4 }, () => createSociety(database, { name: 'sakura', policy }, clock)),
      )
      const answers = results.map((result) => (result.ok ? 'created' : result.error.code))
      assert.deepEqual(answers.toSorted(), ['created', 'nameTaken', 'nameTaken', 'nameTaken'])
      const hosts = await database.acrossSocieties((tx) => tx.selectFrom('society_host').selectAll().execute())
      assert.equal(hosts.length, 2)
      const id = hosts[0]?.society_id ?? 0
      assert.equal((await database.inSociety(id, (tx) => listNotices(tx, now))).length, 2)
    })
  })

  describe(`terms and notices of a society (${store})`, () => {
    it('TRM-01 STF-15 the newest version whose day has come is in force, the next one is announced', async () => {
      const database = await freshDatabase(store)
      const id = await created(database, 'genkan')
      const version = (number: number, effective: number) => ({
        society_id: id,
        version: number,
        title: `${number}`,
        body: 'x',
        changes: `change ${number}`,
        effective_at: new Date(effective),
      })
      const at = (when: number) => database.inSociety(id, (tx) => currentTerms(tx, when))
      await database.inSociety(id, (tx) =>
        tx
          .insertInto('terms')
          .values([version(2, now + days(10)), version(3, now + days(20))])
          .execute(),
      )
      const numbers = async (when: number) => {
        const { inForce, announced } = await at(when)
        return [inForce?.version, announced?.version]
      }
      assert.deepEqual(await numbers(now - 1), [undefined, 1])
      assert.deepEqual(await numbers(now), [1, 2])
      assert.deepEqual(await numbers(now + days(10)), [2, 3])
      assert.deepEqual(await numbers(now + days(20)), [3, undefined])
      assert.equal((await at(now)).announced?.changes, 'change 2')
    })

    it('PLT-23 STF-14 lists the notices of now, newest first, and none of another society', async () => {
      const database = await freshDatabase(store)
      const genkan = await created(database, 'genkan')
      const sakura = await created(database, 'sakura')
      const notice = (title: string, from: number, until: number | null) => ({
        society_id: genkan,
        title,
        published_at: new Date(from),
        until: until === null ? null : new Date(until),
      })
      await database.inSociety(genkan, (tx) =>
        tx
          .insertInto('notice')
          .values([
            notice('later', now + 1, null),
            notice('over', now - days(1), now),
            notice('still', now - days(1), now + 1),
          ])
          .execute(),
      )
      const titles = async (id: number) =>
        (await database.inSociety(id, (tx) => listNotices(tx, now))).map(({ title }) => title)
      assert.deepEqual((await titles(genkan)).slice(2), ['still'])
      assert.equal((await titles(sakura)).length, 2)
    })
  })
}

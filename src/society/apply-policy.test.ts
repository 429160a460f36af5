import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { freshDatabase, stores } from '../../test/support/database.ts'
import type { Database } from '../store/database.ts'
import { applyPolicy } from './apply-policy.ts'
import { createSociety } from './create-society.ts'
import type { PolicyFile } from './policy.ts'
import { type PresetName, readPreset } from './read-preset.ts'
import { readPolicy } from './validate-policy.ts'

const clock = () => Date.parse('2026-04-01T09:00:00+09:00')

async function preset(name: PresetName, changes: Partial<PolicyFile> = {}) {
  const read = readPolicy({ ...(await readPreset(name)), ...changes }, { clock })
  assert.ok(read.ok, JSON.stringify(read))
  return read.value
}

const hostsOf = (database: Database) =>
  database.acrossSocieties((tx) =>
    tx
      .selectFrom('society_host')
      .innerJoin('society', 'society.id', 'society_id')
      .select(['host', 'name', 'canonical'])
      .orderBy('host')
      .execute(),
  )

const versionsOf = (database: Database) =>
  database.acrossSocieties(async (tx) =>
    (await tx.selectFrom('society_policy').select('version').orderBy('version').execute()).map((row) => row.version),
  )

for (const store of stores) {
  describe(`applying a policy (${store})`, () => {
    it('STF-10 adds a version when it differs and nothing when it does not', async () => {
      const database = await freshDatabase(store)
      await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
      const apply = async (title: string) => {
        const result = await applyPolicy(database, 'genkan', await preset('genkan', { title }), clock)
        assert.ok(result.ok, JSON.stringify(result))
        return result.value
      }
      assert.deepEqual(await apply('ゲンカン健康保険組合加入者ページ'), { version: 1, changed: false })
      assert.deepEqual(await apply('加入者ページ'), { version: 2, changed: true })
      assert.deepEqual(await apply('加入者ページ'), { version: 2, changed: false })
      assert.deepEqual(await versionsOf(database), [1, 2])
    })

    it('PLT-08 STF-10 gives the society exactly the hosts that it names, also when the canonical one moves', async () => {
      const database = await freshDatabase(store)
      await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
      const moved = { origin: 'https://genkan.example', others: ['www.genkan.example', 'old.genkan.example'] }
      assert.ok((await applyPolicy(database, 'genkan', await preset('genkan', { hosts: moved }), clock)).ok)
      assert.deepEqual(await hostsOf(database), [
        { host: 'genkan.example', name: 'genkan', canonical: true },
        { host: 'old.genkan.example', name: 'genkan', canonical: false },
        { host: 'www.genkan.example', name: 'genkan', canonical: false },
      ])
      assert.ok((await applyPolicy(database, 'genkan', await preset('genkan'), clock)).ok)
      assert.deepEqual(
        (await hostsOf(database)).map(({ host }) => host),
        ['genkan.example', 'www.genkan.example'],
      )
    })

    it('refuses a host of another society, naming both, and changes nothing', async () => {
      const database = await freshDatabase(store)
      await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
      await createSociety(database, { name: 'sakura', policy: await preset('sakura') }, clock)
      const before = await hostsOf(database)
      const thief = await preset('genkan', { hosts: { origin: 'https://genkan.example', others: ['sakura.example'] } })
      assert.deepEqual(await applyPolicy(database, 'genkan', thief, clock), {
        ok: false,
        error: { code: 'hostTaken', host: 'sakura.example', owner: 'sakura' },
      })
      assert.deepEqual(await hostsOf(database), before)
      assert.deepEqual(await versionsOf(database), [1, 1])
    })

    it('PLT-08 refuses another RP ID: it would end every passkey', async () => {
      const database = await freshDatabase(store)
      await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
      const elsewhere = await preset('genkan', { hosts: { origin: 'https://portal.genkan.example' } })
      assert.deepEqual(await applyPolicy(database, 'genkan', elsewhere, clock), {
        ok: false,
        error: { code: 'rpIdIsForLife', from: 'genkan.example', to: 'portal.genkan.example' },
      })
    })

    describe('what would leave members outside', () => {
      /** A society with three members: passkey alone, passkey and password, passkey alone but closed. */
      async function withPasskeys() {
        const database = await freshDatabase(store)
        const created = await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
        assert.ok(created.ok)
        const { id } = created.value
        const account = (name: string, owns: readonly ('passkey' | 'password' | 'mail' | 'own')[], closed = false) =>
          database.inSociety(id, async (tx) => {
            const at = new Date(clock())
            const { id: accountId } = await tx
              .insertInto('account')
              .values({ society_id: id, kind: 'member', name, closed_at: closed ? at : null })
              .returning('id')
              .executeTakeFirstOrThrow()
            const owner = { society_id: id, account_id: accountId }
            if (owns.includes('password'))
              await tx
                .insertInto('password')
                .values({ ...owner, hash: 'x', set_at: at })
                .execute()
            for (const kind of ['mail', 'own'] as const)
              if (owns.includes(kind))
                await tx
                  .insertInto('identifier')
                  .values({ ...owner, kind, value: `${kind}-${name}` })
                  .execute()
            if (!owns.includes('passkey')) return
            const key = { credential_id: name, public_key: 'x', counter: 0, transports: [], aaguid: 'x' }
            const backup = { backup_eligible: false, backed_up: false }
            await tx
              .insertInto('passkey')
              .values({ ...owner, ...key, ...backup, name, created_at: at })
              .execute()
          })
        return { database, account }
      }
      const later = { passkey: 'afterPassword', password: 'required' } as const

      it('refuses a passkey after the password while somebody has a passkey and no password, and says how many', async () => {
        const { database, account } = await withPasskeys()
        await account('both', ['passkey', 'password'])
        await account('closed', ['passkey'], true)
        assert.ok((await applyPolicy(database, 'genkan', await preset('genkan', later), clock)).ok)
        assert.ok((await applyPolicy(database, 'genkan', await preset('genkan'), clock)).ok)
        await account('alone', ['passkey'])
        assert.deepEqual(await applyPolicy(database, 'genkan', await preset('genkan', later), clock), {
          ok: false,
          error: {
            code: 'strands',
            members: 1,
            what: 'have a passkey and no password, and a password would come first',
          },
        })
        assert.deepEqual(await versionsOf(database), [1, 2, 3])
        const other = await preset('genkan', { title: '加入者ページ' })
        assert.ok((await applyPolicy(database, 'genkan', other, clock)).ok, 'anything else can be changed')
      })

      it('refuses that only an ID opens the door while somebody has none', async () => {
        const { database, account } = await withPasskeys()
        const onlyId = { signInWith: 'id', userId: 'required' } as const
        await account('with', ['password', 'mail', 'own'])
        await account('without', ['password', 'mail'])
        await account('key', ['passkey', 'mail'])
        assert.deepEqual(await applyPolicy(database, 'genkan', await preset('genkan', onlyId), clock), {
          ok: false,
          error: { code: 'strands', members: 1, what: 'have a password, an address and no ID that they could type' },
        })
      })
    })

    it('refuses a society that does not exist', async () => {
      const database = await freshDatabase(store)
      const result = await applyPolicy(database, 'genkan', await preset('genkan'), clock)
      assert.deepEqual(result, { ok: false, error: { code: 'unknownSociety' } })
    })

    it('policies applied at the same moment get versions of their own', async () => {
      const database = await freshDatabase(store)
      await createSociety(database, { name: 'genkan', policy: await preset('genkan') }, clock)
      const titles = ['い', 'ろ', 'は', 'に']
      const policies = await Promise.all(titles.map((title) => preset('genkan', { title })))
      const results = await Promise.all(policies.map((policy) => applyPolicy(database, 'genkan', policy, clock)))
      assert.ok(results.every(({ ok }) => ok))
      assert.deepEqual(await versionsOf(database), [1, 2, 3, 4, 5])
    })
  })
}

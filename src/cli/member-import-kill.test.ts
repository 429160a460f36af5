import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { freshServerDatabase, type Store, stores } from '../../test/support/database.ts'
import { startGenkan } from '../../test/support/genkan.ts'
import { until } from '../../test/support/until.ts'
import { createSociety } from '../society/create-society.ts'
import { readPreset } from '../society/read-preset.ts'
import { readPolicy } from '../society/validate-policy.ts'
import { openDatabase, type StoreOptions } from '../store/database.ts'

const HEADER = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
const PEOPLE = 4000
const line = (n: number) => `玄,${n},00,髙橋　太郎${n},ﾀｶﾊｼ ﾀﾛｳ,S54.8.22,本人,20200401,,p${n}@mail.example,old${n}`

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genkan-import-'))
  const lines = [HEADER, ...Array.from({ length: PEOPLE }, (_, n) => line(n)), '']
  await writeFile(join(folder, 'all.csv'), iconv.encode(lines.join('\r\n'), 'cp932'))
})
after(() => rm(folder, { recursive: true }))

let places = 0

/** A database with a society, closed, and how a command reaches it. */
async function place(store: Store): Promise<{ address: StoreOptions; words: string[]; env: Record<string, string> }> {
  const data = join(folder, `data-${++places}`)
  const url = store === 'server' ? await freshServerDatabase() : undefined
  const address = url ? { url } : { dataDir: join(data, 'database') }
  const database = await openDatabase(address)
  const policy = readPolicy(await readPreset('genkan'))
  assert.ok(policy.ok && (await createSociety(database, { name: 'genkan', policy: policy.value })).ok)
  await database.close()
  return url ? { address, words: [], env: { DATABASE_URL: url } } : { address, words: ['--data', data], env: {} }
}

/** Everything that an import writes, without what is random or the time of the run. */
async function rows(address: StoreOptions): Promise<readonly Record<string, unknown>[]> {
  const database = await openDatabase(address)
  try {
    return await database.inSociety(1, (tx) =>
      tx
        .selectFrom('account')
        .fullJoin('member', 'member.account_id', 'account.id')
        .fullJoin('mail_address', 'mail_address.account_id', 'account.id')
        .fullJoin('identifier', 'identifier.account_id', 'account.id')
        .select(['account.name', 'name_kana', 'birth_date', 'symbol', 'number', 'branch', 'category'])
        .select(['qualified_on', 'lost_on', 'address', 'source', 'verified_at', 'removed_at', 'value'])
        .orderBy('number')
        .execute(),
    )
  } finally {
    await database.close()
  }
}

describe('genkan member import, killed in the middle', () => {
  for (const store of stores)
    it(`${store}: leaves whole people only, and the next run ends with what an undisturbed one has`, async () => {
      const [killed, undisturbed] = [await place(store), await place(store)]
      const who = ['--by', '山田', '--reason', '取込']
      const start = ({ words, env }: typeof killed, ...more: string[]) =>
        startGenkan(['member', 'import', join(folder, 'all.csv'), '--society', 'genkan', ...who, ...more, ...words], {
          env,
        })

      // The report tells of people only when they are safe; the first of them are the sign.
      const path = join(folder, `report-${places}.csv`)
      const first = start(killed, '--report', path)
      await until(async () => (await readFile(path, 'utf8').catch(() => '')).split('\n').length > 500)
      first.child.kill('SIGKILL')
      await first.ended
      const told = (await readFile(path, 'utf8')).split('\r\n').length - 2
      const half = await rows(killed.address)
      assert.ok(half.length >= told && half.length < PEOPLE, `${told} ≤ ${half.length} < ${PEOPLE}`)
      assert.ok(half.every(({ name, number, address, value }) => name && number && address && value))

      const { exit, out } = await start(killed).ended
      assert.equal(exit, 0, out)
      assert.match(out, new RegExp(`新規 ${PEOPLE - half.length}人.*変更なし ${half.length}人`))
      assert.equal((await start(undisturbed).ended).exit, 0)
      assert.deepEqual(await rows(killed.address), await rows(undisturbed.address))
    })
})

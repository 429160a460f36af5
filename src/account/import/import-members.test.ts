import assert from 'node:assert/strict'
import { before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase, stores } from '../../../test/support/database.ts'
import { until } from '../../../test/support/until.ts'
import { days } from '../../kernel/clock.ts'
import type { Database, Tx } from '../../store/database.ts'
import { type ImportOptions, importMembers } from './import-members.ts'
import type { Outcome } from './import-report.ts'
import type { MemberChange } from './judge.ts'
import { formatReport } from './report.ts'

const HEADER = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
const TRANSFERS = `${HEADER},旧記号,旧番号,旧枝番`
const NOW = Date.parse('2026-08-01T00:00:00Z')
const TARO = '0012,0000345,00,玄関太郎,ｹﾞﾝｶﾝ ﾀﾛｳ,19790822,本人,20010401,,taro@example.jp,taro2001'
const HANA = '0012,0000345,01,玄関花子,,19810303,家族,20050401,,,'

async function* fileOf(lines: string[], header = HEADER) {
  yield Buffer.from([header, ...lines, ''].join('\r\n'))
}

let societies = 0

/** A new society, and short words for what the tests do with it. */
async function society(database: Database) {
  const name = `genkan-${++societies}`
  const id = await database.acrossSocieties(
    async (tx) => (await tx.insertInto('society').values({ name }).returning('id').executeTakeFirstOrThrow()).id,
  )
  const within = <T>(work: (tx: Tx) => Promise<T>) => database.inSociety(id, work)
  const run = (lines: string[], { header, ...options }: Partial<ImportOptions> & { header?: string } = {}) =>
    importMembers(database, id, fileOf(lines, header), { clock: () => NOW, ...options })
  return {
    id,
    database,
    within,
    run,
    counts: async (lines: string[], options?: Partial<ImportOptions>) => (await run(lines, options)).counts,
    reasons: async (lines: string[]) =>
      (await run(lines)).problems.map(({ line, problems }) => `${line} ${problems[0]?.reason}`),
    people: () =>
      within((tx) =>
        tx
          .selectFrom('member')
          .innerJoin('account', 'account.id', 'member.account_id')
          .select([
            'symbol',
            'number',
            'branch',
            'name',
            'name_kana',
            'birth_date',
            'category',
            'qualified_on',
            'lost_on',
          ])
          .orderBy('symbol')
          .orderBy('number')
          .orderBy('branch')
          .execute(),
      ),
    addresses: () =>
      within((tx) =>
        tx
          .selectFrom('mail_address')
          .select(['account_id', 'address', 'source', 'verified_at', 'on_file_at', 'removed_at'])
          .orderBy('on_file_at')
          .execute(),
      ),
    identifiers: () => within((tx) => tx.selectFrom('identifier').select(['value', 'kind']).orderBy('value').execute()),
  }
}

const none = { new: 0, changed: 0, moved: 0, lost: 0, regained: 0, unchanged: 0, otherPerson: 0, problem: 0 }

for (const store of stores)
  describe(`member import, ${store}`, () => {
    let database: Database
    before(async () => {
      database = await freshDatabase(store)
    })

    it('STF-01 founds an account per person from 記号・番号・枝番・氏名・生年月日, insured and dependants', async () => {
      const genkan = await society(database)
      assert.deepEqual(await genkan.counts([TARO, HANA]), { ...none, new: 2 })
      const [taro, hana] = await genkan.people()
      assert.deepEqual(taro, {
        symbol: '0012', number: '0000345', branch: '00', name: '玄関太郎', name_kana: 'ゲンカン タロウ', birth_date: '1979-08-22',
        category: 'insured', qualified_on: '2001-04-01', lost_on: null,
      }) // biome-ignore format: one person
      assert.deepEqual([hana?.branch, hana?.category, hana?.birth_date], ['01', 'dependant', '1981-03-03'])
    })

    it('STF-04 keeps old user IDs and mail addresses, the address unverified and with its time', async () => {
      const genkan = await society(database)
      await genkan.run([TARO.replace('taro2001', 'TaroYamada.2001-kenpo'), HANA])
      assert.deepEqual(await genkan.identifiers(), [{ value: 'taroyamada.2001-kenpo', kind: 'kept' }])
      const [address, ...more] = await genkan.addresses()
      assert.deepEqual(
        [address?.address, address?.source, address?.verified_at, address?.removed_at],
        ['taro@example.jp', 'import', null, null],
      )
      assert.equal(address?.on_file_at.getTime(), NOW)
      assert.deepEqual(more, [])
    })

    it('a second run with the same file changes nothing, not even a row version', async () => {
      const genkan = await society(database)
      const lines = Array.from(
        { length: 1100 },
        (_, n) => `1,${n},00,玄関${n},,19790822,本人,,,taro${n}@example.jp,taro${n}`,
      )
      const versions = () =>
        genkan.within(async (tx) => {
          const found = await Promise.all(
            (['account', 'member', 'mail_address', 'identifier'] as const).map((table) =>
              tx
                .selectFrom(table)
                .select((eb) => eb.fn.max(eb.cast<string>(eb.ref('xmin' as never), 'text')).as('last'))
                .select((eb) => eb.fn.countAll().as('rows'))
                .executeTakeFirstOrThrow(),
            ),
          )
          return JSON.stringify(found)
        })
      assert.deepEqual(await genkan.counts(lines), { ...none, new: 1100 })
      const before = await versions()
      const touched: MemberChange[] = []
      assert.deepEqual(
        await genkan.counts(lines, {
          clock: () => NOW + days(1),
          onChange: async (_tx, changes) => void touched.push(...changes),
        }),
        { ...none, unchanged: 1100 },
      )
      assert.equal(await versions(), before)
      assert.deepEqual(touched, [])
    })

    it('STF-07 changed fields are updated and handed to the hook in the same transaction', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA])
      const changes: MemberChange[] = []
      const changed = TARO.replace('玄関太郎', '髙橋太郎').replace('本人,20010401', '家族,20010501')
      const onChange = async (tx: Tx, found: readonly MemberChange[]) => {
        const names = await tx.selectFrom('account').select('name').where('id', '=', found[0]!.accountId).execute()
        assert.deepEqual(names, [{ name: '髙橋太郎' }])
        changes.push(...found)
      }
      assert.deepEqual(await genkan.counts([changed, HANA], { onChange }), { ...none, changed: 1, unchanged: 1 })
      assert.deepEqual(
        changes.map(({ line, kind, fields }) => ({ line, kind, fields })),
        [{ line: 2, kind: 'changed', fields: ['name', 'category', 'qualifiedOn'] }],
      )
      const [taro] = await genkan.people()
      assert.deepEqual(
        [taro?.name, taro?.name_kana, taro?.category, taro?.qualified_on],
        ['髙橋太郎', 'ゲンカン タロウ', 'dependant', '2001-05-01'],
      )
    })

    it('STF-07 a line that says what it said last time leaves corrections alone, unless everything is to be compared', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA])
      const correct = (name: string) =>
        genkan.within((tx) => tx.updateTable('account').set({ name }).where('name', '=', '玄関太郎').execute())
      const names = async () => (await genkan.people()).map(({ name }) => name)
      await correct('玄關太郎')
      assert.deepEqual(await genkan.counts([TARO, HANA]), { ...none, unchanged: 2 })
      assert.deepEqual(await names(), ['玄關太郎', '玄関花子'])
      assert.deepEqual(await genkan.counts([TARO, HANA], { everything: true, dryRun: true }), {
        ...none,
        changed: 1,
        unchanged: 1,
      })
      assert.deepEqual(await genkan.counts([TARO, HANA], { everything: true }), { ...none, changed: 1, unchanged: 1 })
      assert.deepEqual(await names(), ['玄関太郎', '玄関花子'])
      await correct('玄關太郎')
      const next = TARO.replace('本人', '家族')
      assert.deepEqual(await genkan.counts([next, HANA]), { ...none, changed: 1, unchanged: 1 })
      assert.deepEqual(await names(), ['玄関太郎', '玄関花子'])
    })

    it('STF-04 STF-07 an address that somebody withdrew stays away, whoever else comes in with the same file', async () => {
      const genkan = await society(database)
      const stranger = (n: number) => `1,${n},00,玄関${n},,19790822,本人,,,p${n}@example.jp,`
      const known = Array.from({ length: 300 }, (_, n) => stranger(n))
      await genkan.run(known)
      await genkan.within((tx) =>
        tx
          .updateTable('mail_address')
          .set({ removed_at: new Date(NOW) })
          .where('address', '=', 'p7@example.jp')
          .execute(),
      )
      const crowd = Array.from({ length: 4000 }, (_, n) => stranger(1000 + n))
      const counts = { ...none, new: 4000, unchanged: 300 }
      const founded: MemberChange[] = []
      const onChange = async (_tx: Tx, changes: readonly MemberChange[]) => void founded.push(...changes)
      assert.deepEqual(await genkan.counts([...crowd, ...known], { dryRun: true }), counts)
      assert.deepEqual(await genkan.counts([...crowd, ...known], { onChange }), counts)
      assert.equal(founded.length, 4000, 'each is told once, in the transaction that founds them')
      const withdrawn = (await genkan.addresses()).filter(({ address }) => address === 'p7@example.jp')
      assert.deepEqual(
        withdrawn.map(({ removed_at }) => removed_at?.getTime()),
        [NOW],
      )
    })

    it('a line that was not carried out as a whole is told again by the next run', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA])
      const hana = HANA.replace(/,$/, ',taro2001')
      for (let run = 0; run < 2; run++) assert.deepEqual(await genkan.reasons([TARO, hana]), ['3 userIdTaken'])
    })

    it('the same key with another birth date is another person: never merged, reported, nothing written', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      const before = await genkan.people()
      const other = TARO.replace('19790822', '19990822').replace('玄関太郎', '別人').replace('taro@', 'other@')
      const report = await genkan.run([other, HANA])
      assert.deepEqual(report.counts, { ...none, new: 1, otherPerson: 1 })
      assert.deepEqual(report.problems, [{ line: 2, problems: [{ reason: 'otherPerson', column: 'birthDate' }] }])
      assert.deepEqual((await genkan.people()).slice(0, 1), before)
      assert.equal((await genkan.addresses()).length, 1)
    })

    it('STF-20 GAP-15 the end of a qualification is set, counted, and taken back only by a file that says so', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      assert.deepEqual(await genkan.counts([TARO.replace('20010401,,', '20010401,20260731,')]), { ...none, lost: 1 })
      assert.equal((await genkan.people())[0]?.lost_on, '2026-07-31')
      async function* withoutColumn() {
        yield Buffer.from('記号,番号,枝番,氏名,生年月日,区分\n0012,0000345,00,玄関太郎,19790822,本人\n')
      }
      const silent = await importMembers(genkan.database, genkan.id, withoutColumn(), { clock: () => NOW })
      assert.deepEqual(silent.counts, { ...none, unchanged: 1 })
      assert.equal((await genkan.people())[0]?.lost_on, '2026-07-31')
      assert.deepEqual(await genkan.counts([TARO]), { ...none, regained: 1 })
      assert.equal((await genkan.people())[0]?.lost_on, null)
    })

    it('an import replaces its own unconfirmed address, and never one that a person verified, submitted or entered', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      const other = TARO.replace('taro@example.jp', 'taro2@example.jp')
      assert.deepEqual(await genkan.counts([TARO.replace('taro@example', 'TARO@Example')]), { ...none, unchanged: 1 })
      assert.deepEqual(await genkan.counts([other], { clock: () => NOW + days(1) }), { ...none, changed: 1 })
      const [old, current] = await genkan.addresses()
      assert.deepEqual(
        [old?.removed_at?.getTime(), current?.address, current?.on_file_at.getTime()],
        [NOW + days(1), 'taro2@example.jp', NOW + days(1)],
      )
      for (const fact of [
        { verified_at: new Date(NOW) },
        { submitted_at: new Date(NOW), verified_at: null },
        { source: 'member' as const, submitted_at: null },
      ]) {
        await genkan.within((tx) => tx.updateTable('mail_address').set(fact).where('removed_at', 'is', null).execute())
        const report = await genkan.run([TARO.replace('taro@', 'taro3@'), HANA])
        assert.equal(report.counts.unchanged + report.counts.new, 2)
        assert.equal(report.mailKept, 1)
        assert.equal((await genkan.addresses()).length, 2)
      }
      assert.deepEqual(await genkan.counts([TARO.replace('taro@example.jp', ''), HANA]), { ...none, unchanged: 2 })
    })

    it('STF-01 STF-20 GAP-15 a transfer (転籍) moves the person: account, ID and address stay, the key changes', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA])
      const before = await genkan.addresses()
      const moved = `0099,0000345,00,玄関太郎,,19790822,本人,,,,,0012,,`
      const file = () => genkan.run([moved], { header: TRANSFERS })
      const report = await file()
      assert.deepEqual(report.counts, { ...none, moved: 1 })
      assert.deepEqual(report.changes, [{ line: 2, kind: 'moved', fields: ['symbol'] }])
      assert.deepEqual(
        (await genkan.people()).map(({ symbol, branch }) => `${symbol} ${branch}`),
        ['0012 01', '0099 00'],
      )
      assert.deepEqual(await genkan.addresses(), before)
      assert.deepEqual(await genkan.identifiers(), [{ value: 'taro2001', kind: 'kept' }])
      assert.deepEqual((await file()).counts, { ...none, unchanged: 1 })
    })

    it('a transfer never takes over somebody else, and never makes one of two', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA])
      const row = (key: string, birth: string, former: string) => `${key},玄関,,${birth},本人,,,,,${former}`
      const tried = await genkan.run(
        [
          row('0099,1,00', '19790823', '0012,0000345,00'), // another birth date than the person there
          row('0012,0000345,00', '19790822', '0012,0000345,01'), // the former key is somebody else's, the present one is right
          row('0099,2,00', '19990101', '0500,0000001,00'), // nobody had the former key
          row('0099,3,00', '19990101', '0500,0000001,00'), // told twice
        ],
        { header: TRANSFERS },
      )
      assert.deepEqual(tried.counts, { ...none, new: 1, changed: 1, otherPerson: 1, problem: 1 })
      assert.deepEqual(
        tried.problems.map(({ line, problems }) => `${line} ${problems[0]?.reason} ${problems[0]?.detail ?? ''}`),
        ['2 otherPerson ', '5 duplicateFormerKey 4'],
      )
      const twin = TARO.replace('0012,', '0099,').replace(/taro@.*$/, ',')
      await genkan.run([twin])
      const both = await genkan.run([row('0099,0000345,00', '19790822', '0012,,')], { header: TRANSFERS })
      assert.deepEqual(both.problems, [{ line: 2, problems: [{ reason: 'bothKeys', column: 'formerSymbol' }] }])
    })

    it('what stands first in a file happens first, also where keys are handed on', async () => {
      const genkan = await society(database)
      await genkan.run(['1,1,00,一,,19800101,本人,,,,', '1,2,00,二,,19800202,本人,,,,'])
      const handedOn = await genkan.run(
        [
          '1,3,00,二,,19800202,本人,,,,,,2,', // 2 → 3
          '1,2,00,一,,19800101,本人,,,,,,1,', // 1 → 2
          '1,1,00,四,,19800404,本人,,,,,,,', // somebody new under 1
        ],
        { header: TRANSFERS },
      )
      assert.deepEqual(handedOn.counts, { ...none, moved: 2, new: 1 })
      assert.deepEqual(
        (await genkan.people()).map(({ number, birth_date }) => `${number} ${birth_date}`),
        ['1 1980-04-04', '2 1980-01-01', '3 1980-02-02'],
      )
    })

    it('tells what became of every line, in the order of the file, once it is safe', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      const outcomes: string[] = []
      const onOutcomes = async (found: readonly Outcome[]) => {
        const there = new Set((await genkan.people()).map(({ branch }) => branch))
        for (const { line, kind, key } of found) {
          if (kind === 'new') assert.ok(there.has(key?.branch ?? ''))
          outcomes.push(`${line} ${kind} ${key?.branch ?? '?'}`)
        }
      }
      const other = TARO.replace('19790822', '19990822')
      const lines = [HANA, other, TARO, '1,1,00,,,,,,,,', HANA.replace(',01,', ',02,')]
      await genkan.run(lines, { onOutcomes })
      assert.deepEqual(outcomes, ['2 new 01', '3 otherPerson 00', '4 problem ?', '5 problem ?', '6 new 02'])
    })

    it('a kept ID that somebody has is a problem of its row, also within one file; own IDs are left alone', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      const hana = HANA.replace(/,$/, ',taro2001')
      const jiro = HANA.replace(',01,', ',02,').replace(/,$/, ',jiro2001')
      assert.deepEqual(await genkan.reasons([TARO, hana, jiro, jiro.replace(',02,', ',03,')]), [
        '3 userIdTaken',
        '5 userIdTaken',
      ])
      assert.deepEqual(
        (await genkan.people()).map(({ branch }) => branch),
        ['00', '02'],
      )
      assert.deepEqual(await genkan.reasons([TARO.replace('taro2001', 'tarox')]), ['2 userIdDiffers'])
      await genkan.within((tx) =>
        tx.updateTable('identifier').set({ value: 'mychoice', kind: 'own' }).where('value', '=', 'taro2001').execute(),
      )
      assert.deepEqual(await genkan.counts([TARO]), { ...none, unchanged: 1 })
      assert.deepEqual(
        (await genkan.identifiers()).map(({ value }) => value),
        ['jiro2001', 'mychoice'],
      )
    })

    it('societies are apart: the same keys, IDs and addresses in two of them are two people', async () => {
      const [genkan, sakura] = [await society(database), await society(database)]
      assert.deepEqual(await genkan.counts([TARO]), { ...none, new: 1 })
      assert.deepEqual(await sakura.counts([TARO, HANA]), { ...none, new: 2 })
      assert.equal((await genkan.people()).length, 1)
    })

    it('a dry run says the same and writes nothing', async () => {
      const genkan = await society(database)
      await genkan.run([TARO])
      const lines = [TARO.replace('玄関太郎', '玄関次郎'), HANA]
      const dry = await genkan.run(lines, { dryRun: true, onChange: () => assert.fail('a dry run has no changes') })
      assert.deepEqual(dry.counts, { ...none, new: 1, changed: 1 })
      assert.deepEqual(formatReport(dry, 'ja'), [
        '変わる内容',
        '2行目：変更（氏名）',
        '',
        '新規 1人、変更 1人、資格喪失 0人、変更なし 0人、取り込めなかった行 0行',
        '確認だけを行いました。何も変更していません。',
      ])
      assert.deepEqual(
        (await genkan.people()).map(({ name }) => name),
        ['玄関太郎'],
      )
      assert.deepEqual(await genkan.counts(lines), dry.counts)
    })

    it('a dry run says the same where keys are handed on and IDs are given twice, however far apart they stand', async () => {
      const genkan = await society(database)
      const people = Array.from({ length: 900 }, (_, n) => `1,${n},00,玄関${n},,19790822,本人,,,,`)
      await genkan.run(people)
      const lines = [
        '1,2000,00,玄関1,,19790822,本人,,,,,,1,', // 1 → 2000
        '1,1,00,四,,19800404,本人,,,,,,,', // somebody new under 1
        '1,2001,00,玄関3,,19790822,本人,,,,,,3,', // 3 → 2001
        '1,3,00,玄関4,,19790822,本人,,,,,,4,', // 4 → 3
        ...people.slice(5).map((line, n) => `${line}id${n % 800},,,`),
        '1,2002,00,五,,19800505,本人,,,,id1,,,',
      ]
      const dry = await genkan.run(lines, { header: TRANSFERS, dryRun: true })
      const { dryRun, ...done } = await genkan.run(lines, { header: TRANSFERS })
      assert.deepEqual([dryRun, { ...done, dryRun: true }], [false, dry])
      assert.deepEqual([done.counts.new, done.counts.moved, done.counts.problem], [1, 3, 96])
    })

    it('STF-01 STF-04 among a thousand new people whoever is there, or wants an ID that is given, is treated as in a file of few', async () => {
      const genkan = await society(database)
      await genkan.run([TARO, HANA, HANA.replace(',01,', ',02,').replace(/,$/, ',ken2001')])
      const stranger = (n: number, id = '') => `1,${n},00,玄関${n},,19790822,本人,,,,${id}`
      const crowd = Array.from({ length: 1200 }, (_, n) => stranger(n))
      const lines = [
        ...crowd,
        TARO,
        HANA.replace('花子', '華子'),
        stranger(2001, 'ken2001'),
        stranger(2002, 'given'),
        stranger(2003),
      ]
      const again = [
        ...Array.from({ length: 3000 }, (_, n) => stranger(5000 + n)),
        stranger(4001, 'given'),
        stranger(4002, 'twice'),
        stranger(4003, 'twice'),
        stranger(5).replace('19790822', '19790823'),
      ]
      const file = [...lines, ...again]
      const dry = await genkan.run(file, { dryRun: true })
      const { dryRun, ...done } = await genkan.run(file)
      assert.deepEqual([dryRun, { ...done, dryRun: true }], [false, dry])
      assert.deepEqual(done.counts, { ...none, new: 4203, changed: 1, unchanged: 1, problem: 4 })
      assert.deepEqual(
        done.problems.map(({ line, problems }) => `${line} ${problems[0]?.reason}`),
        ['1204 userIdTaken', '4207 userIdTaken', '4209 userIdTaken', '4210 duplicateKey'],
      )
      const people = await genkan.people()
      assert.equal(people.length, 3 + 4203)
      assert.ok(people.every(({ number }) => !['2001', '4001', '4003'].includes(number)))
      assert.equal(people.find(({ branch }) => branch === '01')?.name, '玄関華子')
    })

    if (store === 'server')
      it('STF-04 a kept ID that somebody takes between comparison and write stays with whoever was first', async () => {
        const genkan = await society(database)
        await genkan.run([TARO.replace('taro2001', ''), HANA])
        const owner = await genkan.within((tx) =>
          tx.selectFrom('member').select('account_id').where('branch', '=', '01').executeTakeFirstOrThrow(),
        )
        const [held, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
        const other = genkan.within(async (tx) => {
          const taken = { society_id: genkan.id, value: 'taro2001', account_id: owner.account_id, kind: 'own' as const }
          await tx.insertInto('identifier').values(taken).execute()
          held.resolve()
          await release.promise
        })
        await held.promise
        const jiro = HANA.replace(',01,', ',02,').replace(/,$/, ',jiro2001')
        const running = genkan.run([TARO, jiro])
        // The import has compared, and waits to write the ID.
        await until(() =>
          genkan.within(async (tx) => {
            const { rows } = await sql`select from pg_locks where not granted and locktype = 'transactionid'`.execute(
              tx,
            )
            return rows.length > 0
          }),
        )
        release.resolve()
        await other
        const { counts, problems } = await running
        assert.deepEqual(counts, { ...none, new: 1, problem: 1 })
        assert.deepEqual(
          problems.map(({ line, problems }) => [line, problems[0]?.reason]),
          [[2, 'userIdTaken']],
        )
        assert.deepEqual(await genkan.identifiers(), [
          { value: 'jiro2001', kind: 'kept' },
          { value: 'taro2001', kind: 'own' },
        ])
        assert.deepEqual(await genkan.reasons([TARO]), ['2 userIdTaken'], 'it is told again')
      })

    it('bad lines cost nobody else, are counted to the last and listed up to a limit', async () => {
      const genkan = await society(database)
      const bad = Array.from({ length: 30 }, (_, n) => `1,${n},00,,,19790822,本人,,,,`)
      const report = await genkan.run([...bad, TARO, TARO], { listed: 10 })
      assert.deepEqual(report.counts, { ...none, new: 1, problem: 31 })
      assert.equal(report.problems.length, 10)
      assert.ok(formatReport(report, 'ja').includes('ほか21行'))
      assert.ok(formatReport(report, 'en').includes('and 21 more lines'))
    })

    it('a stream that breaks off leaves whole batches behind, and the next run goes on from there', async () => {
      const genkan = await society(database)
      const lines = Array.from({ length: 700 }, (_, n) => `1,${n},00,玄関${n},,19790822,本人,,,,`)
      async function* broken() {
        yield* fileOf(lines)
        throw new Error('the disk is gone')
      }
      await assert.rejects(
        importMembers(genkan.database, genkan.id, broken(), { clock: () => NOW }),
        /the disk is gone/,
      )
      const done = (await genkan.people()).length
      assert.equal(done, 500)
      assert.deepEqual(await genkan.counts(lines), { ...none, new: 200, unchanged: 500 })
    })

    it('a batch is all or nothing', async () => {
      const genkan = await society(database)
      const onChange = async () => Promise.reject(new Error('no audit, no change'))
      await assert.rejects(genkan.run([TARO, HANA], { onChange }), /no audit/)
      assert.deepEqual(await genkan.people(), [])
      assert.deepEqual(await genkan.identifiers(), [])
    })

    it('two imports of one society at once take turns: everybody is there once', async () => {
      const genkan = await society(database)
      const lines = Array.from(
        { length: 1500 },
        (_, n) => `1,${n},00,玄関${n},,19790822,本人,,,taro${n}@example.jp,taro${n}`,
      )
      const reports = await Promise.all([genkan.run(lines), genkan.run(lines.toReversed()), genkan.run(lines)])
      assert.equal(
        reports.reduce((sum, { counts }) => sum + counts.new, 0),
        1500,
      )
      assert.equal(
        reports.reduce((sum, { counts }) => sum + counts.unchanged, 0),
        3000,
      )
      assert.equal((await genkan.people()).length, 1500)
      assert.equal((await genkan.addresses()).length, 1500)
    })
  })

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { capture } from '../../test/support/capture.ts'
import { freshDatabase } from '../../test/support/database.ts'
import { startDemo } from '../../test/support/demo-process.ts'
import { genkan } from '../../test/support/genkan.ts'
import { createSociety } from '../society/create-society.ts'
import { readPreset } from '../society/read-preset.ts'
import { readPolicy } from '../society/validate-policy.ts'
import type { Database } from '../store/database.ts'
import { memberImport } from './member-import.ts'

const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
const good = [
  '玄1,801,00,髙橋 はるか,ﾀｶﾊｼ ﾊﾙｶ,19790822,本人,20200401,,haruka@mail.example,',
  '玄1,801,01,髙橋 ①郎,タカハシ イチロウ,S54.8.22,家族,20200401,,,',
]
const bad = [
  '玄1,802,00,青木 さくら,アオキ サクラ,19790230,本人,20200401,,,',
  '玄1,803,00,,アオキ,19790822,本人,,,a@b,',
]

const none = { new: 0, changed: 0, moved: 0, lost: 0, regained: 0, unchanged: 0, otherPerson: 0, problem: 0 }

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genkan-import-'))
  const text = (rows: string[]) => `${[header, ...rows].join('\r\n')}\r\n`
  await writeFile(join(folder, 'utf8.csv'), text(good))
  await writeFile(join(folder, 'bom.csv'), `\uFEFF${text(good)}`)
  await writeFile(join(folder, 'cp932.csv'), iconv.encode(text(good), 'cp932'))
  await writeFile(join(folder, 'bad.csv'), iconv.encode(text([...good, ...bad]), 'cp932'))
})
after(() => rm(folder, { recursive: true }))

describe('genkan member import', () => {
  const open = async () => {
    const database = await freshDatabase('server')
    const policy = readPolicy(await readPreset('genkan'))
    const created = policy.ok ? await createSociety(database, { name: 'genkan', policy: policy.value }) : undefined
    if (!created?.ok) throw new Error('no society')
    return { database, id: created.value.id }
  }
  const run = async (database: Database, ...args: string[]) => {
    const io = capture(folder)
    const operator = { database, clock: Date.now, keyring: () => assert.fail('no keys are needed') }
    const who = args.includes('--dry-run') ? [] : ['--by', '山田', '--reason', '月次の取込']
    return { exit: await memberImport(operator, [...args, ...who], io), ...io.said }
  }
  const people = ({ database, id }: { database: Database; id: number }) =>
    database.inSociety(id, (tx) =>
      tx
        .selectFrom('member')
        .innerJoin('account', 'account.id', 'member.account_id')
        .select(['number', 'branch', 'name', 'name_kana', 'birth_date', 'category'])
        .orderBy('number')
        .orderBy('branch')
        .execute(),
    )
  const everything = async ({ database, id }: { database: Database; id: number }) =>
    database.inSociety(id, async (tx) => [
      await tx.selectFrom('account').selectAll().orderBy('id').execute(),
      await tx.selectFrom('member').selectAll().orderBy('account_id').execute(),
      await tx.selectFrom('mail_address').selectAll().orderBy('id').execute(),
      await tx.selectFrom('identifier').selectAll().orderBy('value').execute(),
    ])

  for (const file of ['cp932.csv', 'utf8.csv', 'bom.csv'])
    it(`STF-01 people come in from ${file}, once: the second run changes nothing`, async () => {
      const there = await open()
      const first = await run(there.database, file, '--society', 'genkan')
      assert.deepEqual([first.exit, first.err], [0, []])
      assert.match(first.out.at(-1) ?? '', /^新規 2人、変更 0人/)
      const after = await everything(there)
      assert.deepEqual(
        (await people(there)).map(({ name, name_kana }) => [name, name_kana]),
        [
          ['髙橋 はるか', 'タカハシ ハルカ'],
          ['髙橋 ①郎', 'タカハシ イチロウ'],
        ],
      )
      const second = await run(there.database, file, '--society', 'genkan')
      assert.equal(second.exit, 0)
      assert.match(second.out.at(-1) ?? '', /変更なし 2人/)
      assert.deepEqual(await everything(there), after)
    })

  it('problems are listed by line and column, cost nobody else, and end with 1', async () => {
    const there = await open()
    const { exit, out, err } = await run(there.database, 'bad.csv', '--society', 'genkan')
    assert.deepEqual([exit, err], [1, []])
    assert.equal((await people(there)).length, 2)
    assert.ok(
      out.some((line) => line.startsWith('4行目「生年月日」：存在しない日付です。')),
      out.join('\n'),
    )
    assert.ok(out.some((line) => line.startsWith('5行目「氏名」：')))
    assert.ok(out.some((line) => line.startsWith('5行目「メールアドレス」：')))
    assert.doesNotMatch(out.join(), /青木|haruka|19790230/)
    const english = await run(there.database, 'bad.csv', '--society', 'genkan', '--lang', 'en')
    assert.equal(english.exit, 1)
    assert.match(english.out.join(), /Line 4, date of birth/)
  })

  it('a dry run says the same and writes nothing', async () => {
    const there = await open()
    const { exit, out } = await run(there.database, 'cp932.csv', '--society', 'genkan', '--dry-run')
    assert.equal(exit, 0)
    assert.match(out.join('\n'), /新規 2人.*\n.*何も変更していません/)
    assert.deepEqual(await people(there), [])
    const events = await there.database.inSociety(there.id, (tx) => tx.selectFrom('event').selectAll().execute())
    assert.deepEqual(events, [])
  })

  it('a report goes into a new file of its own, safe for a spreadsheet, with every line that is not as it was', async () => {
    const there = await open()
    await run(there.database, 'utf8.csv', '--society', 'genkan')
    const other = good.map((line) => line.replace('19790822', '19990822').replace('ﾀｶﾊｼ', 'ｱｵｷ'))
    const formula = '-1,802,00,=1+1,,19790822,本人,20200401,,,'
    await writeFile(join(folder, 'next.csv'), `${[header, ...other, formula, ...bad, ''].join('\r\n')}`)
    const { exit } = await run(there.database, 'next.csv', '--society', 'genkan', '--dry-run', '--report', 'report.csv')
    assert.equal(exit, 1)
    const path = join(folder, 'report.csv')
    const lines = (await readFile(path, 'utf8')).split('\r\n')
    assert.deepEqual(lines.slice(0, 4), [
      '\uFEFF行,結果,記号,番号,枝番,項目,理由',
      '2,別の方の可能性,玄1,801,00,生年月日,同じ記号・番号・枝番で、生年月日の異なる方がすでに登録されています。別の方として扱い、取り込んでいません。ご確認ください。',
      "4,新規,'-1,802,00,,",
      '5,取り込めない行,,,,生年月日,存在しない日付です。',
    ])
    assert.deepEqual(
      lines.slice(4).map((line) => line.split(',').slice(0, 6).join()),
      ['6,取り込めない行,,,,氏名', '6,取り込めない行,,,,メールアドレス', ''],
    )
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    const again = await run(there.database, 'next.csv', '--society', 'genkan', '--report', 'report.csv')
    assert.deepEqual([again.exit, again.err], [2, ['this file exists already or cannot be written: report.csv']])
    assert.equal((await people(there)).length, 2)
  })

  it('says the same as JSON', async () => {
    const there = await open()
    const { exit, out } = await run(there.database, 'bad.csv', '--society', 'genkan', '--json')
    assert.deepEqual([exit, out.length], [1, 1])
    assert.deepEqual(JSON.parse(out[0] ?? ''), {
      society: 'genkan',
      dryRun: false,
      counts: { ...none, new: 2, problem: 2 },
      mailKept: 0,
      problems: [
        { line: 4, problems: [{ column: 'birthDate', reason: 'impossibleDate' }] },
        {
          line: 5,
          problems: [
            { column: 'name', reason: 'missing' },
            { column: 'mail', reason: 'invalidMail' },
          ],
        },
      ],
      changes: [],
    })
  })

  it('each run becomes part of the history with who, why and its counts, and nobody else in it', async () => {
    const there = await open()
    await run(there.database, 'bad.csv', '--society', 'genkan')
    const events = () =>
      there.database.inSociety(there.id, (tx) =>
        tx.selectFrom('event').select(['name', 'actor', 'detail', 'account_id']).orderBy('id').execute(),
      )
    const [begun, imported, ...more] = await events()
    const who = { by: '山田', reason: '月次の取込' }
    assert.deepEqual(begun, { name: 'account.importBegun', actor: 'operator', detail: who, account_id: null })
    assert.deepEqual(imported, {
      name: 'account.imported',
      actor: 'operator',
      detail: { ...none, new: 2, problem: 2, ...who },
      account_id: null,
    })
    assert.deepEqual(more, [])
    await writeFile(
      join(folder, 'later.csv'),
      `${header}\n${good.join('\n').replace('20200401,', '20200501,20260331')}\n`,
    )
    await run(there.database, 'later.csv', '--society', 'genkan')
    const [, changed] = (await events()).slice(2)
    const account = await there.database.inSociety(there.id, (tx) =>
      tx.selectFrom('member').select('account_id').where('branch', '=', '00').executeTakeFirstOrThrow(),
    )
    assert.deepEqual(changed, {
      name: 'account.changed',
      actor: 'operator',
      detail: { by: '山田', way: 'import', kind: 'lost', fields: 'qualifiedOn lostOn' },
      account_id: account.account_id,
    })
  })

  it('a nightly run needs no name, and puts nobody else’s into the history', async () => {
    const there = await open()
    const io = capture(folder)
    const operator = { database: there.database, clock: Date.now, keyring: () => assert.fail('no keys are needed') }
    assert.equal(await memberImport(operator, ['utf8.csv', '--society', 'genkan'], io), 0, io.said.err.join())
    const { detail } = await there.database.inSociety(there.id, (tx) =>
      tx.selectFrom('event').select('detail').where('name', '=', 'account.importBegun').executeTakeFirstOrThrow(),
    )
    assert.deepEqual(detail, {})
  })

  it('a wrong call ends with 2 and says why', async () => {
    const { database } = await open()
    const calls: [string[], RegExp][] = [
      [[], /^genkan member import FILE/],
      [['a.csv'], /^genkan member import FILE/],
      [['a.csv', 'b.csv', '--society', 'genkan'], /^genkan member import FILE/],
      [['utf8.csv', '--society', 'genkan', '--lang', 'fr'], /--lang ja\|en/],
      [['utf8.csv', '--society', 'nobody'], /^no such society: nobody$/],
      [['none.csv', '--society', 'genkan'], /^this file cannot be read: none\.csv$/],
      [['.', '--society', 'genkan'], /^this file cannot be read: \.$/],
    ]
    for (const [args, sentence] of calls) {
      const { exit, out, err } = await run(database, ...args)
      assert.deepEqual([exit, out], [2, []], args.join(' '))
      assert.match(err.join('\n'), sentence)
    }
    const io = capture(folder)
    const operator = { database, clock: Date.now, keyring: () => assert.fail('no keys are needed') }
    assert.equal(await memberImport(operator, ['utf8.csv', '--society', 'genkan', '--by', '山田'], io), 2, 'and why?')
    assert.match(io.said.err.join(), /--by NAME --reason TEXT/)
  })
})

describe('genkan member import and a demo', () => {
  it('works while the demo runs, through its socket, and on the folder when it has ended', async () => {
    const demo = await startDemo()
    const call = (file: string) =>
      genkan(
        ['member', 'import', file, '--society', 'genkan', '--by', '山田', '--reason', '取込', '--data', demo.dataDir],
        { cwd: folder },
      )
    const first = await call('cp932.csv')
    assert.deepEqual([first.exit, first.err], [0, ''])
    assert.match(first.out, /新規 2人/)
    const wrong = await call('none.csv')
    assert.deepEqual([wrong.exit, wrong.err], [2, 'this file cannot be read: none.csv\n'])
    const option = await genkan(['member', 'import', '--nonsense', `--data=${demo.dataDir}`])
    assert.equal(option.exit, 2)
    assert.equal((await call('bad.csv')).exit, 1)

    const paper = join(folder, 'demo.pdf')
    const who = ['--member', '玄1,801,00', '--by', '山田', '--reason', '初回', '--yes', '--lang', 'en']
    const print = ['letter', 'print', '--society', 'genkan', ...who, '--out', paper]
    const printed = await genkan([...print, '--data', demo.dataDir])
    assert.deepEqual([printed.exit, printed.err], [0, ''])

    await demo.stop()
    const later = await call('cp932.csv')
    assert.equal(later.exit, 0)
    assert.match(later.out, /変更なし 2人/)
    const again = await genkan([...print, '--data', demo.dataDir])
    assert.equal(again.exit, 2)
    assert.match(again.err, /exists already/)
  })
})

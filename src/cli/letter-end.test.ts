import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { letterDesk } from '../../test/support/letter-desk.ts'
import { activate, openLetter } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { formatLetterNumber } from '../kernel/letter-number.ts'
import { letterCancel, letterReturned } from './letter-end.ts'
import { letterList } from './letter-list.ts'
import { letterPrint } from './letter-print.ts'

const ENDED = '時間がたったため、手続きを終了しました'

describe('genkan letter returned, cancel and list', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-ends-'))
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })
  after(() => rm(folder, { recursive: true }))

  const who = ['--by', '佐藤', '--reason', '宛先不明']
  const numberOf = async (accountId: string) => {
    const letter = await desk.newest(accountId)
    return formatLetterNumber(letter?.serial ?? assert.fail('no letter'))
  }
  /** Two sittings that are still open, and their letters. */
  const sitting = async () => {
    const member = await desk.member()
    const browser = await world.browser()
    await openLetter(browser, member)
    assert.equal(browser.current.path, '/terms')
    return { member, browser, number: await numberOf(member.accountId) }
  }

  for (const [command, words, event] of [
    [letterReturned, '1通を返戻として記録し、使えなくしました。', 'letter.returned'],
    [letterCancel, '1通を使えなくしました。', 'letter.cancelled'],
  ] as const) {
    it(`LET-04 ISS-16 ends a letter at once, with the visit that came from it, and says who did it: ${event}`, async () => {
      const { member, browser, number } = await sitting()
      const { exit, out, err } = await desk.run(command, number, ...who, '--yes')
      assert.deepEqual([exit, out, err], [0, [words], []])
      await browser.open('/terms')
      assert.equal(browser.current.heading, ENDED)
      const again = await world.browser()
      await openLetter(again, member)
      assert.equal(again.current.heading, '新しい通知書をご利用ください')
      assert.deepEqual(await desk.events(member.accountId, event), [
        { actor: 'operator', detail: { number, by: '佐藤', reason: '宛先不明' } },
      ])
      const second = await desk.run(command, number, ...who, '--yes')
      assert.deepEqual([second.exit, second.err], [1, [`${number}：すでに記録されています。`]])
      assert.equal((await desk.events(member.accountId, event)).length, 1)
    })
  }

  it('LET-04 takes a list of numbers as they were scanned, and tells each one that it cannot take', async () => {
    const [one, two] = [await desk.member(), await desk.member({ mail: 'used@mail.example' })]
    await activate(world, await world.browser(), two)
    const [first, used] = [await numberOf(one.accountId), await numberOf(two.accountId)]
    const typo = first.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    await writeFile(
      join(folder, 'back.csv'),
      ['日付,整理番号', `2026-11-21,${first}`, `,${used}`, `,${typo}`, ',999999-4', ''].join('\n'),
    )
    const { exit, out } = await desk.run(letterReturned, '--list', 'back.csv', ...who, '--json')
    assert.equal(exit, 1)
    const rows = JSON.parse(out.join('')) as { label: string; outcome: string }[]
    assert.deepEqual(
      rows.map(({ outcome }) => outcome),
      ['done', 'used', 'badNumber', rows[3]?.outcome],
    )
    assert.ok(['unknown', 'badNumber'].includes(rows[3]?.outcome ?? ''))
    assert.equal((await desk.newest(one.accountId))?.cancelled_because, 'returned')
    assert.equal((await desk.newest(two.accountId))?.returned_at, null)
  })

  it('a letter of another society is unknown here', async () => {
    const other = await world.member('sakura')
    const { id } = await world.society('sakura')
    const { serial } = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('letter').select('serial').where('account_id', '=', other.accountId).executeTakeFirstOrThrow(),
    )
    const number = formatLetterNumber(serial)
    const { exit, err } = await desk.run(letterCancel, number, ...who, '--yes')
    assert.deepEqual([exit, err], [1, [`${number}：この整理番号の通知書はありません。`]])
  })

  it('cancels a whole run, after a yes only', async () => {
    const [one, two] = [await desk.member(), await desk.member()]
    const args = ['--member', one.key, '--member', two.key, ...who, '--out', 'run.pdf', '--yes']
    assert.equal((await desk.run(letterPrint, ...args)).exit, 0)
    const batch = (await desk.newest(one.accountId))?.batch_id ?? ''
    const silent = await desk.run(letterCancel, '--batch', batch, ...who)
    assert.deepEqual([silent.exit, (await desk.newest(one.accountId))?.cancelled_at], [2, null])
    const done = await desk.run(letterCancel, '--batch', batch, ...who, '--yes')
    assert.deepEqual([done.exit, done.out], [0, ['2通を使えなくしました。']])
    const nobody = await desk.run(letterCancel, '--batch', '00000000-0000-4000-8000-000000000000', ...who, '--yes')
    assert.equal(nobody.exit, 1)
  })

  it('lists letters by state, member, run and day, and never a code', async () => {
    const one = await desk.member({ name: '一覧 太郎' })
    await desk.run(letterPrint, '--member', one.key, ...who, '--out', 'listed.pdf', '--yes')
    const batch = (await desk.newest(one.accountId))?.batch_id ?? ''
    const list = async (...args: string[]) =>
      JSON.parse((await desk.run(letterList, ...args, '--json')).out.join('')) as {
        number: string
        state: string
        name: string
        by: string | null
        batch: string | null
      }[]
    const own = await list('--member', one.key)
    assert.deepEqual(
      own.map(({ state, by, name }) => [state, by, name]),
      [
        ['living', '佐藤', '一覧 太郎'],
        ['replaced', null, '一覧 太郎'],
      ],
    )
    assert.deepEqual(
      (await list('--batch', batch)).map(({ number }) => number),
      [own[0]?.number],
    )
    assert.deepEqual(
      (await list('--state', 'replaced', '--member', one.key)).map(({ number }) => number),
      [own[1]?.number],
    )
    assert.deepEqual(await list('--member', one.key, '--since', '2026-11-22'), [])
    assert.equal((await list('--member', one.key, '--since', '2026-11-21')).length, 1)
    const lines = await desk.run(letterList, '--member', one.key, '--lang', 'en')
    assert.match(
      lines.out[0] ?? '',
      new RegExp(`^${own[0]?.number}\tliving\t${one.key}\t一覧 太郎\t21 November 2026\t`),
    )
    const codes = JSON.stringify(await desk.run(letterList, '--json'))
    for (const hidden of ['mac', 'code', one.letter.temporaryId]) assert.doesNotMatch(codes, new RegExp(hidden))
    const batches = await desk.run(letterList, '--batches')
    assert.ok(batches.out.some((line) => line.startsWith(batch)))
    const none = await desk.run(letterList, '--state', 'unprinted')
    assert.deepEqual(none.out, ['当てはまる通知書はありません。'])
  })

  it('a file that is no list of numbers is said, not taken for a mistyped number', async () => {
    await writeFile(join(folder, 'other.csv'), '記号,番号\n1,2\n')
    const other = await desk.run(letterReturned, '--list', 'other.csv', ...who)
    assert.deepEqual(
      [other.exit, other.out, other.err],
      [2, [], ['1行目「整理番号」：この列がありません。1行目に列の名前を書いてください。']],
    )
    await writeFile(join(folder, 'book.csv'), Buffer.from('PK\u0003\u0004xlsx'))
    const print = ['--list', 'book.csv', ...who, '--out', 'book.pdf', '--yes']
    const book = await desk.run(letterPrint, ...print)
    assert.deepEqual([book.exit, book.out], [2, []])
    assert.match(book.err.join(), /表計算ソフトのファイルです/)
    const list = await desk.run(letterPrint, ...print, '--list', 'other.csv', '--lang', 'en')
    assert.match(list.err.join(), /枝番/)
  })

  it('a wrong call ends with 2 and says how it is written', async () => {
    for (const [command, args] of [
      [letterReturned, []],
      [letterReturned, ['1-2']],
      [letterReturned, ['--batch', '00000000-0000-4000-8000-000000000000', ...who]],
      [letterCancel, ['--batch', 'x', ...who]],
      [letterCancel, ['1-2', '--list', 'x', ...who]],
      [letterList, ['--state', 'lost']],
      [letterList, ['--member', 'x']],
      [letterList, ['--since', '2026-02-30']],
    ] as const) {
      const { exit, err } = await desk.run(command, ...args)
      assert.equal(exit, 2, args.join(' '))
      assert.match(err.join(), /^genkan letter/)
    }
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { letterDesk } from '../../test/support/letter-desk.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { days } from '../kernel/clock.ts'
import { memberAddresses } from './member-addresses.ts'

describe('genkan member addresses', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-addresses-'))
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })
  after(() => rm(folder, { recursive: true }))

  const who = ['--by', '佐藤', '--reason', '月次']
  const put = async (rows: readonly string[], ...more: string[]) => {
    const text = ['記号,番号,枝番,郵便番号,住所１,住所２', ...rows].join('\r\n')
    await writeFile(join(folder, 'a.csv'), iconv.encode(text, 'cp932'))
    return desk.run(memberAddresses, 'a.csv', ...who, ...more)
  }
  const onFile = async (accountId: string) => {
    const { id } = await world.society('genkan')
    return world.database.inSociety(id, (tx) =>
      tx.selectFrom('postal_address').selectAll().where('account_id', '=', accountId).executeTakeFirst(),
    )
  }

  it('ISS-07 puts addresses on file, again and again, and says in the history who changed whose', async () => {
    const one = await desk.member()
    const first = await put([`${one.key},〒１００ー０００１,東京都千代田区１－２－３,げんかんビル　４０５`])
    assert.deepEqual([first.exit, first.out], [0, ['住所を変更 1人、変更なし 0人、取り込めなかった行 0行']])
    const stored = await onFile(one.accountId)
    assert.deepEqual(
      [stored?.postal_code, stored?.address],
      ['100-0001', '東京都千代田区１－２－３\nげんかんビル ４０５'],
    )
    world.pass(days(1))
    const second = await put([`${one.key},1000001,東京都千代田区１－２－３,げんかんビル ４０５`])
    assert.deepEqual(second.out, ['住所を変更 0人、変更なし 1人、取り込めなかった行 0行'])
    assert.deepEqual(await onFile(one.accountId), stored)
    await put([`${one.key},1000002,よそ,`])
    const events = await desk.events(one.accountId, 'address.changed')
    assert.deepEqual(
      events,
      [1, 2].map(() => ({ actor: 'operator', detail: { by: '佐藤', reason: '月次' } })),
    )
  })

  it('tells every line that it cannot take, and a dry run writes nothing', async () => {
    const [one, two] = [await desk.member(), await desk.member()]
    const rows = [
      `${one.key},1000001,千代田,`,
      `${one.key},1000001,千代田,`,
      `${two.key},10000,千代田,`,
      `${two.key},1000001,,`,
      '玄9,999,00,1000001,千代田,',
      `${two.key},1000001,${'長'.repeat(121)},`,
    ]
    const dry = await put(rows, '--dry-run')
    assert.deepEqual([dry.exit, dry.out.at(-1)], [1, '確認だけを行いました。何も変更していません。'])
    assert.equal(await onFile(one.accountId), undefined)
    const { exit, out, err } = await put(rows)
    assert.deepEqual([exit, out], [1, ['住所を変更 1人、変更なし 0人、取り込めなかった行 5行']])
    assert.equal(err.length, 5)
    assert.match(err.join('\n'), /^3行目：同じ記号・番号・枝番/m)
    assert.match(err.join('\n'), /^4行目：郵便番号は7桁/m)
    assert.match(err.join('\n'), /^6行目：この記号・番号・枝番の方はいません。$/m)
    assert.equal(await onFile(two.accountId), undefined)
  })

  it('DATA-05 takes no address that lost characters, is written in another encoding, or ends where the file was cut off', async () => {
    const people = [await desk.member(), await desk.member(), await desk.member(), await desk.member()]
    const [lost, mixed, fine, cut] = people
    const header = '記号,番号,枝番,郵便番号,住所1,住所2'
    const line = (key: string | undefined, address: string) => `${key},1000001,${address}`
    const path = join(folder, 'mixed.csv')
    await writeFile(
      path,
      Buffer.concat([
        iconv.encode(`${header}\r\n${line(lost?.key, '?町1-1,')}\r\n${mixed?.key},1000001,`, 'cp932'),
        Buffer.from('東京都千代田区,'),
        iconv.encode(`\r\n${line(fine?.key, '髙輪1,')}\r\n${line(cut?.key, '髙')}`, 'cp932'),
      ]),
    )
    const { exit, err } = await desk.run(memberAddresses, 'mixed.csv', ...who)
    assert.equal(exit, 1)
    assert.deepEqual(
      err.map((text) => /^(\d行目(?:「.*?」)?)/.exec(text)?.[1]),
      ['2行目「住所」', '3行目「住所」', '5行目'],
    )
    const stored = await Promise.all(people.map(async ({ accountId }) => (await onFile(accountId))?.address))
    assert.deepEqual(stored, [undefined, undefined, '髙輪1', undefined])
  })

  it('a file of another kind is a sentence, and a wrong call ends with 2', async () => {
    await writeFile(join(folder, 'b.csv'), '記号,番号\n1,2\n')
    const other = await desk.run(memberAddresses, 'b.csv', ...who)
    assert.deepEqual(
      [other.exit, other.err],
      [1, ['1行目「枝番」：この列がありません。1行目に列の名前を書いてください。']],
    )
    await writeFile(join(folder, 'c.csv'), Buffer.from('PK\u0003\u0004xlsx'))
    assert.match((await desk.run(memberAddresses, 'c.csv', ...who)).err.join(), /表計算ソフトのファイルです/)
    for (const args of [[], ['a.csv'], ['a.csv', 'b.csv', ...who], ['none.csv', ...who]])
      assert.equal((await desk.run(memberAddresses, ...args)).exit, 2)
  })
})

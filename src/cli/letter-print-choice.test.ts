import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, beforeEach, describe, it } from 'node:test'
import { letterDesk } from '../../test/support/letter-desk.ts'
import { lettersOf } from '../../test/support/letter-pdf.ts'
import { activate } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { record } from '../audit/events.ts'
import { days } from '../kernel/clock.ts'
import { letterPrint } from './letter-print.ts'

describe('genkan letter print chooses', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-letters-'))
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })
  const who = ['--by', '山田', '--reason', '初回の発送', '--lang', 'en']
  const run = (...args: string[]) => desk.run(letterPrint, ...who, ...args)

  it('STF-03 ISS-07 those who never signed in, without those whose letter still opens', async () => {
    const fresh = await desk.member()
    await desk.forgetLetters(fresh.accountId)
    const waiting = await desk.member()
    const active = await desk.member({ mail: 'active@mail.example' })
    await activate(world, await world.browser(), active)
    const lost = await desk.member({ lostOn: '2026-11-20' })
    const first = await run('--never-signed-in', '--out', 'first.pdf', '--yes')
    assert.deepEqual(first.out.slice(0, 2), [
      'without a letter: 1 (has a letter that still opens)',
      'letters to issue: 1',
    ])
    assert.equal(first.exit, 0)
    assert.equal(lettersOf(join(folder, 'first.pdf')).length, 1)
    assert.equal((await desk.newest(fresh.accountId))?.issued_at.getTime(), world.now)
    const again = await run('--never-signed-in', '--again', '--out', 'again.pdf', '--yes')
    assert.equal(again.exit, 0)
    assert.equal(lettersOf(join(folder, 'again.pdf')).length, 2)
    assert.equal((await desk.newest(waiting.accountId))?.issued_at.getTime(), world.now)
    for (const other of [active, lost])
      assert.ok(((await desk.newest(other.accountId))?.issued_at.getTime() ?? 0) < world.now)
    const nobody = await run('--never-signed-in', '--out', 'nobody.pdf', '--yes')
    assert.deepEqual([nobody.exit, nobody.err], [0, ['There is nobody to issue a letter to.']])
  })

  it('GAP-04 those whose letter has expired, and nobody else', async () => {
    const old = await desk.member()
    world.pass(days(28))
    const young = await desk.member()
    const { exit } = await run('--expired', '--out', 'expired.pdf', '--yes')
    assert.equal(exit, 0)
    assert.equal(lettersOf(join(folder, 'expired.pdf')).length, 1)
    assert.equal((await desk.newest(old.accountId))?.issued_at.getTime(), world.now)
    assert.ok(((await desk.newest(young.accountId))?.issued_at.getTime() ?? 0) < world.now)
  })

  it('LET-04 those whose letter came back, once there is another address', async () => {
    const { letterReturned } = await import('./letter-end.ts')
    const { memberAddresses } = await import('./member-addresses.ts')
    const one = await desk.member()
    const address = (street: string) => {
      const [symbol, number, branch] = one.key.split(',')
      const rows = `記号,番号,枝番,郵便番号,住所1,住所2\r\n${symbol},${number},${branch},1000001,${street},`
      return writeFile(join(folder, 'addresses.csv'), rows)
    }
    const put = () => desk.run(memberAddresses, 'addresses.csv', '--by', '佐藤', '--reason', '月次')
    await address('旧住所1-1')
    await put()
    const { serial } = (await desk.newest(one.accountId)) ?? assert.fail()
    const { formatLetterNumber } = await import('../kernel/letter-number.ts')
    await desk.run(letterReturned, formatLetterNumber(serial), '--by', '佐藤', '--reason', '宛先不明')
    world.pass(days(1))
    const same = await run('--returned', '--out', 'same.pdf', '--yes')
    assert.equal(same.exit, 1)
    assert.match(same.err.join(), /the address is the one from which the letter came back/)
    await address('新住所2-2')
    await put()
    const moved = await run('--returned', '--out', 'moved.pdf', '--yes')
    assert.equal(moved.exit, 0)
    assert.match(lettersOf(join(folder, 'moved.pdf'))[0]?.text ?? '', /〒100-0001[\s\S]*新住所2-2/)
  })

  it('many go into several files of 500, in the order of 記号・番号・枝番', async () => {
    await desk.many(601)
    const before = await desk.letters()
    await writeFile(join(folder, 'many-002.pdf'), 'the only trace of older letters')
    const stopped = await run('--never-signed-in', '--out', 'many.pdf', '--yes')
    assert.deepEqual([stopped.exit, stopped.err.at(-1)?.includes(join(folder, 'many-002.pdf'))], [2, true])
    assert.deepEqual(await desk.letters(), before, 'none is issued where the second file cannot be made')
    await rm(join(folder, 'many-002.pdf'))
    const { exit, out } = await run('--never-signed-in', '--out', 'many.pdf', '--yes')
    assert.equal(exit, 0)
    assert.deepEqual((await readdir(folder)).sort(), ['many-001.pdf', 'many-002.pdf'])
    assert.ok(out.includes(`500 letters: ${join(folder, 'many-001.pdf')}`))
    const [first, second] = ['many-001.pdf', 'many-002.pdf'].map((name) => lettersOf(join(folder, name)))
    assert.deepEqual([first?.length, second?.length], [500, 101])
    const names = [...(first ?? []), ...(second ?? [])].map(({ text }) => /加入者(\d{6}) 様/.exec(text)?.[1])
    assert.deepEqual(names, names.toSorted())
    assert.equal(new Set(names).size, 601)
  })

  it('a run that breaks leaves no letter alive without paper, and no half of a file', async () => {
    await desk.many(300)
    const { printRun } = await import('../staff/letters/print-run.ts')
    const { runBroken } = await import('../../test/support/letter-desk.ts')
    await assert.rejects(runBroken(world, printRun, folder), /the paper is gone/)
    assert.deepEqual(await readdir(folder), [])
    const states = new Set((await desk.allLetters()).map(({ cancelled_because }) => cancelled_because))
    assert.deepEqual([...states], ['cancelled'])
  })
})

describe('four eyes for a member who signs in already', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-letters-'))
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })

  it('design.md §6: a second person, another one, and neither of them changed the address within a week', async () => {
    const active = await desk.member({ mail: 'active@mail.example' })
    await activate(world, await world.browser(), active)
    const call = (by: string, ...more: string[]) =>
      desk.run(
        letterPrint,
        '--member',
        active.key,
        '--by',
        by,
        '--reason',
        '紛失',
        '--out',
        'one.pdf',
        '--yes',
        ...more,
      )
    assert.match((await call('山田')).err.join(), /お二人での確認が必要です/)
    for (const [by, second] of [
      ['山田', ' 山 田'],
      ['高橋', '髙橋'],
      ['ﾔﾏﾀﾞ', 'やまだ'],
      ['Taro Yamada', 'ｔａｒｏ.ｙａｍａｄａ'],
      ['山田', '山田様'],
      ['山田', '・'],
    ] as const) {
      const same = await call(by, '--second', second)
      assert.deepEqual([same.exit, same.err], [2, ['--by と --second には、別の人を指定してください。']])
    }
    for (const unseen of ['\u200b', '鈴\u202e木', '鈴\n木', 'あ'.repeat(201)]) {
      assert.equal((await call(unseen, '--second', '鈴木')).exit, 2, 'a name that cannot be seen names nobody')
      assert.equal((await call('山田', '--second', unseen)).exit, 2)
    }
    const { memberAddresses } = await import('./member-addresses.ts')
    const [symbol, number, branch] = active.key.split(',')
    await writeFile(
      join(folder, 'a.csv'),
      `記号,番号,枝番,郵便番号,住所\n${symbol},${number},${branch},100-0001,千代田1\n`,
    )
    assert.equal((await desk.run(memberAddresses, 'a.csv', '--by', '鈴木', '--reason', '転居')).exit, 0)
    for (const [by, second] of [
      ['鈴木', '佐藤'],
      ['佐藤', '鈴木'],
      ['鈴 木さん', '佐藤'],
    ] as const) {
      const refused = await call(by, '--second', second)
      assert.equal(refused.exit, 1)
      assert.match(refused.err.join(), /7日以内にこの方の連絡先を変えた人/)
    }
    const { id } = await world.society('genkan')
    const changed = (fields: string, by?: string) => {
      const detail = { ...(by && { by }), way: 'import', kind: 'changed', fields }
      const event = { name: 'account.changed', actor: 'operator', accountId: active.accountId, detail } as const
      return world.database.inSociety(id, (tx) => record(tx, id, world.now, [event]))
    }
    await changed('name mail', '田中')
    await changed('name', '佐藤')
    assert.equal((await call('山田', '--second', '田中')).exit, 1, 'an address that a file changed counts')
    assert.equal((await desk.events(active.accountId, 'letter.issued')).length, 0)
    assert.equal((await call('山田', '--second', '佐藤')).exit, 0)
    const [event] = await desk.events(active.accountId, 'letter.issued')
    assert.equal(JSON.parse(JSON.stringify(event)).detail.second, '佐藤')
    world.pass(days(8))
    await rm(join(folder, 'one.pdf'))
    await changed('mail')
    assert.equal((await call('鈴木', '--second', '佐藤')).exit, 1, 'nobody put a name to the file: it may be anybody’s')
    world.pass(days(8))
    assert.equal((await call('鈴木', '--second', '佐藤')).exit, 0)
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { runCommand } from '../../test/support/command.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { days } from '../kernel/clock.ts'
import { termsHistory } from '../society/terms-history.ts'
import { societyTerms } from './society-terms.ts'

describe('genkan society terms', () => {
  let folder: string
  let world: World
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-terms-'))
    world = await openWorld()
    await write('two.txt', '\uFEFF第1条\r\nあたらしい本文\r\n')
    await write('three.txt', '第1条\nさらに新しい本文')
    await write('changes.txt', '・第1条を改めました。\r\n\r\n- 連絡先を改めました。\r\n')
  })
  after(() => rm(folder, { recursive: true }))

  const write = (name: string, text: string | Buffer) => writeFile(join(folder, name), text)
  const run = async (...args: string[]) => {
    const { exit, out, err } = await runCommand(world, societyTerms, args, folder)
    return [exit, out.join('\n'), err.join('\n')]
  }
  const publish = (file: string, version: number | string, from: string, ...more: string[]) =>
    run('genkan', file, '--version', String(version), '--from', from, '--by', '佐藤', ...more)
  const changes = ['--changes', 'changes.txt']
  const no = (why: string) => [1, '', `not published: ${why}`]
  const history = async () => {
    const { id } = await world.society('genkan')
    return world.database.inSociety(id, (tx) => termsHistory(tx, world.now))
  }

  it('TRM-06 publishes a version for a day in Japan, with what changes as a list, and tells which there are', async () => {
    assert.deepEqual(await run('genkan'), [0, 'version 1\t2026-11-21 12:00\tinForce\tゲンカン 利用規約', ''])
    assert.deepEqual(await publish('two.txt', 2, '2026-12-01', ...changes), [
      0,
      'published: version 2, in force from 2026-12-01 00:00',
      '',
    ])
    const [newest] = await history()
    assert.equal(newest?.body, '第1条\nあたらしい本文')
    assert.equal(newest?.changes, '第1条を改めました。\n連絡先を改めました。')
    assert.equal(newest?.title, 'ゲンカン 利用規約')
    assert.match(String((await run('genkan'))[1]), /^version 2\t2026-12-01 00:00\tannounced\t/)
  })

  it('TRM-06 the same again changes nothing; what does not hold yet may be corrected; every word is in the history', async () => {
    const again = await publish('two.txt', 2, '2026-12-01', ...changes)
    assert.deepEqual(again, [0, 'unchanged: version 2, in force from 2026-12-01 00:00', ''])
    const corrected = await publish('three.txt', 2, '2026-12-02', ...changes, '--title', '利用規約（改定）')
    assert.deepEqual(corrected, [0, 'replaced: version 2, in force from 2026-12-02 00:00', ''])
    const { id } = await world.society('genkan')
    const events = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('event').select(['actor', 'detail']).where('name', '=', 'terms.published').orderBy('id').execute(),
    )
    assert.deepEqual(
      events.map(({ actor, detail }) => [actor, detail]),
      ['2026-11-30T15:00:00.000Z', '2026-12-01T15:00:00.000Z'].map((effectiveAt) => [
        'operator',
        { version: 2, by: '佐藤', effectiveAt },
      ]),
    )
  })

  it('TRM-06 holds from its first moment by the clock alone, and from then on never changes', async () => {
    assert.deepEqual(
      (await history()).map(({ state }) => state),
      ['announced', 'inForce'],
    )
    world.pass(Date.parse('2026-12-02T00:00:00+09:00') - world.now - 1)
    assert.deepEqual(
      (await history()).map(({ state }) => state),
      ['announced', 'inForce'],
    )
    world.pass(1)
    assert.deepEqual(
      (await history()).map(({ state }) => state),
      ['inForce', 'past'],
    )
    const other = await publish('two.txt', 2, '2026-12-10', ...changes)
    assert.deepEqual(
      other,
      no('this version is in force with other words; people agreed to it, so publish the next one'),
    )
    const same = await publish('three.txt', 2, '2026-12-02', ...changes, '--title', '利用規約（改定）')
    assert.deepEqual(same, [0, 'unchanged: version 2, in force from 2026-12-02 00:00', ''])
  })

  it('today means from now; numbers and days ascend together', async () => {
    world.pass(days(1) / 2)
    assert.deepEqual(await publish('two.txt', 3, '2026-12-01', ...changes), no('a version takes effect today or later'))
    assert.deepEqual(await publish('two.txt', 5, '2026-12-09', ...changes), no('the next version is 3'))
    const today = await publish('two.txt', 3, '2026-12-02', ...changes)
    assert.deepEqual(today, [0, 'published: version 3, in force from 2026-12-02 12:00', ''])
    assert.equal((await publish('three.txt', 4, '2026-12-20', ...changes))[0], 0)
    const before = await publish('three.txt', 5, '2026-12-20', ...changes)
    assert.deepEqual(before, no('version 4 takes effect on 2026-12-20 00:00: days ascend with versions'))
  })

  it('what members could not read or would not understand is refused with a sentence', async () => {
    await write('empty.txt', ' \n')
    await write('sjis.txt', iconv.encode('利用規約', 'cp932'))
    await write('many.txt', '変更\n'.repeat(21))
    const wanted = 'members are shown what changed: name a file with a line for each change (--changes)'
    assert.deepEqual(await publish('two.txt', 5, '2027-01-01'), no(wanted))
    assert.deepEqual(await publish('empty.txt', 5, '2027-01-01', ...changes), no('the file is empty'))
    const many = await publish('two.txt', 5, '2027-01-01', '--changes', 'many.txt')
    assert.deepEqual(many, no('what changed has at most 20 lines of 300 characters'))
    const unread = [2, '', 'this file is no UTF-8 text that can be read: sjis.txt']
    assert.deepEqual(await publish('sjis.txt', 5, '2027-01-01', ...changes), unread)
  })

  it('a wrong call is told how to call, and writes nothing', async () => {
    const count = (await history()).length
    for (const args of [
      [],
      ['genkan', '--by', 'x'],
      ['genkan', 'two.txt'],
      ['genkan', 'two.txt', '--version', '0', '--from', '2027-01-01', '--by', 'x'],
      ['genkan', 'two.txt', '--version', '5', '--from', '2027-02-30', '--by', 'x'],
      ['genkan', 'two.txt', '--version', '5', '--from', '2027-01-01', '--by', ' '],
    ]) {
      const [exit, , err] = await run(...args)
      assert.equal(exit, 2)
      assert.match(String(err), /^genkan society terms NAME/)
    }
    assert.deepEqual(await run('nobody'), [2, '', 'no such society: nobody'])
    assert.equal((await history()).length, count)
  })

  it('TRM-06 GAP-11 an English text stands beside it, whole or not at all', async () => {
    await write('two.en.txt', 'Article 1\nNew words')
    await write('changes.en.txt', '- Article 1 was amended.')
    const english = ['--en', 'two.en.txt', '--changes-en', 'changes.en.txt', '--title-en', 'Terms of use (amended)']
    const place = ['sakura', 'two.txt', '--version', '2', '--from', '2030-01-01', '--by', '佐藤', ...changes]
    const texts = async () => {
      const { id } = await world.society('sakura')
      return (await world.database.inSociety(id, (tx) => termsHistory(tx, world.now)))[0]
    }
    assert.deepEqual(
      await run(...place, '--en', 'two.en.txt'),
      no('members are shown what changed: name a file with a line for each change (--changes)'),
    )
    assert.equal((await run(...place, '--changes-en', 'changes.en.txt'))[0], 2)
    assert.deepEqual(await run(...place, ...english), [0, 'published: version 2, in force from 2030-01-01 00:00', ''])
    const newest = await texts()
    assert.deepEqual(
      [newest?.titleEn, newest?.bodyEn, newest?.changesEn],
      ['Terms of use (amended)', 'Article 1\nNew words', 'Article 1 was amended.'],
    )
    assert.deepEqual(await run(...place), [0, 'replaced: version 2, in force from 2030-01-01 00:00', ''])
    assert.equal((await texts())?.bodyEn, null)
  })
})

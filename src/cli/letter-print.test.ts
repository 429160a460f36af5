import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { capture } from '../../test/support/capture.ts'
import { letterDesk } from '../../test/support/letter-desk.ts'
import { lettersOf } from '../../test/support/letter-pdf.ts'
import { activate, openLetter } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { letterPrint } from './letter-print.ts'

describe('genkan letter print', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>

  before(async () => {
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-letters-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const who = ['--by', '山田', '--reason', '初回の発送']
  const run = (...args: string[]) => desk.run(letterPrint, ...who, ...args)
  const members = (...keys: string[]) => keys.flatMap((key) => ['--member', key])
  const pdf = (name = 'letters.pdf') => join(folder, name)

  it('STF-02 ISS-01 ISS-02 prints letters that open the door, readable by nobody else', async () => {
    const [one, two] = [await desk.member(), await desk.member({ name: '髙﨑 𠮷子' })]
    const { exit, out, err } = await run(...members(one.key, two.key), '--out', 'letters.pdf', '--yes')
    assert.deepEqual([exit, err], [0, []])
    assert.deepEqual(out.slice(0, 2), ['発行する通知書：2通', `2通：${pdf()}`])
    assert.equal((await stat(pdf())).mode & 0o777, 0o600)
    const [first, second] = lettersOf(pdf())
    assert.ok(first && second?.text.includes('髙﨑 𠮷子'))
    const browser = await world.browser()
    await openLetter(browser, { ...one, letter: { ...one.letter, ...first, recoveryNumber: '' } })
    assert.equal(browser.current.path, '/terms')
  })

  it('every letter says from which run it came, who started it and why, when it was printed, and the history says it too', async () => {
    const one = await desk.member()
    await run(...members(one.key), '--out', 'letters.pdf', '--yes')
    const letter = await desk.newest(one.accountId)
    assert.deepEqual([letter?.printed_at?.getTime(), letter?.issued_at.getTime()], [world.now, world.now])
    const batch = await desk.batch(letter?.batch_id ?? '')
    assert.deepEqual(
      [batch.made_by, batch.reason, batch.seconded_by, batch.layout, batch.finished_at?.getTime()],
      ['山田', '初回の発送', null, 'a4', world.now],
    )
    assert.deepEqual(await desk.events(one.accountId, 'letter.issued'), [
      { actor: 'operator', detail: { batch: batch.id, by: '山田', reason: '初回の発送' } },
    ])
  })

  it('the codes are in that file and nowhere else', async () => {
    const one = await desk.member()
    const { out, err } = await run(...members(one.key), '--out', 'letters.pdf', '--yes')
    const [letter] = lettersOf(pdf())
    assert.ok(letter?.recoveryNumber)
    const stored = JSON.stringify([out, err, await desk.everything()])
    for (const secret of [letter.code, letter.recoveryNumber]) assert.ok(!stored.includes(secret))
    assert.ok(!(await readFile(pdf())).includes(letter.code), 'not even in plain bytes of the file')
  })

  it('all or none: one who may not get a letter stops the run before anything is issued', async () => {
    const fine = await desk.member()
    const active = await desk.member({ mail: 'active@mail.example' })
    await activate(world, await world.browser(), active)
    const lost = await desk.member({ lostOn: '2026-11-20' })
    const before = await desk.letters()
    const { exit, out, err } = await run(
      ...members(fine.key, active.key, lost.key, '玄9,999,00', 'x,y', 'a,b,c,d'),
      '--out',
      'letters.pdf',
      '--lang',
      'en',
      '--yes',
    )
    assert.deepEqual([exit, out], [1, []])
    assert.deepEqual(
      err.toSorted(),
      [
        'Nothing was issued, because somebody who was named may not get a letter.',
        'a,b,c,d: not SYMBOL,NUMBER,BRANCH',
        'x,y: not SYMBOL,NUMBER,BRANCH',
        '玄9,999,00: no such member',
        `${active.key}: this member signs in already: four eyes are needed, name the second person with --second`,
        `${lost.key}: the qualification has ended, or the account is closed`,
      ].toSorted(),
    )
    assert.deepEqual(await desk.letters(), before)
    assert.deepEqual(await readdir(folder), [])
  })

  it('one who stopped halfway gets another letter, and one who is named twice gets one', async () => {
    const halfway = await desk.member({ mail: 'halfway@mail.example' })
    await activate(world, await world.browser(), halfway, { until: '/password' })
    const before = await desk.letters()
    assert.equal((await run(...members(halfway.key, halfway.key), '--out', 'letters.pdf', '--yes')).exit, 0)
    assert.equal((await desk.letters()).length, before.length + 1)
  })

  it('ISS-16 a new letter voids an unspent older one at once, and ends the sitting that began with it', async () => {
    const one = await desk.member({ mail: 'again@mail.example' })
    const sitting = await world.browser()
    await openLetter(sitting, one)
    assert.equal(sitting.current.path, '/terms')
    await run(...members(one.key), '--out', 'letters.pdf', '--yes')
    await sitting.open('/terms')
    assert.equal(sitting.current.heading, '時間がたったため、手続きを終了しました')
    const again = await world.browser()
    await openLetter(again, one)
    assert.equal(again.current.heading, '新しい通知書をご利用ください')
    const [letter] = lettersOf(pdf())
    await openLetter(again, { ...one, letter: { ...one.letter, ...letter, recoveryNumber: '' } })
    assert.equal(again.current.path, '/terms')
  })

  it('full width is read as it was meant', async () => {
    const { key } = await desk.member()
    const [symbol = '', number = ''] = key.split(',')
    const wide = number.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0))
    const { exit } = await run(...members(`${symbol.replace('1', '１')},${wide},0`), '--out', 'letters.pdf', '--yes')
    assert.equal(exit, 0)
  })

  it('a file that exists is never written over, and nothing is issued where none can be written', async () => {
    const { key } = await desk.member()
    await writeFile(pdf('old.pdf'), 'the only trace of older letters')
    await chmod(pdf('old.pdf'), 0o644)
    const before = await desk.letters()
    for (const file of ['old.pdf', 'nowhere/letters.pdf', '.']) {
      const { exit, err } = await run(...members(key), '--out', file, '--yes')
      assert.equal(exit, 2)
      assert.match(err.at(-1) ?? '', /^このファイルはすでにあるか、書き込めません：/)
    }
    assert.deepEqual(await desk.letters(), before)
    assert.deepEqual(await readdir(folder), ['old.pdf'])
    assert.equal(await readFile(pdf('old.pdf'), 'utf8'), 'the only trace of older letters')
  })

  it('without keys nothing is issued and no file is left', async () => {
    const { key } = await desk.member()
    const before = await desk.letters()
    const keyring = () => {
      throw new Error('GENKAN_KEYS is not set')
    }
    const operator = { database: world.database, clock: () => world.now, keyring }
    const words = ['--society', 'genkan', ...who, '--member', key, '--out', 'letters.pdf', '--yes']
    await assert.rejects(letterPrint(operator, words, capture(folder)), /GENKAN_KEYS/)
    assert.deepEqual(await desk.letters(), before)
    assert.deepEqual(await readdir(folder), [])
  })

  it('says how many first: a dry run issues nothing, and without a yes nothing happens either', async () => {
    const { key } = await desk.member()
    const before = await desk.letters()
    const dry = await run(...members(key), '--dry-run')
    assert.deepEqual([dry.exit, dry.out], [0, ['発行する通知書：1通', '確認だけを行いました。何も発行していません。']])
    const silent = await run(...members(key), '--out', 'letters.pdf')
    assert.equal(silent.exit, 2)
    assert.match(silent.err.join(), /--yes/)
    const asked: string[] = []
    const answering = (answer: boolean) => async (question: string) => {
      asked.push(question)
      return answer
    }
    const no = await desk.answer(answering(false), letterPrint, ...who, ...members(key), '--out', 'letters.pdf')
    assert.equal(no.exit, 2)
    assert.deepEqual(await desk.letters(), before)
    assert.deepEqual(await readdir(folder), [])
    const yes = await desk.answer(answering(true), letterPrint, ...who, ...members(key), '--out', 'letters.pdf')
    assert.equal(yes.exit, 0)
    assert.match(asked.join(), /^1通を発行します。/)
  })

  it('a wrong call ends with 2 and says how it is written', async () => {
    const { key } = await desk.member()
    const calls = [
      [],
      members(key),
      ['--out', 'letters.pdf'],
      [...members(key), '--expired', '--out', 'letters.pdf'],
      [...members(key), '--layout', 'a3', '--out', 'letters.pdf'],
      [...members(key), '--layout', 'file', '--out', 'letters.csv'],
      [...members(key), '--layout', 'file', '--encoding', 'utf-16'],
      [...members(key), '--out', 'letters.pdf', '--lang', 'fr'],
    ]
    for (const call of calls) {
      const { exit, err } = await run(...call, '--yes')
      assert.equal(exit, 2)
      assert.match(err.join(), /^genkan letter print --society/)
    }
    assert.equal((await desk.run(letterPrint, ...members(key), '--out', 'letters.pdf', '--yes')).exit, 2)
    assert.deepEqual(await readdir(folder), [])
  })

  it('a list names its members, and whoever cannot get one is told by line while the others get theirs', async () => {
    const [one, two] = [await desk.member(), await desk.member({ name: '龘龘 太郎' })]
    const rows = [
      '枝番,番号,備考,記号',
      ...[one.key, two.key, '玄9,999,00'].map((key) => {
        const [symbol, number, branch] = key.split(',')
        return `${branch},${number},x,${symbol}`
      }),
      ',,,',
      '00,?,,玄1',
    ]
    await writeFile(pdf('list.csv'), rows.join('\r\n'))
    const { exit, out, err } = await run('--list', 'list.csv', '--out', 'letters.pdf', '--yes')
    assert.equal(exit, 1)
    assert.equal(out[0], '発行する通知書：1通')
    assert.deepEqual(
      err.toSorted(),
      [
        '4: 玄9,999,00：この記号・番号・枝番の方はいません。',
        '6: 玄1,?,00：「記号,番号,枝番」の形ではありません。',
        `${two.key}：使えない文字があります。（U+9F98）`,
      ].toSorted(),
    )
    assert.equal(lettersOf(pdf()).length, 1)
    assert.equal((await run('--list', 'none.csv', '--out', 'other.pdf', '--yes')).exit, 2)
  })

  it('ISS-06 the postcard has four faces for each member, and its numbers open the door', async () => {
    const [one, two] = [await desk.member(), await desk.member()]
    const args = [...members(one.key, two.key), '--out', 'cards.pdf', '--layout', 'postcard', '--yes']
    assert.equal((await run(...args)).exit, 0)
    const [, card] = lettersOf(pdf('cards.pdf'), 4)
    const browser = await world.browser()
    await openLetter(browser, { ...two, letter: { ...two.letter, ...card, recoveryNumber: '' } })
    assert.equal(browser.current.path, '/terms')
  })
})

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import iconv from 'iconv-lite'
import { letterDesk } from '../../test/support/letter-desk.ts'
import { openLetter } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { days } from '../kernel/clock.ts'
import { takeFile } from '../staff/letters/take-file.ts'
import { letterCancel } from './letter-end.ts'
import { letterFile } from './letter-file.ts'
import { letterPrint } from './letter-print.ts'

describe('the file for a print shop', () => {
  let folder: string
  let world: World
  let desk: ReturnType<typeof letterDesk>

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-shop-'))
    world = await openWorld()
    desk = letterDesk(world, () => folder)
  })
  after(() => rm(folder, { recursive: true }))

  const who = ['--by', '佐藤', '--reason', '印刷会社へ']
  let files = 0
  /** Issues letters into a file; its run, and who got none. */
  const issue = async (keys: readonly string[], ...more: string[]) => {
    await writeFile(join(folder, 'list.csv'), ['記号,番号,枝番', ...keys].join('\n'))
    const { out, err, exit } = await desk.run(
      letterPrint,
      '--list',
      'list.csv',
      '--layout',
      'file',
      ...who,
      '--yes',
      ...more,
    )
    return { batch: /genkan letter file ([0-9a-f-]{36})/.exec(out.join())?.[1] ?? '', out, err, exit }
  }
  const take = async (batch: string, name = `shop-${++files}.csv`) => {
    const said = await desk.run(letterFile, batch, '--out', name, ...who)
    return { ...said, path: join(folder, name) }
  }

  it('STF-02 LET-05 is CP932 with what stands on a letter, and its numbers open the door', async () => {
    const [one, two] = [await desk.member({ name: '髙﨑 ㈱①' }), await desk.member()]
    const { batch, exit } = await issue([one.key, two.key])
    assert.equal(exit, 0)
    const { path, out } = await take(batch)
    const bytes = await readFile(path)
    const [row] = parse(iconv.decode(bytes, 'cp932'), { columns: true }) as Record<string, string>[]
    assert.equal(row?.氏名, '髙﨑 ㈱①')
    assert.match(row?.QRコードの内容 ?? '', /^http:\/\/localhost:4000\/letter#id=\d{7}&code=\d{14}$/)
    assert.match(row?.回復用の番号 ?? '', /^(\d{4} ){4}\d{4}$/)
    assert.match(row?.有効期限 ?? '', /^2026年（令和8年）12月20日$/)
    for (const secret of ['記号', '番号,枝番', '1979']) assert.ok(!iconv.decode(bytes, 'cp932').includes(secret))
    const browser = await world.browser()
    const letter = { ...one.letter, temporaryId: row?.ユーザID ?? '', code: row?.確認番号 ?? '' }
    await openLetter(browser, { ...one, letter })
    assert.equal(browser.current.path, '/terms')
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    const check = await readFile(`${path}.check.txt`, 'utf8')
    assert.ok(check.includes('件数：2'))
    assert.ok(check.includes(`SHA-256：${createHash('sha256').update(bytes).digest('hex')}`))
    assert.deepEqual(out, check.trim().split('\n'))
  })

  it('LET-05 is handed out once, then it is erased, and the history says so', async () => {
    const one = await desk.member()
    const { batch } = await issue([one.key])
    assert.ok(!JSON.stringify(await desk.everything()).includes('#id='), 'sealed while it waits')
    const { path } = await take(batch)
    const again = await take(batch)
    assert.deepEqual([again.exit, again.err], [1, ['このファイルはすでに受け取られ、消去されています。']])
    assert.ok(!(await readdir(folder)).some((name) => again.path.endsWith(name)))
    const [, , parts, events] = await desk.everything()
    assert.ok(!JSON.stringify(parts).includes(batch))
    const taken = (events as { name: string; detail: { batch?: string; by?: string; sha256?: string } }[]).filter(
      ({ name, detail }) => name === 'letter.fileTaken' && detail.batch === batch,
    )
    assert.equal(taken.length, 1)
    assert.equal(taken[0]?.detail.by, '佐藤')
    assert.equal(
      taken[0]?.detail.sha256,
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    )
  })

  it('DATA-05 rows that CP932 cannot carry are told and left out, without a letter; UTF-8 carries them', async () => {
    const [fine, rare] = [await desk.member(), await desk.member({ name: '𠮷田 鷗' })]
    const before = await desk.newest(rare.accountId)
    const { batch, err, exit, out } = await issue([fine.key, rare.key])
    assert.equal(exit, 1)
    assert.deepEqual(err, [`${rare.key}：使えない文字があります。（U+20BB7 U+9DD7）`])
    assert.equal(out[0], '発行する通知書：1通')
    const { path } = await take(batch)
    assert.ok(!iconv.decode(await readFile(path), 'cp932').includes('?'))
    assert.deepEqual(await desk.newest(rare.accountId), before)
    const utf8 = await issue([rare.key], '--encoding', 'utf-8')
    const text = await readFile((await take(utf8.batch)).path, 'utf8')
    assert.ok(text.startsWith('\uFEFF'))
    assert.ok(text.includes('"𠮷田 鷗"'))
  })

  it('is safe in a spreadsheet: nobody whose name begins a formula is in it, and nothing is changed in silence', async () => {
    const names = ['=HYPERLINK(1)', '+81', '-1', '@SUM', '＝1']
    const evil = []
    for (const name of names) evil.push(await desk.member({ name }))
    const { err, out } = await issue(evil.map(({ key }) => key))
    assert.equal(err.filter((line) => line.includes('使えない文字')).length, names.length)
    assert.match(out.join() + err.join(), /発行する方はいません/)
  })

  it('holds only letters that still open when it is fetched, and none of a run that was cancelled', async () => {
    const [one, two] = [await desk.member(), await desk.member()]
    const { batch } = await issue([one.key, two.key])
    await desk.run(letterPrint, '--member', one.key, ...who, '--out', 'newer.pdf', '--yes')
    const { path, err } = await take(batch)
    assert.deepEqual(err, ['1件は、通知書が使えなくなったため、ファイルに入れていません。'])
    assert.equal(parse(iconv.decode(await readFile(path), 'cp932'), { columns: true }).length, 1)
    const other = await issue([one.key])
    await desk.run(letterCancel, '--batch', other.batch, ...who, '--yes')
    assert.deepEqual((await take(other.batch)).err, ['このファイルは消去されています。'])
  })

  it('a disk that is full takes nothing away: the file can be fetched again', async () => {
    const one = await desk.member()
    const { batch } = await issue([one.key])
    const society = await world.society('genkan')
    const work = { database: world.database, society, keyring: world.keyring, clock: () => world.now }
    const full = async () => Promise.reject(new Error('no space left'))
    await assert.rejects(takeFile(work, { batchId: batch, by: 'x', reason: 'y' }, full), /no space left/)
    assert.equal((await take(batch)).exit, 0)
  })

  it('is never written over another file, and unknown ones are said', async () => {
    const one = await desk.member()
    const { batch } = await issue([one.key])
    await writeFile(join(folder, 'mine.csv'), 'mine')
    assert.equal((await take(batch, 'mine.csv')).exit, 2)
    assert.equal(await readFile(join(folder, 'mine.csv'), 'utf8'), 'mine')
    const secret = join(folder, 'secret.txt')
    await writeFile(secret, 'mine')
    await symlink(secret, join(folder, 'shop.csv.check.txt'))
    const beside = await take(batch, 'shop.csv')
    assert.deepEqual([beside.exit, beside.err], [2, [`このファイルはすでにあるか、書き込めません：shop.csv.check.txt`]])
    assert.equal(await readFile(secret, 'utf8'), 'mine')
    assert.ok(!(await readdir(folder)).includes('shop.csv'), 'nothing is handed out')
    assert.equal((await take('00000000-0000-4000-8000-000000000000')).err[0], 'この発行単位のファイルはありません。')
    assert.equal((await desk.run(letterFile, 'x', '--out', 'y.csv', ...who)).exit, 2)
    assert.equal((await take(batch)).exit, 0)
  })

  it('a file that nobody fetched is erased when its letters have expired', async () => {
    const one = await desk.member()
    const { batch } = await issue([one.key])
    world.pass(days(31))
    await issue([one.key])
    assert.deepEqual((await take(batch)).err, ['このファイルは消去されています。'])
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { genkan } from '../../test/support/genkan.ts'
import { openKeyring } from '../kernel/keyring.ts'

describe('genkan', () => {
  let folder: string

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-main-'))
  })
  after(() => rm(folder, { recursive: true }))

  const letters = ['addresses', 'print', 'file', 'list', 'returned', 'cancel'].map((verb) =>
    verb === 'addresses' ? 'member addresses' : `letter ${verb}`,
  )
  const commands = ['demo', 'serve', 'migrate', 'keys new', 'society create', 'society apply', 'society show']

  it('help names every command and is no error, wherever it is asked for', async () => {
    for (const args of [[], ['--help'], ['help'], ['demo', '--help'], ['member', 'import', '-h']]) {
      const { exit, out, err } = await genkan(args)
      assert.deepEqual([exit, err], [0, ''], args.join(' '))
      for (const command of [...commands, 'member import', 'member locks', ...letters, 'member unlock'])
        assert.match(out, new RegExp(`^ {2}genkan ${command}`, 'm'))
    }
  })

  it('an unknown command is said, with what there is, and ends with 2', async () => {
    for (const args of [['constructor'], ['society'], ['society', 'delete'], ['member', 'import2', 'x']]) {
      const { exit, out, err } = await genkan(args)
      assert.deepEqual([exit, out], [2, ''])
      assert.ok(err.startsWith(`genkan has no command "${args.slice(0, 2).join(' ')}"\n`), err)
      assert.match(err, /genkan society show/)
    }
  })

  it('keys new makes a key that works, under a name that can be told apart', async () => {
    const [first, second] = [await genkan(['keys', 'new']), await genkan(['keys', 'new', 'y2026'])]
    assert.match(first.out, /^k1:\S{44}\n$/)
    assert.match(second.out, /^y2026:\S{44}\n$/)
    const rotated = openKeyring(`${second.out.trim()} ${first.out.trim()}`)
    const old = openKeyring(first.out.trim()).seal('mail-code', 'x', [1])
    assert.equal(rotated.unseal('mail-code', old, [1]), 'x')
    for (const args of [['keys'], ['keys', 'old'], ['keys', 'new', 'No!'], ['keys', 'new', 'a', 'b']])
      assert.equal((await genkan(args)).exit, 2, args.join(' '))
  })

  it('migrate needs an address, and says when nobody is there without repeating it', async () => {
    assert.equal((await genkan(['migrate'])).exit, 2)
    const { exit, err } = await genkan(['migrate'], { env: { DATABASE_URL: 'postgresql://u:geheim@127.0.0.1:1/x' } })
    assert.equal(exit, 1)
    assert.match(err, /ECONNREFUSED/)
    assert.doesNotMatch(err, /geheim/)
  })

  it('a command for a demo that is not there makes none', async () => {
    const show = ['society', 'show', '--data', 'nowhere']
    const { exit, err } = await genkan(show, { cwd: folder, env: { DATABASE_URL: 'postgresql://127.0.0.1:1/x' } })
    assert.equal(exit, 2)
    assert.equal(err, 'there is no demo in nowhere: start one with `npm start`, or set DATABASE_URL\n')
    assert.equal((await genkan(['society', 'show'], { cwd: folder })).exit, 2)
    assert.deepEqual(await readdir(folder), [])
  })

  it('--data needs a folder', async () => {
    for (const args of [
      ['society', 'show', '--data'],
      ['society', 'show', '--data='],
    ]) {
      const { exit, err } = await genkan(args, { cwd: folder })
      assert.deepEqual([exit, err], [2, '--data needs the name of a folder\n'])
    }
  })

  it('demo takes a port number, and no words that it does not know', async () => {
    for (const args of [
      ['demo', '--port', '0'],
      ['demo', '--port', '1e3'],
      ['demo', '--prot', '4000'],
      ['demo', 'x'],
    ]) {
      const { exit, out } = await genkan(args, { cwd: folder })
      assert.deepEqual([exit, out], [2, ''], args.join(' '))
    }
    assert.deepEqual(await readdir(folder), [])
  })
})

import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { capture } from '../../test/support/capture.ts'
import { activate, openLetter } from '../../test/support/story.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { letterPrint } from './letter-print.ts'

describe('genkan letter print', () => {
  let folder: string
  let world: World

  before(async () => {
    world = await openWorld()
  })
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-letters-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const run = async (...args: string[]) => {
    const io = capture(folder)
    const operator = { database: world.database, clock: () => world.now, keyring: () => world.keyring }
    const words = [
      '--society',
      'genkan',
      ...args.flatMap((arg) => (arg.includes(',') ? ['--member', arg] : ['--to', arg])),
    ]
    return { exit: await letterPrint(operator, words, io), ...io.said }
  }
  /** How a member is named on the command line. */
  const keyOf = async (accountId: string) => {
    const { id } = await world.society('genkan')
    const { symbol, number, branch } = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('member').selectAll().where('account_id', '=', accountId).executeTakeFirstOrThrow(),
    )
    return `${symbol},${number},${branch}`
  }
  const member = async (person: Parameters<World['member']>[1] = {}) => {
    const made = await world.member('genkan', person)
    return { ...made, key: await keyOf(made.accountId) }
  }
  const letters = async () => {
    const { id } = await world.society('genkan')
    return world.database.inSociety(id, (tx) => tx.selectFrom('letter').select(['id', 'account_id']).execute())
  }
  const numbers = async (file: string) =>
    [...(await readFile(join(folder, file), 'utf8')).matchAll(/<dd>([\d ]+)<\/dd>/g)].map(([, digits]) => digits ?? '')

  it('STF-02 ISS-01 ISS-02 prints letters that open the door, readable by nobody else', async () => {
    const [one, two] = [await member(), await member({ name: '井上 健 <b>' })]
    const { exit, out, err } = await run(one.key, two.key, 'letters.html')
    assert.deepEqual([exit, out, err], [0, ['2 letters: letters.html'], []])
    assert.equal((await stat(join(folder, 'letters.html'))).mode & 0o777, 0o600)
    assert.match(await readFile(join(folder, 'letters.html'), 'utf8'), /井上 健 &lt;b&gt;/)
    const [temporaryId = '', code = ''] = await numbers('letters.html')
    const browser = await world.browser()
    await openLetter(browser, { ...one, letter: { ...one.letter, temporaryId, code } })
    assert.equal(browser.current.path, '/terms')
    const { id } = await world.society('genkan')
    const events = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('event').select(['actor', 'account_id', 'detail']).where('name', '=', 'letter.issued').execute(),
    )
    assert.deepEqual(
      events.filter(({ account_id }) => account_id === one.accountId || account_id === two.accountId),
      [one, two].map(({ accountId }) => ({ actor: 'operator', account_id: accountId, detail: {} })),
    )
  })

  it('the codes are in that file and nowhere else', async () => {
    const one = await member()
    const { out, err } = await run(one.key, 'letters.html')
    const secrets = (await numbers('letters.html')).slice(1).map((digits) => digits.replaceAll(' ', ''))
    assert.equal(secrets.length, 2)
    const { id } = await world.society('genkan')
    const stored = await world.database.inSociety(id, async (tx) => [
      await tx.selectFrom('letter').selectAll().execute(),
      await tx.selectFrom('event').selectAll().execute(),
    ])
    for (const secret of secrets) assert.ok(!JSON.stringify([out, err, stored]).includes(secret))
  })

  it('all or none: one who may not get a letter stops the run before anything is issued', async () => {
    const fine = await member()
    const active = await member({ mail: 'active@mail.example' })
    await activate(world, await world.browser(), active)
    const lost = await member({ lostOn: '2026-11-20' })
    const before = await letters()
    const { exit, out, err } = await run(fine.key, active.key, lost.key, '玄9,999,00', 'x,y', 'a,b,c,d', 'letters.html')
    assert.equal(exit, 1)
    assert.deepEqual(out, [])
    assert.deepEqual(err, [
      `this member signs in already: ${active.key}`,
      `the qualification of this member has ended: ${lost.key}`,
      'no such member: 玄9,999,00',
      'not SYMBOL,NUMBER,BRANCH: x,y',
      'not SYMBOL,NUMBER,BRANCH: a,b,c,d',
    ])
    assert.deepEqual(await letters(), before)
    assert.deepEqual(await readdir(folder), [])
  })

  it('one who stopped halfway gets another letter, and one who is named twice gets one', async () => {
    const halfway = await member({ mail: 'halfway@mail.example' })
    await activate(world, await world.browser(), halfway, { until: '/password' })
    const before = await letters()
    assert.equal((await run(halfway.key, halfway.key, 'letters.html')).exit, 0)
    assert.equal((await letters()).length, before.length + 1)
  })

  it('full width is read as it was meant', async () => {
    const { key } = await member()
    const [symbol = '', number = ''] = key.split(',')
    const wide = number.replace(/\d/g, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0))
    assert.equal((await run(`${symbol.replace('1', '１')},${wide},0`, 'letters.html')).exit, 0)
  })

  it('a file that exists is never written over, and nothing is issued where none can be written', async () => {
    const { key } = await member()
    await writeFile(join(folder, 'old.html'), 'the only trace of older letters')
    await chmod(join(folder, 'old.html'), 0o644)
    const before = await letters()
    for (const file of ['old.html', 'nowhere/letters.html', '.']) {
      const { exit, err } = await run(key, file)
      assert.deepEqual([exit, err], [2, [`this file exists already or cannot be written: ${file}`]])
    }
    assert.deepEqual(await letters(), before)
    assert.equal(await readFile(join(folder, 'old.html'), 'utf8'), 'the only trace of older letters')
  })

  it('without keys nothing is issued and no file is left', async () => {
    const { key } = await member()
    const before = await letters()
    const operator = {
      database: world.database,
      clock: () => world.now,
      keyring: () => {
        throw new Error('GENKAN_KEYS is not set')
      },
    }
    const words = ['--society', 'genkan', '--member', key, '--to', 'letters.html']
    await assert.rejects(letterPrint(operator, words, capture(folder)), /GENKAN_KEYS/)
    assert.deepEqual(await letters(), before)
    assert.deepEqual(await readdir(folder), [])
  })

  it('a wrong call ends with 2 and says how it is written', async () => {
    for (const args of [[], ['a,b,c'], ['letters.html']]) {
      const { exit, err } = await run(...args)
      assert.equal(exit, 2)
      assert.match(err.join(), /^genkan letter print --society/)
    }
  })
})

import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'
import { record } from '../../src/audit/events.ts'
import { sealHistory } from '../../src/audit/seal-history.ts'
import { auditExport } from '../../src/cli/audit-export.ts'
import { auditPurge } from '../../src/cli/audit-purge.ts'
import { auditSearch } from '../../src/cli/audit-search.ts'
import { auditVerify } from '../../src/cli/audit-verify.ts'
import { memberUnlock } from '../../src/cli/member-locks.ts'
import { days, hours } from '../../src/kernel/clock.ts'
import { memberKey, runCommand } from '../support/command.ts'
import { asOwner } from '../support/owner.ts'
import { activate, GOOD_PASSWORD, signIn } from '../support/story.ts'
import { type Member, openWorld, type World } from '../support/world.ts'

let world: World
let folder: string
let member: Member
let key: string
const MAIL = 'history-keeper@mail.example'
const USER = 'history-user'

before(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'genkan-audit-'))
  member = await world.member('sakura', { mail: MAIL, name: '髙橋 はるか', birthDate: '1984-02-29' })
  key = await memberKey(world, 'sakura', member.accountId)
  const browser = await world.browser('sakura')
  const { secret } = await activate(world, browser, member, { userId: USER })
  await browser.post('/sign-out', {})
  world.pass(days(2))
  for (let n = 0; n < 5; n += 1)
    await signIn(world, await world.browser('sakura'), { userId: USER, password: `a guessed password ${n}` })
  await runCommand(world, memberUnlock, [
    ...['--society', 'sakura', '--member', key, '--by', '=cmd|calc', '--reason', 'asked by "phone",\nat the desk'],
  ])
  await signIn(world, await world.browser('sakura'), { userId: USER, secret })
  await world.member('genkan')
})
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

type Found = {
  name: string
  at: string
  member: string | null
  society: string
  detail: Record<string, unknown>
}

const search = async (...args: string[]) => {
  const { exit, json } = await runCommand(world, auditSearch, [...args, '--json'])
  return { exit, found: json() as Found[] }
}

const desk = ['--by', '山田', '--reason', '保存期間の終了']

const sealAll = async () => {
  for (const { id } of await world.directory.all()) await sealHistory(world.database, world.keyring, id, world.now)
}

describe('genkan audit search', () => {
  it('finds what happened by member, kind, actor, name and time, the newest first', async () => {
    const all = await search('--society', 'sakura', '--limit', '1000')
    assert.equal(all.exit, 0)
    assert.ok(all.found.length > 20)
    assert.deepEqual(
      all.found.map(({ at }) => at),
      all.found.map(({ at }) => at).toSorted((one, other) => (one < other ? 1 : -1)),
    )
    const names = async (...args: string[]) =>
      (await search('--society', 'sakura', ...args)).found.map((event) => event.name)
    assert.deepEqual(await names('--event', 'attempt.unlocked', '--done-by', '=cmd|calc'), ['attempt.unlocked'])
    assert.deepEqual(await names('--actor', 'operator'), ['attempt.unlocked'])
    assert.deepEqual([...new Set(await names('--event', 'attempt'))].sort(), [
      ...['attempt.failed', 'attempt.locked', 'attempt.unlocked'],
    ])
    assert.ok((await names('--member', key)).includes('totp.bound'))
    const first = new Date(world.now - days(2) + hours(9)).toISOString().slice(0, 10)
    const later = new Date(world.now + hours(9)).toISOString().slice(0, 10)
    const early = await names('--from', first, '--until', first)
    assert.ok(early.includes('password.set') && !early.includes('attempt.locked'))
    const late = await names('--from', `${later}T00:00:00+09:00`)
    assert.ok(late.includes('attempt.locked') && !late.includes('password.set'))
    assert.equal((await names('--limit', '3')).length, 3)
  })

  it('keeps societies apart, and looks through all of them when none is named', async () => {
    const { found } = await search('--limit', '1000')
    assert.deepEqual([...new Set(found.map(({ society }) => society))].sort(), ['sakura'])
    assert.equal((await search('--society', 'genkan')).exit, 1)
  })

  it('says what is wrong with a call', async () => {
    for (const [args, sentence] of [
      [['--society', 'nobody'], /no such society: nobody/],
      [['--society', 'sakura', '--member', '1,2,3,4'], /not SYMBOL,NUMBER,BRANCH/],
      [['--society', 'sakura', '--member', '1,2,3'], /no such member: 1,2,3/],
      [['--member', key], /--member needs --society/],
      [['--event', 'x; drop'], /no event is called x; drop/],
      [['--from', 'yesterday'], /not a time: yesterday/],
      [['--limit', '0'], /genkan audit search/],
    ] as const) {
      const { exit, out, err } = await runCommand(world, auditSearch, args)
      assert.deepEqual([exit, out], [2, []])
      assert.match(err.join(), sentence)
    }
  })
})

describe('the history', () => {
  it('holds nothing that was typed: no password, code, secret, address, user ID, name or birth date', async () => {
    const { found } = await search('--limit', '100000')
    const { member: _, ...rest } = { member, found: found.map(({ member: _key, ...event }) => event) }
    const text = JSON.stringify(rest)
    const typed = [GOOD_PASSWORD, 'guessed', MAIL, 'history-keeper', USER, '髙橋', 'はるか', '1984', '0229']
    const secrets = [member.letter.code, member.letter.recoveryNumber, member.letter.temporaryId]
    assert.deepEqual(
      [...typed, ...secrets].filter((word) => text.includes(word)),
      [],
    )
  })
})

describe('genkan audit export', () => {
  it('writes a CSV file for its owner only, in which no cell is a formula, and that stands in the history', async () => {
    const { id } = await world.society('sakura')
    await world.database.inSociety(id, (tx) =>
      record(tx, id, world.now, [{ name: 'terms.accepted', actor: '=1+1' as 'member' }]),
    )
    const nameless = await runCommand(world, auditExport, ['--society', 'sakura', '--to', 'all.csv'], folder)
    assert.deepEqual([nameless.exit, nameless.out], [2, []])
    const args = ['--society', 'sakura', '--to', 'all.csv', '--by', '山田', '--reason', '監査']
    const { exit, out } = await runCommand(world, auditExport, args, folder)
    assert.deepEqual([exit, out.length], [0, 1])
    const path = join(folder, 'all.csv')
    assert.equal((await stat(path)).mode & 0o777, 0o600)
    const text = await readFile(path, 'utf8')
    assert.match(text, /^\uFEFFsociety,id,at,event,actor,member,account,visit,detail\r\n/)
    const cells: string[][] = parse(text, { bom: true })
    assert.deepEqual(
      cells.flat().filter((cell) => /^[=+@\t\r-]/.test(cell)),
      [],
    )
    assert.ok(cells.some((row) => row[4] === "'=1+1"))
    const unlocked = cells.find((row) => row[3] === 'attempt.unlocked')
    assert.equal(JSON.parse(unlocked?.[8] ?? '').reason, 'asked by "phone",\nat the desk')
    const again = await runCommand(world, auditExport, args, folder)
    assert.equal(again.exit, 2)
    const { found } = await search('--event', 'audit.exported')
    assert.deepEqual(
      found.map(({ detail: { by, reason, format } }) => [by, reason, format]),
      [['山田', '監査', 'csv']],
    )
  })

  it('writes JSON lines, of the choice that was made', async () => {
    const args = [
      '--society',
      'sakura',
      '--member',
      key,
      '--event',
      'factor.proven',
      '--format',
      'jsonl',
      '--to',
      'one.jsonl',
      ...desk,
    ]
    assert.equal((await runCommand(world, auditExport, args, folder)).exit, 0)
    const lines = (await readFile(join(folder, 'one.jsonl'), 'utf8')).trimEnd().split('\n')
    const events = lines.map((line) => JSON.parse(line))
    assert.ok(events.length >= 2)
    assert.deepEqual([...new Set(events.map(({ name, member: of }) => `${name} ${of}`))], [`factor.proven ${key}`])
    const wrong = await runCommand(world, auditExport, ['--format', 'xml', '--to', 'x', ...desk], folder)
    assert.equal(wrong.exit, 2)
  })

  it('carries far more than a page, each event once', async () => {
    const { id } = await world.society('genkan')
    const many = Array.from({ length: 2500 }, () => ({ name: 'terms.accepted', actor: 'member' }) as const)
    await world.database.inSociety(id, (tx) => record(tx, id, world.now, many))
    const args = [
      '--society',
      'genkan',
      '--event',
      'terms.accepted',
      '--format',
      'jsonl',
      '--to',
      'many.jsonl',
      ...desk,
    ]
    await runCommand(world, auditExport, args, folder)
    const lines = (await readFile(join(folder, 'many.jsonl'), 'utf8')).trimEnd().split('\n')
    assert.equal(new Set(lines.map((line) => JSON.parse(line).id)).size, 2500)
  })
})

describe('genkan audit verify', () => {
  it('says in a sentence, an exit code and JSON that all is as it was sealed', async () => {
    await sealAll()
    const { exit, out } = await runCommand(world, auditVerify, [])
    assert.equal(exit, 0)
    assert.match(out.join('\n'), /^genkan：封印したときのままです（記録 2,501件、封印 1個、封印待ち 0件）$/m)
    const english = await runCommand(world, auditVerify, ['--society', 'sakura', '--lang', 'en'])
    assert.match(english.out.join('\n'), /^sakura: as it was sealed \(\d+ events, 1 batches; 0 wait for their seal\)$/)
    const { ok, societies } = (await runCommand(world, auditVerify, ['--json'])).json()
    assert.equal(ok, true)
    assert.deepEqual(
      societies.map(({ society, broken, newest }: { society: string; broken: null; newest: { batch: number } }) => [
        ...[society, broken, newest.batch],
      ]),
      [
        ['genkan', null, 1],
        ['sakura', null, 1],
      ],
    )
  })

  it('points at the first broken batch, with what to think of it, and at what was noted elsewhere', async () => {
    const noted = join(folder, 'noted.json')
    await writeFile(noted, (await runCommand(world, auditVerify, ['--json'])).out.join('\n'))
    const { id } = await world.society('sakura')
    assert.equal((await runCommand(world, auditVerify, ['--noted', noted])).exit, 0)
    await asOwner(
      world.database,
      `update event set actor = 'member' where society_id = ${id} and name = 'attempt.unlocked'`,
    )
    const { exit, out } = await runCommand(world, auditVerify, ['--society', 'sakura'])
    assert.equal(exit, 1)
    assert.match(
      out[0] ?? '',
      /^sakura：封印1の記録が、封印したときと異なります。内容または順序が書き換えられています。$/,
    )
    assert.match(out[1] ?? '', /その期間：\d{4}-/)
    const { ok, societies } = (await runCommand(world, auditVerify, ['--json', '--lang', 'en'])).json()
    assert.equal(ok, false)
    assert.equal(societies[1].broken.batch, 1)
    assert.equal(societies[1].broken.problem, 'eventsChanged')
    assert.match(societies[1].broken.sentence, /batch 1 are not as they were sealed/)
    await asOwner(
      world.database,
      `update event set actor = 'operator' where society_id = ${id} and name = 'attempt.unlocked'`,
    )
    await asOwner(
      world.database,
      `delete from event_batch where society_id = ${id};
      delete from event_head where society_id = ${id}`,
    )
    world.pass(1)
    await sealAll()
    assert.equal((await runCommand(world, auditVerify, ['--society', 'sakura'])).exit, 0, 'by itself it is whole')
    const back = await runCommand(world, auditVerify, ['--noted', noted, '--lang', 'en'])
    assert.equal(back.exit, 1)
    assert.match(back.out.join('\n'), /sakura: batch 1 is not the one that was noted/)
    assert.equal((await runCommand(world, auditVerify, ['--noted', 'nothing.json'])).exit, 2)
  })
})

describe('genkan audit purge', () => {
  it('keeps what the policy keeps, says what it would do, and leaves checkpoints that still verify', async () => {
    const { id } = await world.society('genkan')
    await asOwner(world.database, `update event_batch set written_at = now() - interval '5 years'`)
    const young = await runCommand(world, auditPurge, ['--society', 'genkan', '--json', ...desk])
    assert.deepEqual([young.exit, young.json().societies[0].events], [0, 0])
    world.pass(days(1096))
    const would = await runCommand(world, auditPurge, ['--society', 'genkan', '--dry-run'])
    assert.deepEqual(would.out, ['genkan：記録 2,501件（封印 1個分）が消去の対象です。何も変更していません。'])
    const nameless = await runCommand(world, auditPurge, ['--society', 'genkan', '--by', '山田'])
    assert.deepEqual([nameless.exit, nameless.out], [2, []])
    const done = await runCommand(world, auditPurge, ['--society', 'genkan', '--lang', 'en', ...desk])
    assert.deepEqual(done.out, ['genkan: 2,501 events (1 batches) purged. Their checkpoints stay.'])
    await sealHistory(world.database, world.keyring, id, world.now)
    const { ok, societies } = (await runCommand(world, auditVerify, ['--society', 'genkan', '--json'])).json()
    assert.deepEqual([ok, societies[0].purged, societies[0].events], [true, 1, 1])
    const { found } = await search('--society', 'genkan')
    assert.deepEqual(
      found.map(({ name, detail }) => [name, detail]),
      [['audit.purged', { batches: 1, events: 2501, through: 1, by: '山田', reason: '保存期間の終了' }]],
    )
  })

  it('leaves a history alone that is not as it was sealed, says so, and goes on with the others', async () => {
    const { id } = await world.society('sakura')
    await asOwner(world.database, `update event_head set seal = 'x' where society_id = ${id}`)
    const told = await runCommand(world, auditPurge, ['--json', ...desk])
    const names = (await world.directory.all()).map(({ name }) => name)
    assert.deepEqual([told.exit, told.err.length], [1, 1])
    assert.match(told.err[0] ?? '', /^sakura：封印したときと異なる/)
    assert.deepEqual(
      told.json().societies.map(({ society }: { society: string }) => society),
      names.filter((name) => name !== 'sakura'),
    )
  })
})

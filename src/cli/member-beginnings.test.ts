import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { memberKey, runCommand } from '../../test/support/command.ts'
import { openWorld, type World } from '../../test/support/world.ts'
import { hours } from '../kernel/clock.ts'
import type { MailJob, Queue } from '../mail/queue.ts'
import { memberHeld, memberInvite, memberRelease } from './member-beginnings.ts'
import type { OperatorCommand } from './operator.ts'

describe('genkan member invite, held and release', () => {
  let world: World
  before(async () => {
    world = await openWorld('server')
    const at = (name: string) => `${name}.portal.localhost`
    await world.addSociety('hinode', `http://${at('hinode')}:4000`, at('hinode'), 'hinode')
    const computed = { mail: 'any', holdHours: 72 }
    await world.addSociety('kaede', `http://${at('kaede')}:4000`, at('kaede'), 'wakaba', { computed })
  })
  after(() => world.close())

  const run = async (command: OperatorCommand, ...args: string[]) => {
    const { exit, out, err } = await runCommand(world, command, args)
    return [exit, out.join('\n'), err.join('\n')]
  }
  const invitations = async (accountId: string) => {
    const { id } = await world.society('hinode')
    return world.database.inSociety(id, (tx) =>
      tx
        .selectFrom('event')
        .select(['actor', 'detail'])
        .where('name', '=', 'invitation.issued')
        .where('account_id', '=', accountId)
        .execute(),
    )
  }
  const queued = async () => {
    const { rows } = await world.database.queueSql(`select data from queue.job where data::text like '%invitation%'`)
    return rows.length
  }
  const newcomer = async (mail?: string) => {
    const member = await world.member('hinode', { letter: false, ...(mail ? { mail } : {}) })
    return { ...member, key: await memberKey(world, 'hinode', member.accountId) }
  }

  it('ISS-03 invites one member, once, and writes down who did it', async () => {
    const { accountId, key } = await newcomer('first@mail.example')
    const call = ['--society', 'hinode', '--member', key, '--by', '佐藤']
    assert.deepEqual(await run(memberInvite, ...call), [0, '招待メール：1通', ''])
    assert.equal(await queued(), 1)
    assert.deepEqual(await invitations(accountId), [{ actor: 'operator', detail: { by: '佐藤' } }])
    assert.deepEqual(await run(memberInvite, ...call), [1, '招待メール：0通', ''], 'there is a living one')
    assert.equal(await queued(), 1)
  })

  it('ISS-03 --all invites whoever has an address from the file and nothing else to begin with; again, nobody', async () => {
    await newcomer('second@mail.example')
    await newcomer('third@mail.example')
    await newcomer()
    await world.member('hinode', { mail: 'has-paper@mail.example' })
    const all = ['--society', 'hinode', '--all', '--by', '佐藤']
    assert.deepEqual(await run(memberInvite, ...all), [0, '招待メール：2通', ''])
    assert.deepEqual(await run(memberInvite, ...all), [0, '招待メール：0通', ''])
  })

  it('a society that lists no invitations sends none', async () => {
    const [exit, out, err] = await run(memberInvite, '--society', 'sakura', '--all', '--by', '佐藤')
    assert.deepEqual([exit, out], [1, ''])
    assert.match(String(err), /^sakuraは招待メールを送らない設定です/)
  })

  it('ISS-03 where the queue of a demo is open it is the one that takes the invitation, and it stays open', async () => {
    const { key } = await newcomer('fourth@mail.example')
    const taken: MailJob[] = []
    const queue: Queue = {
      enqueue: async (_tx, job) => void taken.push(job),
      work: () => assert.fail('a command sends nothing itself'),
      stop: () => assert.fail('the demo goes on'),
    }
    const before = await queued()
    const operator = { database: world.database, clock: () => world.now, keyring: () => world.keyring, queue }
    const io = { cwd: '/', out: () => undefined, err: () => undefined }
    assert.equal(await memberInvite(operator, ['--society', 'hinode', '--member', key, '--by', '佐藤'], io), 0)
    assert.deepEqual(
      taken.map(({ kind }) => kind),
      ['invitation'],
    )
    assert.equal(await queued(), before)
  })

  it('a wrong call is told how to call, and invites nobody', async () => {
    const before = await queued()
    for (const args of [
      ['--society', 'hinode', '--all'],
      ['--society', 'hinode', '--by', 'x'],
      ['--society', 'hinode', '--all', '--member', '玄1,1,00', '--by', 'x'],
      ['--all', '--by', 'x'],
    ])
      assert.deepEqual(await run(memberInvite, ...args), [
        2,
        '',
        'genkan member invite --society NAME (--member SYMBOL,NUMBER,BRANCH | --all) --by WHO [--lang ja|en]',
      ])
    assert.deepEqual(await run(memberInvite, '--society', 'nobody', '--all', '--by', 'x'), [
      2,
      '',
      'no such society: nobody',
    ])
    const shape = await run(memberInvite, '--society', 'hinode', '--member', '玄1,1', '--by', 'x')
    assert.deepEqual(shape, [2, '', 'not SYMBOL,NUMBER,BRANCH: 玄1,1'])
    assert.equal(await queued(), before)
  })

  it('held lists whose services wait and until when; release opens them, once, with name and reason in the history', async () => {
    const { id } = await world.society('kaede')
    const { accountId } = await world.member('kaede', { letter: false })
    const key = await memberKey(world, 'kaede', accountId)
    assert.deepEqual(await run(memberHeld, '--society', 'kaede'), [0, 'サービスの開始を待っている方はいません。', ''])
    await world.database.inSociety(id, (tx) =>
      tx
        .updateTable('account')
        .set({ held_since: new Date(world.now) })
        .where('id', '=', accountId)
        .execute(),
    )
    const until = new Date(world.now + hours(72)).toISOString()
    const line = `${key}\t青木 さくら\t登録 2026-11-21 12:00\tサービスの開始 2026-11-24 12:00`
    assert.deepEqual(await run(memberHeld, '--society', 'kaede'), [0, line, ''])
    const [, english] = await run(memberHeld, '--society', 'kaede', '--lang', 'en')
    assert.equal(english, `${key}\t青木 さくら\tsince 2026-11-21 12:00\topens 2026-11-24 12:00`)
    const [, json] = await run(memberHeld, '--society', 'kaede', '--json')
    assert.equal(JSON.parse(String(json))[0].until, until)

    const order = ['--society', 'kaede', '--member', key, '--by', '佐藤']
    assert.equal((await run(memberRelease, ...order))[0], 2, 'a reason is needed')
    assert.deepEqual(await run(memberRelease, ...order, '--reason', '電話で確認'), [
      0,
      'サービスの利用を開始しました。',
      '',
    ])
    const again = await run(memberRelease, ...order, '--reason', '電話で確認')
    assert.deepEqual(again, [1, '', `サービスの開始を待っている方ではありません：${key}`])
    assert.deepEqual(await run(memberHeld, '--society', 'kaede'), [0, 'サービスの開始を待っている方はいません。', ''])
    const events = await world.database.inSociety(id, (tx) =>
      tx.selectFrom('event').select('detail').where('name', '=', 'hold.released').execute(),
    )
    assert.deepEqual(events, [{ detail: { by: '佐藤', reason: '電話で確認' } }])
  })
})

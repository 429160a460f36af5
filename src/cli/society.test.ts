import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import iconv from 'iconv-lite'
import { capture } from '../../test/support/capture.ts'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'
import { importMembers } from '../account/import/import-members.ts'
import { issueLetter } from '../account/letters.ts'
import { newMasterKey, openKeyring } from '../kernel/keyring.ts'
import { readPreset } from '../society/read-preset.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import type { OperatorCommand } from './operator.ts'
import { societyApply, societyCheck, societyCreate, societyShow } from './society.ts'

describe('genkan society', () => {
  let folder: string
  let database: FreshDatabase

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-society-'))
    await file('a', {})
    await file('b', { hosts: { origin: 'https://www.sakura.example' } })
    await file('other-rp', { hosts: { origin: 'https://new.example' } })
    await file('sub', { title: '新しい加入者ページ' })
    await file('moved', { hosts: { origin: 'https://my.genkan.example', rpId: 'genkan.example' } })
    await file('both', {
      hosts: { origin: 'https://my.genkan.example', others: ['www.genkan.example'], rpId: 'genkan.example' },
    })
    await file('wrong', { password: 'maybe', mail: 'optional', more: 1 })
    await writeFile(join(folder, 'torn.json'), '{"title":')
    await writeFile(join(folder, 'cp932.json'), iconv.encode(JSON.stringify(await readPreset('genkan')), 'cp932'))
  })
  after(() => rm(folder, { recursive: true }))
  beforeEach(async () => {
    database = await freshDatabase('server')
  })

  const file = async (name: string, changes: object) =>
    writeFile(join(folder, `${name}.json`), JSON.stringify({ ...(await readPreset('genkan')), ...changes }))

  const run = async (command: OperatorCommand, ...args: string[]) => {
    const io = capture(folder)
    const operator = { database, clock: Date.now, keyring: () => assert.fail('no keys are needed') }
    const exit = await command(operator, args, io)
    return [exit, io.said.out.join('\n'), io.said.err.join('\n')]
  }

  it('STF-10 create and show: a society is what its file says', async () => {
    assert.deepEqual(await run(societyCreate, 'genkan', 'a.json'), [
      0,
      'created: genkan, https://www.genkan.example',
      '',
    ])
    assert.deepEqual(await run(societyShow), [0, 'genkan\thttps://www.genkan.example\tversion 1', ''])
    const [exit, out] = await run(societyShow, 'genkan')
    assert.equal(exit, 0)
    assert.equal(JSON.parse(String(out)).title, 'ゲンカン健康保険組合加入者ページ')
    assert.deepEqual(await run(societyShow, 'nobody'), [2, '', 'no such society: nobody'])
  })

  it('takes a file that begins with a byte order mark, as editors of Windows write it', async () => {
    await writeFile(join(folder, 'bom.json'), `\uFEFF${JSON.stringify(await readPreset('genkan'))}`)
    assert.deepEqual(await run(societyCheck, 'bom.json'), [0, 'this policy is valid', ''])
  })

  it('apply: the next version, and the same once more is none', async () => {
    await run(societyCreate, 'genkan', 'a.json')
    assert.deepEqual(await run(societyApply, 'genkan', 'sub.json'), [0, 'version 2', ''])
    assert.deepEqual(await run(societyApply, 'genkan', 'sub.json'), [0, 'unchanged: version 2', ''])
  })

  it('check: what would change, whom it would meet, and nothing is written', async () => {
    await run(societyCreate, 'genkan', 'a.json')
    assert.deepEqual(await run(societyCheck, 'a.json'), [0, 'this policy is valid', ''])
    assert.deepEqual(await run(societyCheck, 'a.json', 'genkan'), [0, 'nothing would change', ''])
    const title = 'title: "ゲンカン健康保険組合加入者ページ" → "新しい加入者ページ"'
    assert.deepEqual(await run(societyCheck, 'sub.json', 'genkan'), [0, `${title}\nnobody is met by it`, ''])
    const [exit, , err] = await run(societyCheck, 'other-rp.json', 'genkan')
    assert.equal(exit, 1)
    assert.match(String(err), /every passkey would end/)
    await run(societyCreate, 'sakura', 'b.json')
    await file('greedy', { hosts: { origin: 'https://www.genkan.example', others: ['www.sakura.example'] } })
    const [taken, , whose] = await run(societyCheck, 'greedy.json', 'genkan')
    assert.deepEqual([taken, whose], [1, 'would not be applied: the host www.sakura.example belongs to sakura'])
    assert.match(String((await run(societyCheck, 'wrong.json'))[2]), /^password: /m)
    const [, all] = await run(societyShow)
    assert.match(String(all), /^genkan\thttps:\/\/www\.genkan\.example\tversion 1$/m)
  })

  it('check: counts those who kept an ID and have not begun, when the computed password would end', async () => {
    await file('kept', { initial: ['computed', 'letter'] })
    await run(societyCreate, 'genkan', 'kept.json')
    const id = (await openSocietyDirectory(database).byName('genkan'))?.id ?? 0
    const rows = '記号,番号,枝番,氏名,生年月日,区分,旧ユーザID\r\n1,1,00,青木 さくら,1979-08-22,本人,aoki.sakura79\r\n'
    const bytes = (async function* () {
      yield Buffer.from(rows)
    })()
    await importMembers(database, id, bytes, { clock: Date.now })
    const [exit, out] = await run(societyCheck, 'a.json', 'genkan')
    assert.equal(exit, 1)
    assert.match(
      String(out),
      /^STRANDS 1: they kept an ID of the former system and have not begun: they need a letter first$/m,
    )
    assert.deepEqual(await run(societyApply, 'genkan', 'a.json'), [
      1,
      '',
      'not applied: 1 member could not sign in any more: they kept an ID of the former system and have not begun: they need a letter first',
    ])
    const keyring = openKeyring(newMasterKey('test'))
    const society = await openSocietyDirectory(database).byName('genkan')
    await database.inSociety(id, async (tx) => {
      const member = await tx.selectFrom('member').select('account_id').executeTakeFirstOrThrow()
      if (society) await issueLetter(tx, society, keyring, member.account_id, Date.now())
    })
    assert.equal((await run(societyCheck, 'a.json', 'genkan'))[0], 0, 'their letters are on the way')
    const [, moved] = await run(societyCheck, 'moved.json', 'genkan')
    const dropped = /^meets 1: they have a letter that leads to www\.genkan\.example, .*: name it in `hosts\.others`$/m
    assert.match(String(moved), dropped)
    assert.doesNotMatch(String((await run(societyCheck, 'both.json', 'genkan'))[1]), /leads to/)
    assert.deepEqual(await run(societyApply, 'genkan', 'a.json'), [0, 'version 2', ''])
  })

  it('ISS-12 check: counts whom a last day that moves and another way of putting it together meet', async () => {
    const kept = { initial: ['computed', 'letter'], computed: { mail: 'any' } }
    await file('kept', kept)
    await file('digits', { ...kept, computed: { mail: 'any', numberDigits: 6 } })
    await file('on-file', { initial: ['computed', 'letter'] })
    await run(societyCreate, 'genkan', 'kept.json')
    const id = (await openSocietyDirectory(database).byName('genkan'))?.id ?? 0
    const header = '記号,番号,枝番,氏名,生年月日,区分,旧ユーザID,メールアドレス'
    const rows = [
      '1,1,00,青木 さくら,1979-08-22,本人,aoki.sakura79,',
      '1,2,00,石田 実,1980-01-02,本人,ishida80,i@mail.example',
    ]
    const bytes = (async function* () {
      yield Buffer.from(`${[header, ...rows].join('\r\n')}\r\n`)
    })()
    await importMembers(database, id, bytes, { clock: Date.now })
    const [met, why] = await run(societyCheck, 'digits.json', 'genkan')
    assert.equal(met, 0)
    assert.match(String(why), /^meets 2: they kept an ID .* put together another way$/m)
    const [exit, out] = await run(societyCheck, 'on-file.json', 'genkan')
    assert.equal(exit, 1)
    assert.match(String(out), /^STRANDS 1: they .* have no address on file: they need a letter first$/m)
  })

  it('check: who has a passkey alone is told to be asked for a password, and what is put off counts as withdrawn', async () => {
    await run(societyCreate, 'genkan', 'a.json')
    await file('password', {
      password: 'required',
      methods: [{ method: 'totp' }, { method: 'passkey', from: '2099-01-01' }],
    })
    await database.inSociety(1, async (tx) => {
      const account = async (name: string) =>
        (
          await tx
            .insertInto('account')
            .values({ society_id: 1, kind: 'member', name })
            .returning('id')
            .executeTakeFirstOrThrow()
        ).id
      const key = { public_key: 'x', counter: 0, transports: [], aaguid: 'x', backup_eligible: false, backed_up: false }
      const passkey = {
        society_id: 1,
        account_id: await account('owner'),
        credential_id: 'one',
        ...key,
        created_at: new Date(),
      }
      await tx.insertInto('passkey').values(passkey).execute()
      const choice = {
        society_id: 1,
        account_id: await account('chooser'),
        method: 'passkey' as const,
        chosen_at: new Date(),
      }
      await tx.insertInto('method_choice').values(choice).execute()
    })
    const [exit, out] = await run(societyCheck, 'password.json', 'genkan')
    assert.equal(exit, 0)
    assert.match(String(out), /^meets 1: they chose passkey and have not set it up: they choose again$/m)
    assert.match(
      String(out),
      /^meets 1: they have a passkey and no password: they are asked for one at their next sign-in$/m,
    )
  })

  it('what is refused is said with the names that it is about', async () => {
    await run(societyCreate, 'genkan', 'a.json')
    await run(societyCreate, 'sakura', 'b.json')
    const no = [
      [
        societyCreate,
        'Genkan!',
        'other-rp.json',
        'not created: a name has 2 to 31 of a–z, 0–9 and -, and begins with a letter',
      ],
      [societyCreate, 'genkan', 'other-rp.json', 'not created: there is a society of this name already'],
      [societyCreate, 'aoba', 'b.json', 'not created: the host www.sakura.example belongs to sakura'],
      [societyApply, 'aoba', 'a.json', 'not applied: there is no society of this name'],
      [
        societyApply,
        'genkan',
        'other-rp.json',
        'not applied: the RP ID stays genkan.example: with new.example every passkey would end',
      ],
    ] as const
    for (const [command, name, policy, sentence] of no)
      assert.deepEqual(await run(command, name, policy), [1, '', sentence])
  })

  it('a change that would leave members outside is refused with their number', async () => {
    await run(societyCreate, 'genkan', 'a.json')
    await database.inSociety(1, async (tx) => {
      const key = { public_key: 'x', counter: 0, transports: [], aaguid: 'x', backup_eligible: false, backed_up: false }
      for (const name of ['one', 'two']) {
        const account = { society_id: 1, kind: 'member' as const, name }
        const { id } = await tx.insertInto('account').values(account).returning('id').executeTakeFirstOrThrow()
        const passkey = { society_id: 1, account_id: id, credential_id: name, ...key, created_at: new Date() }
        await tx.insertInto('passkey').values(passkey).execute()
      }
    })
    await file('after', { passkey: 'afterPassword', password: 'required' })
    const what = 'have a passkey and no password, and a password would come first'
    assert.deepEqual(await run(societyApply, 'genkan', 'after.json'), [
      1,
      '',
      `not applied: 2 members could not sign in any more: they ${what}`,
    ])
    const [exit, out] = await run(societyCheck, 'after.json', 'genkan')
    assert.equal(exit, 1, 'check and apply say the same')
    assert.match(String(out), new RegExp(`^STRANDS 2: they ${what}$`, 'm'))
  })

  it('a file that is none, or says what no policy may say, changes nothing and is explained with its keys', async () => {
    for (const name of ['none.json', '.'])
      assert.deepEqual(await run(societyCreate, 'genkan', name), [2, '', `${name}: this file cannot be read`])
    const [torn, , where] = await run(societyCreate, 'genkan', 'torn.json')
    assert.equal(torn, 2)
    assert.match(String(where), /^torn\.json: this file is no JSON: ./)
    assert.deepEqual(await run(societyCreate, 'genkan', 'cp932.json'), [
      2,
      '',
      'cp932.json: this file is not UTF-8: save it as UTF-8',
    ])
    const [exit, , err] = await run(societyCreate, 'genkan', 'wrong.json')
    assert.equal(exit, 2)
    assert.match(String(err), /^password: /m)
    assert.match(String(err), /^more: /m)
    assert.deepEqual(await run(societyCreate, 'genkan'), [2, '', 'genkan society create NAME FILE.json'])
    assert.deepEqual(await run(societyShow), [0, '', ''])
  })
})

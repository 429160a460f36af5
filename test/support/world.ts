import assert from 'node:assert/strict'
import { importMembers } from '../../src/account/import/import-members.ts'
import { type IssuedLetter, issueLetter } from '../../src/account/letters.ts'
import { openHasher } from '../../src/factor/password/hash.ts'
import type { Gate } from '../../src/journey/handler.ts'
import { days, type Instant } from '../../src/kernel/clock.ts'
import { newMasterKey, openKeyring } from '../../src/kernel/keyring.ts'
import type { MailJob } from '../../src/mail/job.ts'
import { linkToken, openCode } from '../../src/mail/mail-code-secret.ts'
import type { Queue } from '../../src/mail/queue.ts'
import { createSociety } from '../../src/society/create-society.ts'
import { type PresetName, readPreset } from '../../src/society/read-preset.ts'
import { openSocietyDirectory, type Society } from '../../src/society/society-directory.ts'
import { readPolicy } from '../../src/society/validate-policy.ts'
import { createApp } from '../../src/web/app.ts'
import { paths } from '../../src/web/views/paths.ts'
import { Browser } from './browser.ts'
import { freshDatabase, type Store } from './database.ts'

/** A small world: two societies on a real database, a clock that stands still until it is moved, a mailbox. */
export type World = Awaited<ReturnType<typeof openWorld>>

/** Stands where nobody was sent one. */
const NO_LETTER: IssuedLetter = {
  id: '',
  serial: 0,
  accountId: '',
  temporaryId: '',
  code: '',
  recoveryNumber: '',
  expiresAt: 0,
}

type Person = {
  readonly name?: string
  readonly birthDate?: string
  readonly mail?: string
  readonly lostOn?: string
  readonly keptUserId?: string
  /** false: no letter is sent. */
  readonly letter?: boolean
}

export async function openWorld(store: Store = 'embedded') {
  const database = await freshDatabase(store)
  const time = { now: Date.parse('2026-11-21T03:00:00Z') as Instant }
  const clock = () => time.now
  const keyring = openKeyring(newMasterKey('test'))
  const jobs: MailJob[] = []
  const queue: Queue = {
    enqueue: async (_tx, job) => void jobs.push(job),
    work: async () => undefined,
    stop: async () => undefined,
  }
  const gate: Gate = { database, keyring, clock, queue, hasher: openHasher() }
  const directory = openSocietyDirectory(database, clock)
  await addSociety('genkan', 'http://localhost:4000', 'localhost', 'genkan')
  await addSociety('sakura', 'http://sakura.portal.localhost:4000', 'sakura.portal.localhost', 'sakura')
  const defects: unknown[] = []
  const { app } = await createApp(gate, directory, (_, error) => defects.push(error))

  /** `changes` are laid over the preset. */
  async function addSociety(name: string, origin: string, rpId: string, preset: PresetName, changes: object = {}) {
    const hosts = { origin, others: [], rpId }
    const policy = readPolicy({ ...(await readPreset(preset)), hosts, ...changes })
    if (!policy.ok) throw new Error(JSON.stringify(policy.error))
    const created = await createSociety(database, { name, policy: policy.value }, clock)
    if (!created.ok) throw new Error(created.error.code)
  }

  async function society(name: string): Promise<Society> {
    const found = await directory.byName(name)
    if (!found) throw new Error(`no society ${name}`)
    return found
  }

  let number = 0
  /** A member who came in by file, with a letter that went out three days ago unless said otherwise. */
  async function member(name: string, person: Person = {}): Promise<Member> {
    const { id } = await society(name)
    number += 1
    const birthDate = person.birthDate ?? '1979-08-22'
    const row = ['玄1', number, '00', person.name ?? '青木 さくら', 'アオキ サクラ', birthDate, '本人', '2020-04-01']
    const rest = [person.lostOn ?? '', person.mail ?? '', person.keptUserId ?? '']
    const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
    const file = (async function* () {
      yield Buffer.from(`${header}\r\n${[...row, ...rest].join(',')}\r\n`)
    })()
    const report = await importMembers(database, id, file, { clock: () => time.now - days(10) })
    if (report.counts.new !== 1) throw new Error(JSON.stringify(report))
    const accountId = await database.inSociety(id, async (tx) => {
      const found = await tx
        .selectFrom('member')
        .select('account_id')
        .where('number', '=', String(number))
        .executeTakeFirstOrThrow()
      return found.account_id
    })
    const known = {
      society: name,
      accountId,
      birthDate,
      mail: person.mail ?? null,
      symbol: '玄1',
      number: String(number),
    }
    if (person.letter === false) return { ...known, letter: NO_LETTER }
    return { ...known, ...(await letterFor(name, accountId)) }
  }

  async function letterFor(
    name: string,
    accountId: string,
    issuedAt = time.now - days(3),
  ): Promise<{ letter: IssuedLetter }> {
    const issuing = await society(name)
    return {
      letter: await database.inSociety(issuing.id, (tx) => issueLetter(tx, issuing, keyring, accountId, issuedAt)),
    }
  }

  /** What the newest mail with a code says, to anybody or to this address. Its words and its way through SMTP are tested in src/mail. */
  async function lastCode(
    to?: string,
  ): Promise<{ code: string; link: string; address: string; kind: MailJob['kind'] }> {
    for (const job of jobs.toReversed()) {
      if (job.kind !== 'confirmAddress' && job.kind !== 'proveCode') continue
      const found = await readCode(job)
      if (to === undefined || found.address === to) return found
    }
    throw new Error('no mail with a code was sent')
  }

  async function readCode(job: MailJob & { readonly mailCodeId: string }) {
    const row = await database.inSociety(job.societyId, (tx) =>
      tx
        .selectFrom('mail_code')
        .innerJoin('mail_address', 'mail_address.id', 'mail_code.mail_address_id')
        .select(['mail_code.code_sealed', 'mail_address.address'])
        .where('mail_code.id', '=', job.mailCodeId)
        .executeTakeFirstOrThrow(),
    )
    const code = openCode(keyring, job.societyId, job.mailCodeId, row.code_sealed)
    if (code === undefined) throw new Error('the code does not open')
    const link = `${paths.mailLink}/${linkToken(keyring, job.societyId, job.mailCodeId)}`
    return { code, link, address: row.address, kind: job.kind }
  }

  return {
    store,
    database,
    keyring,
    gate,
    directory,
    app,
    jobs,
    defects,
    society,
    addSociety,
    member,
    letterFor,
    lastCode,
    get now(): Instant {
      return time.now
    },
    /** Moves the clock on. */
    pass(milliseconds: number): void {
      time.now += milliseconds
    },
    browser: async (name = 'genkan') => new Browser(app, (await society(name)).origin),
    /** Nothing broke behind an answer that looked right. */
    close: async (): Promise<void> => {
      await database.close()
      assert.deepEqual(defects, [])
    },
  }
}

export type Member = {
  readonly society: string
  readonly accountId: string
  readonly symbol: string
  readonly number: string
  readonly birthDate: string
  readonly mail: string | null
  readonly letter: IssuedLetter
}

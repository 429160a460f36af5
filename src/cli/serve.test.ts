import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createDatabase, freshServerDatabase, withServer } from '../../test/support/database.ts'
import { freePort } from '../../test/support/demo-process.ts'
import { genkan, type Running, startGenkan } from '../../test/support/genkan.ts'
import { lettersOf, qrOfPage } from '../../test/support/letter-pdf.ts'
import { openSmtp } from '../../test/support/smtp.ts'
import { until } from '../../test/support/until.ts'
import { newMasterKey } from '../kernel/keyring.ts'
import { readPreset } from '../society/read-preset.ts'

const keys = newMasterKey('k1')
const smtp = 'smtp://user:geheim@mail.example'
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genkan-serve-'))
})
after(() => rm(folder, { recursive: true }))

/** A policy file; `changes` are laid over the recommended preset. */
async function policyFile(name: string, changes: object): Promise<string> {
  const file = join(folder, `${name}.json`)
  await writeFile(file, JSON.stringify({ ...(await readPreset('genkan')), ...changes }))
  return file
}

const lines = (text: string) => text.trim().split('\n')

describe('genkan serve that cannot start', () => {
  it('says everything that is missing at once, and ends with 2', async () => {
    const { exit, err, out } = await genkan(['serve'])
    assert.equal(exit, 2)
    assert.equal(out, '')
    assert.deepEqual(
      lines(err).map((line) => line.split(':')[0]),
      ['DATABASE_URL is not set', 'GENKAN_KEYS is not set', 'GENKAN_SMTP_URL is not set'],
    )
  })

  it('says what is wrong with what is there, and repeats no secret of it', async () => {
    const env = {
      DATABASE_URL: 'mysql://user:geheim@db.example/x',
      GENKAN_KEYS: 'geheim',
      GENKAN_SMTP_URL: 'https://user:geheim@mail.example',
      GENKAN_PORT: '99999',
    }
    const { exit, err } = await genkan(['serve'], { env })
    assert.equal(exit, 2)
    for (const name of Object.keys(env)) assert.match(err, new RegExp(`^${name}\\b`, 'm'))
    assert.doesNotMatch(err, /geheim|99999/)
  })

  it('needs a database that answers and is up to date', async () => {
    const base = { GENKAN_KEYS: keys, GENKAN_SMTP_URL: smtp }
    const gone = 'postgresql://user:geheim@127.0.0.1:1/x'
    const nobody = await genkan(['serve'], { env: { ...base, DATABASE_URL: gone } })
    assert.equal(nobody.exit, 2)
    assert.match(nobody.err, /^The database server does not answer/)
    assert.doesNotMatch(nobody.err, /geheim/)
    const empty = await genkan(['serve'], { env: { ...base, DATABASE_URL: await createDatabase() } })
    assert.equal(empty.exit, 2)
    assert.match(empty.err, /not prepared for Genkan yet: run `genkan migrate` first/)
  })

  it('needs https origins, and says so together with what else is missing', async () => {
    const DATABASE_URL = await freshServerDatabase()
    const none = await genkan(['serve'], { env: { DATABASE_URL, GENKAN_KEYS: keys } })
    assert.equal(none.exit, 2)
    assert.match(none.err, /^GENKAN_SMTP_URL is not set.*\nthere is no society with an https origin yet/)
    const file = await policyFile('http', {
      hosts: { origin: 'http://genkan.localhost:4000', rpId: 'genkan.localhost' },
    })
    await genkan(['society', 'create', 'plain', file], { env: { DATABASE_URL } })
    const plain = await genkan(['serve'], { env: { DATABASE_URL, GENKAN_KEYS: keys, GENKAN_SMTP_URL: smtp } })
    assert.equal(plain.exit, 2)
    assert.equal(plain.err, 'the origin of plain is not https: http://genkan.localhost:4000\n')
  })

  it('needs a login that may become the role of the program', async () => {
    const url = new URL(await freshServerDatabase())
    url.username = 'genkan_serve_stranger'
    await withServer((client) =>
      client.query('drop role if exists genkan_serve_stranger; create role genkan_serve_stranger login'),
    )
    const env = { DATABASE_URL: url.href, GENKAN_KEYS: keys, GENKAN_SMTP_URL: smtp }
    const { exit, err } = await genkan(['serve'], { env })
    await withServer((client) => client.query('drop role genkan_serve_stranger'))
    assert.equal(exit, 2)
    assert.equal(err, 'The database login may not become genkan_app: grant genkan_app, genkan_across to it.\n')
  })

  it('takes no words that it does not know', async () => {
    const { exit, err } = await genkan(['serve', '--port', '1'])
    assert.equal(exit, 2)
    assert.match(err, /--port/)
  })
})

describe('genkan in a real deployment', () => {
  const env: Record<string, string> = {
    GENKAN_KEYS: keys,
    GENKAN_HOST: '127.0.0.1',
    GENKAN_TRUSTED_PROXIES: '127.0.0.1',
  }
  const host = 'www.genkan.example'
  let mails: Awaited<ReturnType<typeof openSmtp>>
  let node: Running
  let port: number

  before(async () => {
    mails = await openSmtp()
    port = await freePort()
    Object.assign(env, {
      DATABASE_URL: await createDatabase(),
      GENKAN_SMTP_URL: mails.url,
      GENKAN_PORT: String(port),
      TRACE_LOADS: join(folder, 'loads.txt'),
    })
  })
  after(async () => {
    node?.child.kill('SIGKILL')
    await mails.close()
  })

  /** What the reverse proxy passes on: the host of the society, and the form of a page. */
  function ask(path: string, form?: Record<string, string>, headers: Record<string, string> = {}) {
    const body = form && new URLSearchParams(form).toString()
    const type = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
    const method = body === undefined ? 'GET' : 'POST'
    return new Promise<{ status: number; headers: Record<string, unknown>; cookies: string[]; text: string }>(
      (resolve, reject) => {
        const options = { port, host: '127.0.0.1', path, method, headers: { host, ...type, ...headers } }
        const sent = request(options, async (answer) => {
          const text = Buffer.concat(await answer.toArray()).toString()
          const cookies = answer.headers['set-cookie'] ?? []
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, cookies, text })
        })
        sent.once('error', reject).end(body)
      },
    )
  }

  it('is prepared by migrate, once', async () => {
    const first = await genkan(['migrate'], { env })
    assert.deepEqual([first.exit, first.err], [0, ''])
    assert.match(first.out, /^applied: 0001-foundation\.sql(, \d{4}-[a-z-]+\.sql)*\n$/)
    assert.deepEqual(await genkan(['migrate'], { env }), { exit: 0, out: 'up to date\n', err: '' })
  })

  it('STF-10 a society comes from a policy file', async () => {
    const file = await policyFile('genkan', { hosts: { origin: `https://${host}`, others: ['genkan.example'] } })
    const created = await genkan(['society', 'create', 'genkan', file], { env })
    assert.deepEqual(created, { exit: 0, out: `created: genkan, https://${host}\n`, err: '' })
  })

  it('serves it, loading neither the demo nor the embedded database', async () => {
    const trace = import.meta.resolve('../../test/support/trace-loads.ts')
    node = startGenkan(['serve'], { env: { ...env, NODE_OPTIONS: `--import ${trace}` } })
    await node.said(`genkan serves on 127.0.0.1:${port}`)
    const page = await ask('/')
    assert.equal(page.status, 200)
    assert.match(page.text, /ゲンカン健康保険組合加入者ページ/)
    assert.equal(page.headers['strict-transport-security'], 'max-age=63072000')
    const loaded = lines(await readFile(env.TRACE_LOADS ?? '', 'utf8'))
    assert.ok(loaded.some((url) => url.endsWith('/src/web/node.ts')))
    for (const none of ['/src/demo/', '/src/store/embedded/', 'electric-sql', 'smtp-server', 'postal-mime'])
      assert.deepEqual(
        loaded.filter((url) => url.includes(none)),
        [],
      )
  })

  it('tells a load balancer that it is well, under any host and by no name', async () => {
    const health = await ask('/healthz', undefined, { host: '10.0.0.7:8080' })
    assert.deepEqual([health.status, health.text, health.cookies], [200, 'ok\n', []])
  })

  it('PLT-08 other hosts of the society lead to the origin; hosts of nobody get a page that names nobody', async () => {
    const other = await ask('/letter', undefined, { host: 'genkan.example' })
    assert.deepEqual([other.status, other.headers.location], [308, `https://${host}/letter`])
    const nobody = await ask('/', undefined, { host: `127.0.0.1:${port}` })
    assert.notEqual(nobody.status, 200)
    assert.doesNotMatch(nobody.text, /ゲンカン健康保険組合/)
  })

  it('STF-01 STF-02 ISS-02 members come from a file, letters go out, and one of them opens the door', async () => {
    const members = join(folder, 'members.csv')
    const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID'
    await writeFile(members, `${header}\r\n玄1,1,00,青木 さくら,アオキ サクラ,19790822,本人,20200401,,,\r\n`)
    const desk = ['--society', 'genkan', '--by', '山田', '--reason', '初回']
    assert.equal((await genkan(['member', 'import', members, ...desk], { env })).exit, 0)
    const paper = join(folder, 'letters.pdf')
    const who = ['--society', 'genkan', '--member', '玄1,1,00', '--by', '山田', '--reason', '初回', '--yes']
    assert.equal((await genkan(['letter', 'print', ...who, '--out', paper], { env })).exit, 0)
    const [letter] = lettersOf(paper)
    const { temporaryId: userId = '', code: letterCode = '' } = letter ?? {}
    assert.match(qrOfPage(paper, 1), new RegExp(`^https://${host}/letter#id=${userId}&code=${letterCode}$`))
    const form = { userId, letterCode, birthDate: '19790822' }
    const foreign = await ask('/letter', form, { origin: 'https://evil.example' })
    assert.equal(foreign.status, 403)
    const opened = await ask('/letter', form, { origin: `https://${host}` })
    assert.deepEqual([opened.status, opened.headers.location], [303, '/terms'])
    const visit = opened.cookies.find((cookie) => cookie.startsWith('__Host-visit=')) ?? ''
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      assert.ok(visit.includes(attribute), visit)
    const page = await ask('/terms', undefined, { cookie: visit.split(';')[0] ?? '' })
    assert.equal(page.status, 200)
  })

  it('a policy that is applied is seen by the running node', async () => {
    const hosts = { origin: `https://${host}`, others: ['genkan.example'] }
    const file = await policyFile('renamed', { hosts, title: '新しい加入者ページ' })
    assert.deepEqual(await genkan(['society', 'apply', 'genkan', file], { env }), {
      exit: 0,
      out: 'version 2\n',
      err: '',
    })
    await until(async () => (await ask('/')).text.includes('新しい加入者ページ'))
  })

  it('a port that is taken is a sentence, not a process that hangs', async () => {
    const { exit, err } = await genkan(['serve'], { env })
    assert.deepEqual([exit, err], [1, `port ${port} is in use: name another one\n`])
  })

  it('ends when it is asked to, with 0 and nothing to complain about', async () => {
    node.child.kill('SIGTERM')
    const { exit, err, out } = await node.ended
    assert.deepEqual([exit, out, err], [0, '', `genkan serves on 127.0.0.1:${port}\n`])
  })
})

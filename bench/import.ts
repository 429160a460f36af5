/**
 * A core system's file of a million people through `genkan member import`, beside INSERT … SELECT of the same rows into the
 * same indexed tables under the same row security; then the same file with one person in a hundred changed.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import iconv from 'iconv-lite'
import type pg from 'pg'
import commandFlags from '../bin/command-flags.json' with { type: 'json' }
import { createSociety } from '../src/society/create-society.ts'
import { readPreset } from '../src/society/read-preset.ts'
import { readPolicy } from '../src/society/validate-policy.ts'
import { openDatabase } from '../src/store/database.ts'
import { freshServerDatabase, withServer } from '../test/support/database.ts'

const PEOPLE = Number(process.env.PEOPLE ?? 1_000_000)
const TABLES = ['account', 'member', 'mail_address', 'identifier'] as const
// The second run: a quarter of what the first may take.
const LIMIT = { import: 2, again: 2 / 4, megabytes: 300 }

const FAMILY = ['佐藤', '鈴木', '髙橋', '田中', '伊藤', '渡邊', '山﨑', '中村', '小林', '齋藤'] as const
const FAMILY_KANA = ['ｻﾄｳ', 'ｽｽﾞｷ', 'ﾀｶﾊｼ', 'ﾀﾅｶ', 'ｲﾄｳ', 'ﾜﾀﾅﾍﾞ', 'ﾔﾏｻﾞｷ', 'ﾅｶﾑﾗ', 'ｺﾊﾞﾔｼ', 'ｻｲﾄｳ'] as const
const GIVEN = ['太郎', '花子', '一郎', 'さくら', '健', '真由美', '節子'] as const
const GIVEN_KANA = ['ﾀﾛｳ', 'ﾊﾅｺ', 'ｲﾁﾛｳ', 'ｻｸﾗ', 'ｹﾝ', 'ﾏﾕﾐ', 'ｾﾂｺ'] as const

const folder = await mkdtemp(join(tmpdir(), 'genkan-bench-'))
try {
  const url = await freshServerDatabase()
  const society = await openSociety(url)
  const [first, second] = [join(folder, 'first.csv'), join(folder, 'second.csv')]
  await writeFile(first, 'first')
  await writeFile(second, 'second')
  const imported = await runImport(url, first)
  await expectCounts(url, society, imported)
  await withServer((client) => keepRows(client), url)
  const again = await runImport(url, second)
  const peer = await withServer((client) => insertSelect(client, society), url)
  process.exitCode = print(peer, imported, again)
} finally {
  await rm(folder, { recursive: true })
}
// The connections to the server, which ends with us.
process.exit()

type Run = { readonly seconds: number; readonly megabytes: number; readonly said: string }

function print(peer: number, imported: Run, again: Run): number {
  const perPerson = (seconds: number) => `${((seconds * 1e6) / PEOPLE).toFixed(1)} µs`
  let missed = 0
  const line = (figure: string, seconds: number, measured: number, limit: number, unit: string) => {
    if (measured > limit) missed = 1
    const verdict = `≤ ${limit}${unit}${measured > limit ? ' MISSED' : ''}`
    console.log(
      `| ${figure} | ${seconds.toFixed(1)} s, ${perPerson(seconds)} each | ${measured.toFixed(2)}${unit} | ${verdict} |`,
    )
  }
  const memory = Math.max(imported.megabytes, again.megabytes)
  console.log(`| ${PEOPLE} people | time | measured | limit |`)
  console.log('| --- | --- | --- | --- |')
  console.log(`| INSERT … SELECT of the same rows | ${peer.toFixed(1)} s, ${perPerson(peer)} each | 1 | – |`)
  line('import of the CP932 file', imported.seconds, imported.seconds / peer, LIMIT.import, ' × INSERT … SELECT')
  line('the same file, 1 % changed', again.seconds, again.seconds / peer, LIMIT.again, ' × INSERT … SELECT')
  line('most resident memory of the command', imported.seconds, memory, LIMIT.megabytes, ' MB')
  return missed
}

async function openSociety(url: string): Promise<number> {
  const database = await openDatabase({ url })
  try {
    const policy = readPolicy(await readPreset('genkan'))
    const created = policy.ok ? await createSociety(database, { name: 'genkan', policy: policy.value }) : undefined
    if (!created?.ok) throw new Error('the society was not made')
    return created.value.id
  } finally {
    await database.close()
  }
}

/** The command as an operator types it; its memory is what the operating system saw at most. */
async function runImport(url: string, file: string): Promise<Run> {
  const tellMemory = 'process.on("exit", () => console.log("maxRSS", process.resourceUsage().maxRSS))'
  const args = [
    ...commandFlags,
    '--import',
    `data:text/javascript,${encodeURIComponent(tellMemory)}`,
    'src/cli/main.ts',
  ]
  const start = performance.now()
  const child = spawn(
    process.execPath,
    [...args, 'member', 'import', file, '--society', 'genkan', '--by', 'bench', '--reason', 'bench'],
    {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const [exit] = await once(child, 'close')
  if (exit !== 0) throw new Error(`the import ended with ${exit}: ${said.slice(0, 2000)}`)
  const kilobytes = Number(/maxRSS (\d+)/.exec(said)?.[1])
  return { seconds: (performance.now() - start) / 1000, megabytes: kilobytes / 1024, said }
}

async function expectCounts(url: string, society: number, { said }: Run): Promise<void> {
  const { rows } = await withServer(
    (client) => client.query('select count(*)::integer as people from member where society_id = $1', [society]),
    url,
  )
  if (rows[0].people !== PEOPLE) throw new Error(`${rows[0].people} people came in: ${said}`)
}

async function keepRows(client: pg.Client): Promise<void> {
  for (const table of TABLES) await client.query(`create unlogged table kept_${table} as select * from ${table}`)
  await client.query(`grant select on ${TABLES.map((table) => `kept_${table}`).join(', ')} to genkan_app`)
}

/** What the database itself needs for these rows: one statement per table, in the role that the program has. */
async function insertSelect(client: pg.Client, society: number): Promise<number> {
  // An analysis of tables whose rows are not committed yet would find them empty and have the foreign keys read whole indexes.
  for (const table of TABLES) await client.query(`alter table ${table} set (autovacuum_enabled = off)`)
  await client.query('truncate account cascade')
  await client.query(`vacuum analyze ${TABLES.map((table) => `kept_${table}`).join(', ')}`)
  await client.query('checkpoint')
  await client.query('set role genkan_app')
  const start = performance.now()
  await client.query('begin')
  await client.query(`select set_config('app.society', '${society}', true)`)
  for (const table of TABLES) await client.query(`insert into ${table} select * from kept_${table}`)
  await client.query('commit')
  return (performance.now() - start) / 1000
}

async function writeFile(path: string, which: 'first' | 'second'): Promise<void> {
  await pipeline(chunks(which), createWriteStream(path))
}

function* chunks(which: 'first' | 'second'): Generator<Buffer> {
  const header = '記号,番号,枝番,氏名,氏名カナ,生年月日,区分,資格取得日,資格喪失日,メールアドレス,旧ユーザID,事業所名'
  yield iconv.encode(`${header}\r\n`, 'cp932')
  for (let at = 0; at < PEOPLE; at += 1000) {
    const lines = Array.from({ length: Math.min(1000, PEOPLE - at) }, (_, n) => person(at + n, which))
    yield iconv.encode(`${lines.join('\r\n')}\r\n`, 'cp932')
  }
}

/** Half have an address, three in ten an ID of the old system; households of two, dates in three ways of writing. */
function person(n: number, which: 'first' | 'second'): string {
  const household = Math.floor(n / 2)
  const changed = which === 'second' && n % 100 === 0
  const [family, given] = [(household + (changed ? 1 : 0)) % 10, n % 7]
  const year = 1940 + (n % 60)
  const [month, day] = [String(1 + (n % 12)).padStart(2, '0'), String(1 + (n % 28)).padStart(2, '0')]
  const birth =
    n % 3 === 0
      ? `${year}${month}${day}`
      : n % 3 === 1
        ? `${year}/${Number(month)}/${Number(day)}`
        : era(year, month, day)
  return [
    String(100 + (household % 900)), String(household).padStart(7, '0'), n % 2 === 0 ? '00' : '01',
    `${FAMILY[family]}　${GIVEN[given]}`, `${FAMILY_KANA[family]} ${GIVEN_KANA[given]}`, birth,
    n % 2 === 0 ? '本人' : '家族', `${year + 25}0401`, '', n % 2 === 0 ? `member${n}@mail.example` : '',
    n % 10 < 3 ? `old${n}` : '', n % 10 === 0 ? '"玄関商事, 東京"' : '"玄関商事"',
  ].join(',') // biome-ignore format: the columns of the header
}

function era(year: number, month: string, day: string): string {
  return `${year}${month}${day}` > '19890107'
    ? `H${year - 1988}.${Number(month)}.${Number(day)}`
    : `昭和${year - 1925}年${Number(month)}月${Number(day)}日`
}

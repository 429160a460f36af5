/**
 * Letters per second and core: A4 with QR code and Japanese text, drawn by the press's thread (design.md §10), and a whole run of
 * `letter print` with its database. Each figure has a
 * process of its own, with the heap of a command; its resident memory is counted, the database's is not.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import commandFlags from '../bin/command-flags.json' with { type: 'json' }
import { newMasterKey, openKeyring } from '../src/kernel/keyring.ts'
import { createSociety } from '../src/society/create-society.ts'
import { readPreset } from '../src/society/read-preset.ts'
import { openSocietyDirectory } from '../src/society/society-directory.ts'
import { readPolicy } from '../src/society/validate-policy.ts'
import type { Desk } from '../src/staff/letters/batch.ts'
import type { Layout, PaperLetter } from '../src/staff/letters/paper/letter-paper.ts'
import { openPress } from '../src/staff/letters/paper/open-press.ts'
import { languageOfLetters } from '../src/staff/letters/paper/words.ts'
import type { Asked } from '../src/staff/letters/plan.ts'
import { PER_FILE, printRun } from '../src/staff/letters/print-run.ts'
import { addMembers } from '../test/support/add-members.ts'
import { freshDatabase } from '../test/support/database.ts'

const LETTERS = Number(process.env.LETTERS ?? 10_000)
const FASTER_THAN = 300
const LESS_THAN_MB = 250
const FIGURES = {
  'A4, drawn': () => draw('a4'),
  'postcard of four faces, drawn': () => draw('postcard'),
  'A4, issued and printed': issueAndPrint,
}

const [, , figure] = process.argv
if (figure === undefined) {
  console.log('| figure | letters | per second and core | limit | resident MB | limit |')
  console.log('| --- | --- | --- | --- | --- | --- |')
  const here = fileURLToPath(import.meta.url)
  const alone = (name: string) =>
    spawnSync(process.execPath, [...commandFlags, here, name], { stdio: 'inherit' }).status
  const statuses = Object.keys(FIGURES).map(alone)
  process.exit(statuses.every((status) => status === 0) ? 0 : 1)
}

const folder = await mkdtemp(join(tmpdir(), 'genkan-bench-'))
const database = await freshDatabase('server')
const clock = () => Date.parse('2026-11-21T03:00:00Z')
const keyring = openKeyring(newMasterKey('bench'))
const read = readPolicy({ ...(await readPreset('genkan')), hosts: { origin: 'https://genkan.example' } })
if (!read.ok || !(await createSociety(database, { name: 'genkan', policy: read.value }, clock)).ok)
  throw new Error('the society was not made')
const society = (await openSocietyDirectory(database, clock).byName('genkan')) ?? process.exit(1)
const { policy } = society
const paper = { letterMail: 'code' as const, ...policy, door: `${society.origin}/letter` }

const fine = await measure(figure)
await database.close()
await rm(folder, { recursive: true })
process.exit(fine ? 0 : 1)

/** Processor time of all threads of this process: on a busy machine the clock on the wall tells about others. */
async function measure(name: string): Promise<boolean> {
  const work = FIGURES[name as keyof typeof FIGURES]
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  const rate = LETTERS / ((user + system) / 1e6)
  const resident = process.resourceUsage().maxRSS / 1024
  const slow = rate < FASTER_THAN
  const big = resident > LESS_THAN_MB
  console.log(
    `| ${name} | ${LETTERS} | ${rate.toFixed(0)} | ≥ ${FASTER_THAN}${slow ? ' MISSED' : ''} | ${resident.toFixed(0)} | ` +
      `≤ ${LESS_THAN_MB}${big ? ' MISSED' : ''} |`,
  )
  return !slow && !big
}

function press(layout: Layout) {
  return openPress({ society: paper, layout, locale: languageOfLetters(society), withRecovery: true })
}

async function draw(layout: Layout): Promise<void> {
  const drawing = press(layout)
  for (let first = 0; first < LETTERS; first += PER_FILE) {
    await drawing.open(join(folder, `${layout}-${first}.pdf`))
    for (let at = first; at < Math.min(LETTERS, first + PER_FILE); at += 250)
      await drawing.add(Array.from({ length: Math.min(250, LETTERS - at) }, (_, n) => letter(at + n)))
    await drawing.close()
  }
  await drawing.stop()
}

async function issueAndPrint(): Promise<void> {
  await addMembers(database, society.id, LETTERS)
  const desk: Desk = { database, society, keyring, clock }
  const drawing = press('a4')
  const asked: Asked = {
    choice: { group: 'neverSignedIn', again: false },
    named: async function* () {},
    eyes: { by: 'bench', second: null },
    unprintable: (found) => drawing.check(found.map(({ name }) => name)),
  }
  const who = { by: 'bench', second: null, reason: 'bench' }
  const fileName = (at: number) => join(folder, `run-${at}.pdf`)
  const printed = await printRun(desk, asked, who, { press: drawing, layout: 'a4', fileName })
  if (!printed.ok || printed.value.letters !== LETTERS) throw new Error('not every letter was printed')
}

/** Names of many different signs, as a society has them. */
function letter(n: number): PaperLetter {
  const signs =
    '青木佐藤鈴木高橋田中伊藤渡辺山本中村小林加藤吉田山口松井上村林清水斎崎森池阿部石川前後岡長谷近坂遠髙﨑𠮷㈱①'
  const all = [...signs]
  const sign = (at: number) => all[(n * 31 + at * 17) % all.length] ?? ''
  return {
    name: `${sign(1)}${sign(2)} ${sign(3)}${sign(4)}`,
    postalCode: '100-0001',
    address: `東京都${sign(5)}${sign(6)}区${sign(7)}町${n}番地\n${sign(8)}${sign(9)}マンション${n}号室`,
    number: `${n + 1}-0`,
    temporaryId: String(1_000_000 + (n % 9_000_000)),
    code: String(10_000_000_000_000 + n * 77_777),
    recoveryNumber: String(10n ** 19n + BigInt(n) * 987_654_321n),
    issuedAt: clock(),
    expiresAt: clock() + 30 * 86_400_000,
  }
}

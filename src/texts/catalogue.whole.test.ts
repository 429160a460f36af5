/** Nothing that a person reads stands outside the catalogues, and nothing in them is empty, unused or half translated. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { readSources, type Sources } from '../../test/support/import-graph.ts'
import { type Reader, readersBelow, readersOf, unread } from '../../test/support/read-keys.ts'
import { type Sentence, sentencesOf } from '../../test/support/sentences.ts'
import { japaneseIn, wordsInMarkup } from '../../test/support/visible-words.ts'
import { texts } from './catalogue.ts'
import { auditWords as enAudit } from './en/audit.ts'
import { memberImport as enImport } from './en/import.ts'
import { letterCommands as enLetterCommands } from './en/letter-commands.ts'
import { letterPrint as enLetterPrint } from './en/letter-print.ts'
import { mail as enMail } from './en/mail.ts'
import { memberCommands as enMemberCommands } from './en/member-commands.ts'
import { memberState as enMemberState } from './en/member-state.ts'
import { auditWords as jaAudit } from './ja/audit.ts'
import { memberImport as jaImport } from './ja/import.ts'
import { letterCommands as jaLetterCommands } from './ja/letter-commands.ts'
import { letterPrint as jaLetterPrint } from './ja/letter-print.ts'
import { mail as jaMail } from './ja/mail.ts'
import { memberCommands as jaMemberCommands } from './ja/member-commands.ts'
import { memberState as jaMemberState } from './ja/member-state.ts'

const CATALOGUES = {
  ...{ pages: [texts('ja'), texts('en')], mail: [jaMail, enMail], letterPrint: [jaLetterPrint, enLetterPrint] },
  ...{ letterCommands: [jaLetterCommands, enLetterCommands], memberImport: [jaImport, enImport] },
  ...{ memberState: [jaMemberState, enMemberState], auditWords: [jaAudit, enAudit] },
  memberCommands: [jaMemberCommands, enMemberCommands],
} as const

const of = (language: 0 | 1): Sentence[] =>
  Object.entries(CATALOGUES).flatMap(([name, pair]) => sentencesOf(pair[language], name))
const [ja, en] = [of(0), of(1)]

/** Where Japanese belongs although it is no sentence: what is read, compared or looked up, and the society's own samples. */
const JAPANESE_IS_DATA = [
  // How dates, kana and look-alikes are read.
  ...['src/kernel/japanese-date.ts', 'src/kernel/typed-date.ts', 'src/kernel/kana.ts', 'src/factor/password/romaji.ts'],
  // Where a long title may break.
  'src/web/views/title-words.ts',
  // Columns and values of files.
  ...['src/account/import/read-header.ts', 'src/account/import/cell-rules.ts', 'src/cli/member-addresses.ts'],
  ...['src/cli/named-members.ts', 'src/cli/io.ts'],
  // Names and defaults of a policy, and how docs/policy.md explains it to whoever writes one.
  ...['src/society/policy.ts', 'src/society/policy-groups.ts', 'src/society/method-checks.ts'],
  // Help of the commands names columns and buttons.
  'src/cli/main.ts',
  // The demo: fictional people, and pages that say everything in both languages at once.
  ...['src/cli/demo.ts', 'src/demo/'],
]

const root = join(import.meta.dirname, '../..')
const sources = await readSources(root)
const outside: Sources = new Map([...sources].filter(([path]) => !path.startsWith('src/texts/')))

describe('every word that a person reads', () => {
  it('stands in a catalogue: no Japanese elsewhere', async () => {
    assert.deepEqual(await strayJapanese(outside), [])
    const planted = new Map([['src/web/pages/top/view.ts', "const title = 'ようこそ' // 挨拶"]])
    assert.equal((await strayJapanese(planted)).length, 1)
  })

  it('stands in a catalogue: no word between the tags of a template or in what is read out', async () => {
    for (const [path, text] of outside)
      if (!path.startsWith('src/demo/')) assert.deepEqual(await wordsInMarkup(text), [], path)
    const hole = (code: string) => ['$', '{', code, '}'].join('')
    const page = `html\`<p>${hole('t.title')} Welcome</p><nav aria-label="Menu">${hole('html`<b>Go on</b>`')}</nav>\``
    assert.deepEqual(await wordsInMarkup(page), ['Menu', 'Welcome', 'Go on'])
  })

  it('GAP-11 is said in both languages, with the same things filled in', () => {
    assert.ok(ja.length > 1000, `${ja.length} sentences`)
    assert.deepEqual(
      en.map(({ path, holes }) => [path, ...holes].join(' ')).sort(),
      ja.map(({ path, holes }) => [path, ...holes].join(' ')).sort(),
    )
    assert.deepEqual(sentencesOf((count: number, { until }: { until: string }) => `${count} ${until}`, '')[0]?.holes, [
      ...['‹1›', '‹2.until›'],
    ])
  })

  it('is not empty', () => {
    for (const { path, text } of [...ja, ...en]) assert.notEqual(text.trim(), '', path)
  })

  it('is read by some page, mail or command', () => {
    const dead = Object.entries({ ...texts('ja'), ...jaMail }).flatMap(([section, node]) =>
      deadIn(section, node, readersOf(outside, section)),
    )
    assert.deepEqual([...dead, ...COMMANDS.flatMap(({ name, folders }) => deadCommandWords(name, folders))], [])
    const [reader] = readersOf(new Map([['a.ts', 'const words = t.top\nsay(words.lead)']]), 'top')
    assert.ok(reader)
    assert.deepEqual(unread([reader], ['lead', 'title']), ['title'])
  })
})

/** Catalogues that a page's request does not carry, and where each is handed on. */
const COMMANDS = [
  { name: 'letterPrint', folders: ['src/staff/letters/paper/', 'src/web/pages/letter-print/'] },
  { name: 'letterCommands', folders: ['src/cli/', 'src/staff/letters/'] },
  { name: 'memberImport', folders: ['src/cli/', 'src/account/import/'] },
  { name: 'memberState', folders: ['src/cli/'] },
  { name: 'auditWords', folders: ['src/cli/'] },
  { name: 'memberCommands', folders: ['src/cli/'] },
] as const

const deadCommandWords = (name: keyof typeof CATALOGUES, folders: readonly string[]): string[] =>
  deadIn(name, CATALOGUES[name][0], readersBelow(outside, folders))

function deadIn(section: string, node: unknown, readers: readonly Reader[]): string[] {
  const paths = sentencesOf(node, '').map(({ path }) => path.slice(1))
  return unread(readers, paths).map((path) => `${section}.${path}`)
}

async function strayJapanese(files: Sources): Promise<string[]> {
  const found: string[] = []
  for (const [path, text] of files) {
    if (JAPANESE_IS_DATA.some((start) => path.startsWith(start))) continue
    found.push(...(await japaneseIn(text)).map((line) => `${path}: ${line.trim()}`))
  }
  return found
}

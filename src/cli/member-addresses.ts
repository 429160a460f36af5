import { open, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readTable, type TableColumns, type TableProblem, type TableRow } from '../account/import/read-table.ts'
import { formatProblem } from '../account/import/report.ts'
import { type AddressRow, putPostalAddresses, readPostalAddress } from '../account/postal-address.ts'
import { record } from '../audit/events.ts'
import type { Society } from '../society/society-directory.ts'
import { type LetterWords, LISTED, societyOf, wordsFor } from './letter-options.ts'
import { readMemberKey } from './named-members.ts'
import type { Operator, OperatorCommand } from './operator.ts'
import { whoAndWhy } from './who-and-why.ts'

const USAGE = 'genkan member addresses FILE.csv --society NAME --by NAME --reason TEXT [--dry-run] [--lang ja|en]'

type Column = 'symbol' | 'number' | 'branch' | 'postalCode' | 'address' | 'second'

const COLUMNS: TableColumns<Column> = {
  symbol: { names: ['記号', '被保険者証記号'], required: true },
  number: { names: ['番号', '被保険者証番号'], required: true },
  branch: { names: ['枝番'], required: true },
  postalCode: { names: ['郵便番号'], required: true },
  address: { names: ['住所', '住所1'], required: true },
  second: { names: ['住所2', '方書', '建物名'], required: false },
}

/** Rows per transaction. */
const BATCH = 500

type Numbered = { readonly line: number; readonly row: AddressRow }
type Order = { readonly by: string; readonly reason: string; readonly dryRun: boolean }

/**
 * `genkan member addresses`: the postal addresses of the society's master data, for the windows of letters (ISS-07). Whose address
 * changed is in the history with the name of whoever did it, who then cannot be among the four eyes for that member for a week.
 */
export const memberAddresses: OperatorCommand = async (operator, args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      society: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const [path, ...more] = positionals
  const [words, who] = [wordsFor(values.lang), whoAndWhy(values)]
  if (!path || more.length > 0 || !words || !who || !values.society) {
    io.err(USAGE)
    return 2
  }
  const society = await societyOf(operator, values.society, io)
  if (!society) return 2
  const file = resolve(io.cwd, path)
  if (!(await stat(file).catch(() => undefined))?.isFile()) {
    io.err(`this file cannot be read: ${path}`)
    return 2
  }
  const { t, locale } = words
  const dryRun = values['dry-run']
  const count = { changed: 0, unchanged: 0, refused: 0 }
  for await (const { rows, problems } of pagesOf(file, t, locale)) {
    const outcome = await writePage(operator, society, rows, { ...who, dryRun })
    const unknown = rows.flatMap(({ line }, at) =>
      outcome[at] ? [] : [t.lineProblem(line, t.addressReasons.noSuchMember)],
    )
    for (const line of [...problems, ...unknown]) {
      count.refused += 1
      if (count.refused <= LISTED) io.err(line)
    }
    for (const put of outcome) if (put) count[put.changed ? 'changed' : 'unchanged'] += 1
  }
  if (count.refused > LISTED) io.err(t.more(count.refused - LISTED))
  io.out(t.addresses(count))
  if (dryRun) io.out(t.addressesDryRun)
  return count.refused > 0 ? 1 : 0
}

function writePage({ database, clock }: Operator, society: Society, rows: readonly Numbered[], order: Order) {
  const now = clock()
  const { by, reason, dryRun } = order
  return database.inSociety(society.id, async (tx) => {
    const addresses = rows.map(({ row }) => row)
    const outcome = await putPostalAddresses(tx, society.id, addresses, { now, write: !dryRun })
    const events = outcome.flatMap((put) => {
      if (!put?.changed || dryRun) return []
      return [{ name: 'address.changed', actor: 'operator', accountId: put.accountId, detail: { by, reason } } as const]
    })
    await record(tx, society.id, now, events)
    return outcome
  })
}

/** The rows of the file in pages, and a sentence for each line that cannot be taken. A key counts once. */
async function* pagesOf(path: string, t: LetterWords, locale: 'ja' | 'en') {
  const seen = new Set<string>()
  let rows: Numbered[] = []
  let problems: string[] = []
  const file = await open(path)
  for await (const read of readTable(file.createReadStream(), COLUMNS)) {
    const row = toAddress(read, seen, t, locale)
    if (typeof row === 'string') problems.push(row)
    else rows.push({ line: read.line, row })
    if (rows.length + problems.length < BATCH) continue
    yield { rows, problems }
    rows = []
    problems = []
  }
  yield { rows, problems }
}

/** With the column as it is called in the file. */
function named({ column, ...problem }: TableProblem<Column>) {
  const name = column && COLUMNS[column].names[0]
  return name === undefined ? problem : { ...problem, column: name }
}

function toAddress(
  read: TableRow<Column>,
  seen: Set<string>,
  t: LetterWords,
  locale: 'ja' | 'en',
): AddressRow | string {
  const say = (reason: keyof LetterWords['addressReasons']) => t.lineProblem(read.line, t.addressReasons[reason])
  if ('reason' in read) return formatProblem(named(read), locale)
  const { symbol = '', number = '', branch = '', postalCode = '', address = '', second = '' } = read.cells
  // What a conversion leaves of a character that CP932 does not have (DATA-05); no address holds one.
  const lost = /[?？]/.test(address) ? 'address' : /[?？]/.test(second) ? 'second' : undefined
  if (lost) return formatProblem(named({ line: read.line, reason: 'lostCharacter', column: lost, detail: '?' }), locale)
  const key = readMemberKey(symbol, number, branch)
  if (!key) return say('noSuchMember')
  const label = JSON.stringify([key.symbol, key.number, key.branch])
  if (seen.has(label)) return say('duplicate')
  seen.add(label)
  const postal = readPostalAddress(postalCode, [address, second])
  return postal.ok ? { ...key, ...postal.value } : say(postal.error)
}

import { open } from 'node:fs/promises'
import { readBranch, readKeyText } from '../account/import/cell-rules.ts'
import type { ProblemReason } from '../account/import/member-row.ts'
import { readTable, type TableColumns, type TableProblem } from '../account/import/read-table.ts'
import { formatProblem } from '../account/import/report.ts'
import { readLetterNumber } from '../kernel/letter-number.ts'
import type { MemberKey } from '../staff/find-member.ts'
import type { Named } from '../staff/letters/plan.ts'
import type { Locale } from '../texts/codes.ts'
import { WrongCall } from './failure.ts'

const KEY_COLUMNS: TableColumns<keyof MemberKey> = {
  symbol: { names: ['記号', '被保険者証記号', 'symbol'], required: true },
  number: { names: ['番号', '被保険者証番号', 'number'], required: true },
  branch: { names: ['枝番', 'branch'], required: true },
}
const NUMBER_COLUMN: TableColumns<'letter'> = {
  letter: { names: ['整理番号', '通知書番号', 'letter'], required: true },
}

/** 記号, 番号 and 枝番 as they were meant; null for what is no key. */
export function readMemberKey(symbol: string, number: string, branch: string): MemberKey | null {
  const [asSymbol, asNumber, asBranch] = [readKeyText(symbol), readKeyText(number), readBranch(branch)]
  if (!asSymbol.ok || !asNumber.ok || !asBranch.ok) return null
  return { symbol: asSymbol.value, number: asNumber.value, branch: asBranch.value }
}

/** 「記号,番号,枝番」 on the command line. */
export function parseMemberKey(typed: string): MemberKey | null {
  const [symbol = '', number = '', branch = '', ...more] = typed.split(',')
  return more.length > 0 ? null : readMemberKey(symbol, number, branch)
}

/** What is wrong with a list as a whole. */
const NO_LIST: readonly ProblemReason[] = ['emptyFile', 'spreadsheet', 'utf16', 'missingColumn', 'duplicateColumn']

/** How a line that cannot be read is named; a file that is no list at all is a wrong call, said in one sentence. */
function labelOfBad<Name extends string>(
  { column, ...problem }: TableProblem<Name>,
  columns: TableColumns<Name>,
  locale: Locale,
): string {
  if (!NO_LIST.includes(problem.reason)) return `${problem.line}`
  const name = column && columns[column].names[0]
  throw new WrongCall(formatProblem(name === undefined ? problem : { ...problem, column: name }, locale))
}

/**
 * The members of a list file with the columns 記号, 番号, 枝番; a line that cannot be read is named by its number. Throws WrongCall
 * for a file that is no such list.
 */
export async function* membersOfFile(path: string, locale: Locale): AsyncGenerator<Named> {
  const file = await open(path)
  for await (const row of readTable(file.createReadStream(), KEY_COLUMNS)) {
    if ('reason' in row) yield { label: labelOfBad(row, KEY_COLUMNS, locale), key: null }
    else {
      const { symbol, number, branch } = row.cells
      const key = readMemberKey(symbol ?? '', number ?? '', branch ?? '')
      yield { label: `${row.line}: ${symbol},${number},${branch}`, key }
    }
  }
}

/** A letter by the number in its window; null for a mistyped one. */
export type NamedLetter = { readonly label: string; readonly serial: number | null }

export function namedLetter(typed: string): NamedLetter {
  return { label: typed, serial: readLetterNumber(typed) ?? null }
}

/** The letters of a list file with the column 整理番号. Throws WrongCall for a file that is no such list. */
export async function* lettersOfFile(path: string, locale: Locale): AsyncGenerator<NamedLetter> {
  const file = await open(path)
  for await (const row of readTable(file.createReadStream(), NUMBER_COLUMN)) {
    if ('reason' in row) yield { label: labelOfBad(row, NUMBER_COLUMN, locale), serial: null }
    else yield { ...namedLetter(row.cells.letter ?? ''), label: `${row.line}: ${row.cells.letter}` }
  }
}

import { foldIdentifier } from '../../kernel/fold.ts'
import { checkCharacters } from './cell-rules.ts'
import { decodeFile, type Encoding } from './decode.ts'
import type { ProblemReason } from './member-row.ts'
import { isMojibake } from './mojibake.ts'
import { readLines } from './read-lines.ts'
import { type CsvRecord, readRecords } from './read-records.ts'

/** What the columns of a small file may be called (folded, without spaces and long-vowel marks), and whether they must be there. */
export type TableColumns<Name extends string> = Readonly<
  Record<Name, { readonly names: readonly string[]; readonly required: boolean }>
>

export type TableProblem<Name extends string> = {
  readonly line: number
  readonly reason: ProblemReason
  readonly column?: Name
  readonly detail?: string
}

export type TableRow<Name extends string> =
  | { readonly line: number; readonly cells: Readonly<Record<Name, string>> }
  | TableProblem<Name>

/**
 * The rows of a CSV file in CP932 or UTF-8 whose first line names its columns, in any order and beside others. A problem of the
 * file itself ends the reading. Never throws for what the file holds; memory is constant.
 */
export async function* readTable<Name extends string>(
  bytes: AsyncIterable<Uint8Array>,
  columns: TableColumns<Name>,
): AsyncGenerator<TableRow<Name>> {
  const file = await decodeFile(bytes)
  if (!file.ok) return yield { line: 1, reason: file.error }
  const { encoding } = file.value
  let header: Header<Name> | undefined
  for await (const records of readRecords(readLines(file.value.text), () => false)) {
    for (const record of records) {
      if (isBlank(record)) continue
      if ('reason' in record) yield record
      else if (header) yield readCells(record, header, encoding)
      else {
        const found = findColumns(record.cells, columns)
        if ('reason' in found) return yield { line: record.line, ...found }
        header = { width: record.cells.length, at: found }
      }
    }
  }
  if (!header) yield { line: 1, reason: 'emptyFile' }
}

type Header<Name extends string> = { readonly width: number; readonly at: ReadonlyMap<Name, number> }

function findColumns<Name extends string>(
  cells: readonly string[],
  columns: TableColumns<Name>,
): ReadonlyMap<Name, number> | { reason: 'duplicateColumn' | 'missingColumn'; column: Name } {
  const written = cells.map((cell) => foldIdentifier(cell).replace(/[\s()ー]/g, ''))
  const found = new Map<Name, number>()
  for (const column of Object.keys(columns) as Name[]) {
    const at = written.flatMap((name, index) => (columns[column].names.includes(name) ? [index] : []))
    if (at.length > 1) return { reason: 'duplicateColumn', column }
    if (at[0] !== undefined) found.set(column, at[0])
    else if (columns[column].required) return { reason: 'missingColumn', column }
  }
  return found
}

function readCells<Name extends string>(
  { line, cells, ended }: Extract<CsvRecord, { cells: unknown }>,
  header: Header<Name>,
  encoding: Encoding,
): TableRow<Name> {
  if (!ended && cells.length < header.width) return { line, reason: 'cutOff' }
  const read: Partial<Record<Name, string>> = {}
  for (const [column, at] of header.at) {
    const text = (cells[at] ?? '').trim()
    if (encoding === 'cp932' && isMojibake(text)) return { line, column, reason: 'mixedEncoding' }
    const problem = checkCharacters(text)
    if (problem) return { line, column, ...problem }
    read[column] = text
  }
  return { line, cells: read as Record<Name, string> }
}

/** Empty lines, lines of empty cells, and the end mark (Ctrl-Z) of old programs. */
function isBlank(record: CsvRecord): boolean {
  return 'cells' in record && record.cells.every((cell) => cell.trim() === '' || cell === '\u001a')
}

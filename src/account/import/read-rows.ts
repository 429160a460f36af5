// account/import: reads a society's member file and brings accounts in line with it, again and again.
// It owns the form of the file, its faults and what an import may change. It must not know who started it, letters,
// credentials or screens. This file: from bytes to people, in constant memory, whatever the bytes are.
import { err, type Result } from '../../kernel/result.ts'
import { decodeFile } from './decode.ts'
import type { Problem, ReadRow } from './member-row.ts'
import { type Header, readHeader } from './read-header.ts'
import { readLines } from './read-lines.ts'
import { type CsvRecord, readRecords } from './read-records.ts'
import { type RowRules, readRow } from './read-row.ts'
import { SeenKeys } from './seen-keys.ts'

/**
 * The people of a member file, CP932 or UTF-8, in the order of its lines: a row, or all problems of the line. A problem of the
 * file itself (its kind, its header) comes alone on line 1 and ends the reading. Never throws for what the file holds.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>, rules: RowRules): AsyncGenerator<ReadRow> {
  const file = await decodeFile(bytes)
  if (!file.ok) return yield { line: 1, problems: [{ reason: file.error }] }
  const seen = new SeenKeys()
  let header: Header | undefined
  const isUnknown = (index: number) => header !== undefined && ![...header.at.values()].includes(index)
  const mayBreak = (cells: readonly string[]) => cells.every((cell, index) => !cell.includes('\n') || isUnknown(index))
  for await (const records of readRecords(readLines(file.value.text), mayBreak)) {
    for (const record of records) {
      if (isBlank(record)) continue
      if (header) {
        yield withoutDuplicate(readRecord(record, header, rules), seen)
        continue
      }
      const found = openHeader(record)
      if (!found.ok) return yield { line: record.line, problems: found.error }
      header = found.value
    }
  }
  if (!header) yield { line: 1, problems: [{ reason: 'emptyFile' }] }
}

function readRecord(record: CsvRecord, header: Header, rules: RowRules): ReadRow {
  if ('reason' in record) return { line: record.line, problems: [{ reason: record.reason }] }
  return { line: record.line, ...readRow(record.cells, header, rules) }
}

function withoutDuplicate(read: ReadRow, seen: SeenKeys): ReadRow {
  if (!('row' in read)) return read
  const { symbol, number, branch } = read.row
  const first = seen.firstLineOf(JSON.stringify([symbol, number, branch]), read.line)
  if (first === undefined) return read
  return { line: read.line, problems: [{ reason: 'duplicateKey', detail: String(first) }] }
}

function openHeader(record: CsvRecord): Result<Header, readonly Problem[]> {
  return 'reason' in record ? err([{ reason: record.reason }]) : readHeader(record.cells)
}

/** Empty lines, lines of empty cells, and the end mark (Ctrl-Z) of old programs. */
function isBlank(record: CsvRecord): boolean {
  return 'cells' in record && record.cells.every((cell) => cell.trim() === '' || cell === '\u001a')
}

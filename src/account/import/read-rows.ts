// account/import: reads a society's member file and brings accounts in line with it, again and again.
// It owns the form of the file, its faults and what an import may change. It must not know who started it, letters,
// credentials or screens. This file: from bytes to people, in constant memory, whatever the bytes are.
import { err, type Result } from '../../kernel/result.ts'
import { decodeFile, type Encoding } from './decode.ts'
import type { MemberKey, Problem, ReadRow } from './member-row.ts'
import { isMojibake } from './mojibake.ts'
import { type Header, readHeader } from './read-header.ts'
import { readLines } from './read-lines.ts'
import { type CsvRecord, readRecords } from './read-records.ts'
import { type RowRules, readRow } from './read-row.ts'
import { SeenKeys } from './seen-keys.ts'

/**
 * The people of a member file, CP932 or UTF-8, in the order of its lines, a list at a time: a row, or all problems of the line. A
 * problem of the file itself (its kind, its header) comes alone on line 1 and ends the reading. Never throws for what the file holds.
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>, rules: RowRules): AsyncGenerator<ReadRow[]> {
  const file = await decodeFile(bytes)
  if (!file.ok) return yield [{ line: 1, problems: [{ reason: file.error }] }]
  const check = fileChecks(file.value.encoding)
  let header: Header | undefined
  const mayBreak = (cells: readonly string[]) =>
    cells.every((cell, index) => !(cell.includes('\n') && cell.includes(',')) || isUnknown(header, index))
  for await (const records of readRecords(readLines(file.value.text), mayBreak)) {
    const rows: ReadRow[] = []
    for (const record of records) {
      if (isBlank(record)) continue
      if (header) {
        rows.push(check(readRecord(record, header, rules)))
        continue
      }
      const found = openHeader(record)
      if (!found.ok) return yield [{ line: record.line, problems: found.error }]
      header = found.value
    }
    yield rows
  }
  if (!header) yield [{ line: 1, problems: [{ reason: 'emptyFile' }] }]
}

/** Only a column that we do not keep may hold anything between its quotes; of ours, a comma tells that a quote was never closed. */
function isUnknown(header: Header | undefined, index: number): boolean {
  return header !== undefined && ![...header.at.values()].includes(index)
}

function readRecord(record: CsvRecord, header: Header, rules: RowRules): ReadRow {
  if ('reason' in record) return { line: record.line, problems: [{ reason: record.reason }] }
  const read = readRow(record.cells, header, rules)
  if (record.ended || record.cells.length >= header.width) return { line: record.line, ...read }
  return { line: record.line, problems: [{ reason: 'cutOff' }] }
}

/** What shows only beside the other lines of the file: the same person twice, or another encoding. */
function fileChecks(encoding: Encoding): (read: ReadRow) => ReadRow {
  const [seen, seenFormer] = [new SeenKeys(), new SeenKeys()]
  const refuse = (line: number, problem: Problem): ReadRow => ({ line, problems: [problem] })
  return (read) => {
    if (!('row' in read)) return read
    const { line, row } = read
    if (encoding === 'cp932' && isMojibake(row.name)) return refuse(line, { reason: 'mixedEncoding', column: 'name' })
    const first = seen.firstLineOf(keyText(row), line)
    if (first !== undefined) return refuse(line, { reason: 'duplicateKey', detail: String(first) })
    const former = row.former ? seenFormer.firstLineOf(keyText(row.former), line) : undefined
    return former === undefined ? read : refuse(line, { reason: 'duplicateFormerKey', detail: String(former) })
  }
}

/** No part of a key holds a tab. */
function keyText({ symbol, number, branch }: MemberKey): string {
  return `${symbol}\t${number}\t${branch}`
}

function openHeader(record: CsvRecord): Result<Header, readonly Problem[]> {
  return 'reason' in record ? err([{ reason: record.reason }]) : readHeader(record.cells)
}

/** Empty lines, lines of empty cells, and the end mark (Ctrl-Z) of old programs. */
function isBlank(record: CsvRecord): boolean {
  return 'cells' in record && record.cells.every((cell) => cell.trim() === '' || cell === '\u001a')
}

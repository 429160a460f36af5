import { parse } from 'csv-parse/sync'
import type { ProblemReason } from './member-row.ts'
import { type Line, LONGEST_LINE } from './read-lines.ts'

export type CsvRecord =
  /** `ended` is false where the file stops in this record. */
  | { readonly line: number; readonly cells: readonly string[]; readonly ended: boolean }
  | { readonly line: number; readonly reason: Extract<ProblemReason, 'tooLong' | 'openQuote' | 'badQuote'> }

const MOST_LINES = 20

/**
 * RFC 4180 records from lines, a list at a time. A record may run over several lines only if `mayBreak` agrees to its
 * cells: a quote that was never closed must cost its own line and not swallow the people below it.
 */
export async function* readRecords(
  lines: AsyncIterable<readonly Line[]>,
  mayBreak: (cells: readonly string[]) => boolean,
): AsyncGenerator<CsvRecord[]> {
  let waiting: readonly Line[] = []
  for await (const more of lines) {
    const all = waiting.length === 0 ? more : [...waiting, ...more]
    const { records, used } = takeRecords(all, mayBreak, false)
    waiting = all.slice(used)
    yield records
  }
  yield takeRecords(waiting, mayBreak, true).records
}

function takeRecords(lines: readonly Line[], mayBreak: (cells: readonly string[]) => boolean, atEnd: boolean) {
  const records: CsvRecord[] = []
  let used = 0
  for (let first = lines[used]; first; first = lines[used]) {
    const cells = first.tooLong ? undefined : splitPlain(first.text)
    if (cells || first.tooLong) {
      records.push(
        cells ? { line: first.number, cells, ended: first.ended } : { line: first.number, reason: 'tooLong' },
      )
      used++
      continue
    }
    const count = linesUntilClosed(lines, used)
    if (count === undefined && !atEnd && lines.length - used < MOST_LINES) break
    const taken = quotedRecord(lines.slice(used, used + (count ?? 0)), mayBreak)
    records.push(taken ?? { line: first.number, reason: count === 1 ? 'badQuote' : 'openQuote' })
    used += taken ? (count ?? 1) : 1
  }
  return { records, used }
}

/** The cells of a line in which no quoted cell holds a quote or a line break: nearly every line of every file. */
function splitPlain(text: string): string[] | undefined {
  const pieces = text.split(',')
  if (!text.includes('"')) return pieces
  const cells: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    let cell = pieces[at] ?? ''
    const quote = cell.indexOf('"')
    if (quote > 0) return undefined
    if (quote === 0) {
      for (let open = cell.indexOf('"', 1) < 0; open && at + 1 < pieces.length; ) {
        const piece = pieces[++at] ?? ''
        cell += `,${piece}`
        open = !piece.includes('"')
      }
      if (cell.length < 2 || cell.indexOf('"', 1) !== cell.length - 1) return undefined
      cell = cell.slice(1, -1)
    }
    cells.push(cell)
  }
  return cells
}

function quotedRecord(lines: readonly Line[], mayBreak: (cells: readonly string[]) => boolean): CsvRecord | undefined {
  const [first, last] = [lines[0], lines.at(-1)]
  if (!first || !last) return undefined
  const cells = parseQuoted(lines)
  return cells && (lines.length === 1 || mayBreak(cells)) ? { line: first.number, cells, ended: last.ended } : undefined
}

/** How many lines the record takes, or undefined if its quotes stay open as far as we look. */
function linesUntilClosed(lines: readonly Line[], from: number): number | undefined {
  let quotes = 0
  let size = 0
  for (let count = 1; count <= MOST_LINES; count++) {
    const line = lines[from + count - 1]
    if (!line || line.tooLong) return undefined
    size += line.text.length
    for (let at = line.text.indexOf('"'); at >= 0; at = line.text.indexOf('"', at + 1)) quotes++
    if (quotes % 2 === 0) return size > LONGEST_LINE ? undefined : count
  }
  return undefined
}

function parseQuoted(lines: readonly Line[]): readonly string[] | undefined {
  try {
    const records = parse(lines.map(({ text }) => text).join('\n'), {
      record_delimiter: '\n',
      relax_column_count: true,
    })
    return records.length === 1 ? records[0] : undefined
  } catch {
    return undefined
  }
}

import { parse } from 'csv-parse/sync'
import type { ProblemReason } from './member-row.ts'
import { type Line, LONGEST_LINE } from './read-lines.ts'

export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
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
    const { records, used } = takeRecords([...waiting, ...more], mayBreak, false)
    waiting = [...waiting, ...more].slice(used)
    yield records
  }
  yield takeRecords(waiting, mayBreak, true).records
}

function takeRecords(lines: readonly Line[], mayBreak: (cells: readonly string[]) => boolean, atEnd: boolean) {
  const records: CsvRecord[] = []
  let used = 0
  for (let first = lines[used]; first; first = lines[used]) {
    if (first.tooLong) records.push({ line: first.number, reason: 'tooLong' })
    else if (!first.text.includes('"')) records.push({ line: first.number, cells: first.text.split(',') })
    else {
      const count = linesUntilClosed(lines, used)
      if (count === undefined && !atEnd && lines.length - used < MOST_LINES) break
      const cells = count === undefined ? undefined : parseQuoted(lines.slice(used, used + count))
      const accepted = cells && (count === 1 || mayBreak(cells))
      records.push(
        accepted
          ? { line: first.number, cells }
          : { line: first.number, reason: count === 1 ? 'badQuote' : 'openQuote' },
      )
      used += accepted ? (count ?? 1) : 1
      continue
    }
    used++
  }
  return { records, used }
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

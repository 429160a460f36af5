import { stringify } from 'csv-stringify/sync'
import type { Locale } from '../../texts/codes.ts'
import type { Outcome } from './import-report.ts'
import { importWords } from './report.ts'

/**
 * The report as a table for a spreadsheet: UTF-8 with BOM, CRLF, and no cell that a spreadsheet would take for a formula. Each piece
 * goes out before the next is made, so that a million lines need no memory.
 */
export function reportHead(locale: Locale): string {
  return `\uFEFF${table([Object.values(importWords(locale).reportColumns)])}`
}

/** One line per change, and one per fault of a line that was not taken. */
export function reportLines(outcomes: readonly Outcome[], locale: Locale): string {
  const words = importWords(locale)
  return table(
    outcomes.flatMap(({ line, kind, key, fields, problems }) => {
      const start = [line, words.kinds[kind], key?.symbol, key?.number, key?.branch]
      if (problems.length === 0) return [[...start, fields.map((field) => words.fields[field]).join(' '), '']]
      return problems.map(({ column, reason, detail }) => {
        return [...start, column && words.columns[column], words.problems[reason](detail ?? '')]
      })
    }),
  )
}

function table(rows: readonly (readonly (string | number | undefined)[])[]): string {
  return stringify(rows as unknown[][], { record_delimiter: '\r\n', escape_formulas: true })
}

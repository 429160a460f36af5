import type { Locale } from '../../texts/codes.ts'
import { memberImport as en } from '../../texts/en/import.ts'
import { memberImport as ja } from '../../texts/ja/import.ts'
import type { ImportReport } from './import-members.ts'
import type { Column, ProblemReason } from './member-row.ts'

// Every reason and every column has its words: one that is missing does not compile.
type Words = typeof ja & {
  columns: Record<Column, string>
  problems: Record<ProblemReason, (detail: string) => string>
}
const WORDS: Record<Locale, Words> = { ja, en }

/** The report as lines for a terminal or a file: problems, changes (only of a dry run), and the sum last. No personal data in it. */
export function formatReport(report: ImportReport, locale: Locale): string[] {
  const words = WORDS[locale]
  const sum = [words.summary(report.counts)]
  if (report.mailKept > 0) sum.push(words.mailKept(report.mailKept))
  if (report.dryRun) sum.push(words.dryRun)
  return [...problemLines(report, words), ...(report.dryRun ? changeLines(report, words) : []), ...sum]
}

function problemLines({ problems, counts }: ImportReport, words: Words): string[] {
  if (counts.problem === 0) return []
  const lines = problems.flatMap(({ line, problems: found }) =>
    found.map(({ column, reason, detail }) =>
      words.problemLine(line, column && words.columns[column], words.problems[reason](detail ?? '')),
    ),
  )
  return [words.problemHead, ...lines, ...rest(counts.problem - problems.length, words), '']
}

function changeLines({ changes, counts }: ImportReport, words: Words): string[] {
  if (counts.changed + counts.lost === 0) return []
  const lines = changes.map(({ line, kind, fields }) =>
    words.changeLine(
      line,
      kind === 'lost' ? 'lost' : 'changed',
      fields.map((field) => words.columns[field]),
    ),
  )
  return [words.changeHead, ...lines, ...rest(counts.changed + counts.lost - changes.length, words), '']
}

function rest(count: number, words: Words): string[] {
  return count > 0 ? [words.more(count)] : []
}

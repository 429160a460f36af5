import type { Locale } from '../../texts/codes.ts'
import { memberImport as en } from '../../texts/en/import.ts'
import { memberImport as ja } from '../../texts/ja/import.ts'
import type { ImportReport, Outcome } from './import-report.ts'
import type { Column, MemberRow, ProblemReason } from './member-row.ts'

type Shipped = typeof ja
// Every reason, every column and every outcome has its words: one that is missing does not compile.
type Words = Omit<Shipped, 'columns' | 'problems' | 'kinds'> & {
  columns: Record<Column, string>
  problems: Record<ProblemReason, (detail: string) => string>
  kinds: Record<Outcome['kind'], string>
}
const WORDS: Record<Locale, Words> = { ja, en }

export function importWords(locale: Locale): Words & { fields: Record<keyof MemberRow, string> } {
  const words = WORDS[locale]
  return { ...words, fields: { ...words.columns, former: words.columns.formerSymbol } }
}

/** The report as lines for a terminal: problems, changes (only of a dry run), and the sum last. No personal data in it. */
export function formatReport(report: ImportReport, locale: Locale): string[] {
  const words = importWords(locale)
  const sum = [words.summary(report.counts)]
  if (report.mailKept > 0) sum.push(words.mailKept(report.mailKept))
  if (report.dryRun) sum.push(words.dryRun)
  return [...problemLines(report, words), ...(report.dryRun ? changeLines(report, words) : []), ...sum]
}

type Prepared = ReturnType<typeof importWords>

function problemLines({ problems, counts }: ImportReport, words: Prepared): string[] {
  const all = counts.problem + counts.otherPerson
  if (all === 0) return []
  const lines = problems.flatMap(({ line, problems: found }) =>
    found.map(({ column, reason, detail }) =>
      words.problemLine(line, column && words.columns[column], words.problems[reason](detail ?? '')),
    ),
  )
  return [words.problemHead, ...lines, ...rest(all - problems.length, words), '']
}

function changeLines({ changes, counts }: ImportReport, words: Prepared): string[] {
  const all = counts.changed + counts.moved + counts.lost + counts.regained
  if (all === 0) return []
  const lines = changes.map(({ line, kind, fields }) =>
    words.changeLine(
      line,
      words.kinds[kind],
      fields.map((field) => words.fields[field]),
    ),
  )
  return [words.changeHead, ...lines, ...rest(all - changes.length, words), '']
}

function rest(count: number, words: Prepared): string[] {
  return count > 0 ? [words.more(count)] : []
}

/** One line about a line of another file, where only its reason is known. */
export function formatProblem(
  { line, reason, detail, column }: { line: number; reason: ProblemReason; detail?: string; column?: string },
  locale: Locale,
): string {
  const words = WORDS[locale]
  return words.problemLine(line, column, words.problems[reason](detail ?? ''))
}

import type { Clock } from '../../kernel/clock.ts'
import { dayInTokyo } from '../../kernel/japanese-date.ts'
import type { Database } from '../../store/database.ts'
import type { MailSyntax } from '../mail-address-rule.ts'
import type { Problem } from './member-row.ts'
import { readRows } from './read-rows.ts'
import { type MemberChange, type OnChange, type ReadMember, type Reconciled, reconcile } from './reconcile.ts'

export type ImportOptions = {
  readonly clock: Clock
  /** Says what would happen and writes nothing. */
  readonly dryRun?: boolean
  /** For the addresses in the file; default 'legacy', since nobody is there to correct an old carrier address. */
  readonly mailSyntax?: MailSyntax
  /** How many problems and changes the report lists at most; all are counted. */
  readonly listed?: number
  readonly onChange?: OnChange
}

export type ImportReport = {
  readonly dryRun: boolean
  /** Every person of the file is counted once: new, changed, unchanged, lost (qualification ended by this file) or problem. */
  readonly counts: { new: number; changed: number; unchanged: number; lost: number; problem: number }
  /** People whose address was not taken over: they have a confirmed one, or one that they or staff entered. */
  readonly mailKept: number
  readonly problems: readonly { readonly line: number; readonly problems: readonly Problem[] }[]
  readonly changes: readonly Omit<MemberChange, 'accountId'>[]
}

/** People per transaction: a break-off loses at most these, and the next run goes on from there. */
const BATCH = 500
const LISTED = 1000

/**
 * Reads a member file and brings the society's accounts in line with it (STF-01, STF-04), in constant memory. A bad line is reported
 * and costs nobody else. Running it again with the same file changes nothing. Throws only if the database or the stream does.
 */
export async function importMembers(
  database: Database,
  societyId: number,
  file: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const report = newReport(options)
  const rules = { today: dayInTokyo(options.clock()), mailSyntax: options.mailSyntax ?? 'legacy' } as const
  let writing = Promise.resolve()
  const write = (batch: readonly ReadMember[]) =>
    database
      .inSociety(societyId, (tx) =>
        reconcile(tx, societyId, batch, {
          at: options.clock(),
          dryRun: report.result.dryRun,
          onChange: options.onChange,
        }),
      )
      .then((outcome) => report.add(batch.length, outcome))
  try {
    for await (const batch of batches(readRows(file, rules), report.problem)) {
      await writing
      writing = write(batch) // the next lines are read meanwhile
      writing.catch(() => undefined) // awaited before the next batch; this only keeps an early failure from being "unhandled"
    }
  } finally {
    await writing
  }
  return report.sorted()
}

async function* batches(
  rows: AsyncIterable<{ line: number } & (ReadMember | { problems: readonly Problem[] })>,
  onProblem: (line: number, problems: readonly Problem[]) => void,
): AsyncGenerator<ReadMember[]> {
  let batch: ReadMember[] = []
  for await (const read of rows) {
    if ('problems' in read) onProblem(read.line, read.problems)
    else batch.push(read)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

function newReport({ dryRun = false, listed = LISTED }: ImportOptions) {
  const counts = { new: 0, changed: 0, unchanged: 0, lost: 0, problem: 0 }
  const problems: { line: number; problems: readonly Problem[] }[] = []
  const changes: Omit<MemberChange, 'accountId'>[] = []
  let mailKept = 0
  function problem(line: number, found: readonly Problem[]): void {
    counts.problem++
    if (problems.length < listed) problems.push({ line, problems: found })
  }
  function add(size: number, outcome: Reconciled): void {
    const failed = new Set(outcome.problems.map(({ line }) => line))
    const done = outcome.changes.filter(({ line }) => !failed.has(line))
    for (const { line, problems: found } of outcome.problems) problem(line, found)
    for (const { line, kind, fields } of done) {
      counts[kind]++
      if (kind !== 'new' && changes.length < listed) changes.push({ line, kind, fields })
    }
    counts.unchanged += size - failed.size - done.length
    mailKept += outcome.mailKept
  }
  const result = { dryRun, counts, problems, changes }
  const sorted = (): ImportReport => ({ ...result, mailKept, problems: problems.toSorted((a, b) => a.line - b.line) })
  return { result, problem, add, sorted }
}

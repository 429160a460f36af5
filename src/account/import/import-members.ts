import type { Clock } from '../../kernel/clock.ts'
import { dayInTokyo } from '../../kernel/japanese-date.ts'
import type { Database } from '../../store/database.ts'
import type { MailSyntax } from '../mail-address-rule.ts'
import { type Batch, batches, newPace } from './batches.ts'
import { type ImportReport, newTally, type Outcome } from './import-report.ts'
import { inTurns } from './in-turns.ts'
import { readRows } from './read-rows.ts'
import { type OnChange, reconcile } from './reconcile.ts'
import { newRehearsal } from './rehearsal.ts'

export type ImportOptions = {
  readonly clock: Clock
  /** Says what would happen and writes nothing. */
  readonly dryRun?: boolean
  /** Compares every row, also one that says what it said at the last import, so that the file takes back what staff corrected. */
  readonly everything?: boolean
  /** For the addresses in the file; default 'legacy', since nobody is there to correct an old carrier address. */
  readonly mailSyntax?: MailSyntax
  /** How many problems and changes the report lists at most; all are counted. */
  readonly listed?: number
  readonly onChange?: OnChange
  /** Every row that is not known as it stands, in the order of the file, once its batch is safe. */
  readonly onOutcomes?: (outcomes: readonly Outcome[]) => Promise<void>
  /** How many rows are done, after every batch. */
  readonly onProgress?: (rows: number) => void
}

/**
 * Reads a member file and brings the society's accounts in line with it (STF-01, STF-04), in constant memory. A bad line is reported
 * and costs nobody else. Running it again with the same file changes nothing, so a run that broke off is simply run again: every batch
 * is all or nothing. Throws only if the database or the stream does.
 */
export async function importMembers(
  database: Database,
  societyId: number,
  file: AsyncIterable<Uint8Array>,
  options: ImportOptions,
): Promise<ImportReport> {
  const { clock, dryRun = false, everything = false, onChange } = options
  const tally = newTally(dryRun, options.listed)
  const pace = newPace(everything)
  const rehearsal = dryRun ? newRehearsal() : undefined
  const rules = { today: dayInTokyo(clock()), mailSyntax: options.mailSyntax ?? 'legacy' } as const
  async function write(batch: Batch): Promise<void> {
    const { members, unread } = batch
    const reconciled = await database.inSociety(societyId, (tx) =>
      pace.timed(members.length, () =>
        reconcile(tx, societyId, batch, { at: clock(), everything, rehearsal, onChange }),
      ),
    )
    const outcomes = tally.add(members, unread, reconciled)
    if (outcomes.length > 0) await options.onOutcomes?.(outcomes)
    options.onProgress?.(tally.rows())
  }
  let writing = Promise.resolve()
  try {
    for await (const batch of batches(readRows(inTurns(file), rules), pace)) {
      await writing
      writing = write(batch) // the next lines are read meanwhile
      writing.catch(() => undefined) // awaited before the next batch; this only keeps an early failure from being "unhandled"
    }
  } finally {
    await writing
  }
  return tally.report()
}

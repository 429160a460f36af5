import { type FileHandle, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importMembers } from '../account/import/import-members.ts'
import type { ImportReport } from '../account/import/import-report.ts'
import type { OnChange } from '../account/import/reconcile.ts'
import { formatReport, importWords } from '../account/import/report.ts'
import { reportHead, reportLines } from '../account/import/report-file.ts'
import { type AuditEvent, record } from '../audit/events.ts'
import type { Clock } from '../kernel/clock.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import type { Locale } from '../texts/codes.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'
import { whoAndWhy } from './who-and-why.ts'

const LOCALES: readonly Locale[] = ['ja', 'en']
const USAGE =
  'genkan member import FILE --society NAME [--by NAME --reason TEXT] [--dry-run] [--everything] [--report FILE.csv] [--json] [--lang ja|en]'

/**
 * `genkan member import FILE --society NAME`: brings a core system's file in (STF-01, STF-04). A run that broke off is run again. Who
 * and why stand in the history: whoever changed an address by a file is not among the four eyes for that member, either; where a file
 * came without a name (a nightly run), nobody is.
 * Exit 0, 1 when rows were refused, 2 for a wrong call.
 */
export const memberImport: OperatorCommand = async (operator, args, io) => {
  const asked = readCall(args)
  if (!asked) {
    io.err(USAGE)
    return 2
  }
  const society = await openSocietyDirectory(operator.database, operator.clock).byName(asked.society)
  if (!society) {
    io.err(`no such society: ${asked.society}`)
    return 2
  }
  const file = await openFile(resolve(io.cwd, asked.file))
  if (!file) {
    io.err(`this file cannot be read: ${asked.file}`)
    return 2
  }
  // Never an existing file: it may be readable by others.
  const table = asked.report ? await open(resolve(io.cwd, asked.report), 'wx', 0o600).catch(() => null) : undefined
  if (table === null) {
    await file.close()
    io.err(`this file exists already or cannot be written: ${asked.report}`)
    return 2
  }
  try {
    const report = await run(operator, society, { ...asked, file, table }, io)
    const lines = asked.json
      ? [JSON.stringify({ society: society.name, ...report })]
      : formatReport(report, asked.locale)
    for (const line of lines) io.out(line)
    return report.counts.problem + report.counts.otherPerson > 0 ? 1 : 0
  } finally {
    await Promise.all([file.close(), table?.close()])
  }
}

function readCall(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      society: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      everything: { type: 'boolean', default: false },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
      lang: { type: 'string', default: 'ja' },
    },
  })
  const [file] = positionals
  const locale = LOCALES.find((known) => known === values.lang)
  const unnamed = values.by === undefined && values.reason === undefined
  const who = values['dry-run'] ? null : unnamed ? {} : whoAndWhy(values)
  if (!file || positionals.length > 1 || !values.society || !locale || who === undefined) return undefined
  const { society, everything, report, json } = values
  return { file, society, locale, everything, report, json, who }
}

type Who = Partial<NonNullable<ReturnType<typeof whoAndWhy>>>

type Job = {
  readonly file: FileHandle
  readonly table: FileHandle | undefined
  /** null for a dry run: then nothing is written. */
  readonly who: Who | null
  readonly everything: boolean
  readonly locale: Locale
}

async function run({ database, clock }: Operator, society: Society, job: Job, io: Io): Promise<ImportReport> {
  const { file, table, who, everything, locale } = job
  const note = (event: AuditEvent) =>
    who === null ? undefined : database.inSociety(society.id, (tx) => record(tx, society.id, clock(), [event]))
  const { size } = await file.stat()
  const stream = file.createReadStream()
  await table?.appendFile(reportHead(locale))
  await note({ name: 'account.importBegun', actor: 'operator', detail: { ...who } })
  const report = await importMembers(database, society.id, stream, {
    clock,
    dryRun: who === null,
    everything,
    ...(who && { onChange: changeEvents(society.id, clock, who) }),
    ...(table && { onOutcomes: async (outcomes) => table.appendFile(reportLines(outcomes, locale)) }),
    onProgress: (rows) =>
      io.progress?.(importWords(locale).progress(rows, Math.floor((100 * stream.bytesRead) / Math.max(size, 1)))),
  })
  await note({ name: 'account.imported', actor: 'operator', detail: { ...report.counts, ...who } })
  return report
}

/** What became of people who were there already goes into their own history; who is new has none before this day. */
function changeEvents(societyId: number, clock: Clock, { by }: Who): OnChange {
  return async (tx, changes) => {
    const events = changes.flatMap(({ kind, accountId, fields }): AuditEvent[] =>
      kind === 'new'
        ? []
        : [
            {
              name: 'account.changed',
              actor: 'operator',
              accountId,
              detail: { ...(by && { by }), way: 'import', kind, fields: fields.join(' ') },
            },
          ],
    )
    for (let at = 0; at < events.length; at += 500) await record(tx, societyId, clock(), events.slice(at, at + 500))
  }
}

/** A file that can be read; undefined for folders, too. */
async function openFile(path: string): Promise<FileHandle | undefined> {
  const opened = await open(path).catch(() => undefined)
  if ((await opened?.stat())?.isFile()) return opened
  await opened?.close()
  return undefined
}

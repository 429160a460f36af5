import { type FileHandle, open } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { importMembers } from '../account/import/import-members.ts'
import { formatReport } from '../account/import/report.ts'
import { record } from '../audit/events.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import type { Locale } from '../texts/codes.ts'
import type { OperatorCommand } from './operator.ts'

const LOCALES: readonly Locale[] = ['ja', 'en']

/** `genkan member import FILE --society NAME`: brings a core system's file in. Exit 0, 1 when rows were refused, 2 for a wrong call. */
export const memberImport: OperatorCommand = async ({ database, clock }, args, io) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { society: { type: 'string' }, 'dry-run': { type: 'boolean' }, lang: { type: 'string' } },
  })
  const [file] = positionals
  const locale = LOCALES.find((known) => known === (values.lang ?? 'ja'))
  if (!file || positionals.length > 1 || !values.society || !locale) {
    io.err('genkan member import FILE --society NAME [--dry-run] [--lang ja|en]')
    return 2
  }
  const society = await openSocietyDirectory(database, clock).byName(values.society)
  if (!society) {
    io.err(`no such society: ${values.society}`)
    return 2
  }
  const opened = await openFile(resolve(io.cwd, file))
  if (!opened) {
    io.err(`this file cannot be read: ${file}`)
    return 2
  }
  const dryRun = values['dry-run'] ?? false
  const report = await importMembers(database, society.id, opened.createReadStream(), { clock, dryRun })
  const event = { name: 'account.imported' as const, actor: 'operator' as const, detail: report.counts }
  if (!dryRun) await database.inSociety(society.id, (tx) => record(tx, society.id, clock(), [event]))
  for (const line of formatReport(report, locale)) io.out(line)
  return report.counts.problem > 0 ? 1 : 0
}

/** A file that can be read; undefined for folders, too. */
async function openFile(path: string): Promise<FileHandle | undefined> {
  const opened = await open(path).catch(() => undefined)
  if ((await opened?.stat())?.isFile()) return opened
  await opened?.close()
  return undefined
}

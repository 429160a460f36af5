import { type FileHandle, open, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { record } from '../audit/events.ts'
import { searchHistory } from '../audit/search-history.ts'
import { auditWords as en } from '../texts/en/audit.ts'
import { auditWords as ja } from '../texts/ja/audit.ts'
import { FILTERS, filterOptions, readWanted } from './audit-filter.ts'
import { told } from './audit-search.ts'
import { WrongCall } from './failure.ts'
import type { Operator, OperatorCommand } from './operator.ts'
import { readLocale } from './scope.ts'
import { whoAndWhy } from './who-and-why.ts'

type Told = ReturnType<typeof told>
type Scope = Awaited<ReturnType<typeof readWanted>>[number]

/** How a page of events is written; `head` stands at the top of the file. */
const FORMATS: Readonly<Record<string, { head: string; write(events: readonly Told[]): string }>> = {
  csv: {
    head: `\uFEFF${csv([['society', 'id', 'at', 'event', 'actor', 'member', 'account', 'visit', 'detail']])}`,
    write: asCsv,
  },
  jsonl: { head: '', write: (events) => events.map((event) => `${JSON.stringify(event)}\n`).join('') },
}

/**
 * `genkan audit export`: the history as a file, oldest first, in constant memory. Only its owner can read the file, and
 * that it was made is in the history, too, with who and why. Exit 0, 2 for a wrong call.
 */
export const auditExport: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...filterOptions,
      to: { type: 'string' },
      format: { type: 'string', default: 'csv' },
      by: { type: 'string' },
      reason: { type: 'string' },
      lang: { type: 'string' },
    },
  })
  const format = Object.hasOwn(FORMATS, values.format) ? FORMATS[values.format] : undefined
  const who = whoAndWhy(values)
  if (!format || !values.to || !who)
    throw new WrongCall(`genkan audit export --to FILE --by NAME --reason TEXT [--format csv|jsonl] ${FILTERS}`)
  const words = readLocale(values.lang) === 'ja' ? ja : en
  const scopes = await readWanted(operator, values)
  const path = resolve(io.cwd, values.to)
  const file = await open(path, 'wx', 0o600).catch(() => undefined)
  if (!file) throw new WrongCall(`this file exists already or cannot be written: ${values.to}`)
  let events = 0
  try {
    await file.writeFile(format.head)
    for (const scope of scopes) events += await exportOne(operator, scope, file, { format: values.format, ...who })
  } catch (error) {
    // Half a history would pass for a whole one.
    await rm(path, { force: true })
    throw error
  } finally {
    await file.close()
  }
  io.out(words.exported(events, values.to))
  return 0
}

async function exportOne(
  { database, clock }: Operator,
  { society, wanted }: Scope,
  file: FileHandle,
  order: { readonly format: string; readonly by: string; readonly reason: string },
): Promise<number> {
  let events = 0
  for await (const page of searchHistory(database, society.id, wanted)) {
    await file.writeFile(FORMATS[order.format]?.write(page.map((event) => told(society.name, event))) ?? '')
    events += page.length
  }
  const exported = { name: 'audit.exported', actor: 'operator', detail: { events, ...order } } as const
  await database.inSociety(society.id, (tx) => record(tx, society.id, clock(), [exported]))
  return events
}

function asCsv(events: readonly Told[]): string {
  return csv(
    events.map(({ society, id, at, name, actor, member, accountId, visitId, detail }) => [
      ...[society, id, at, name, actor, member, accountId, visitId],
      JSON.stringify(detail),
    ]),
  )
}

/** No cell begins a formula (the library puts an apostrophe before what would); line ends as spreadsheets write them. */
function csv(rows: readonly (readonly unknown[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )
}

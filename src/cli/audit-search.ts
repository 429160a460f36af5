import { parseArgs } from 'node:util'
import { type FoundEvent, searchHistory } from '../audit/search-history.ts'
import { auditWords as en } from '../texts/en/audit.ts'
import { auditWords as ja } from '../texts/ja/audit.ts'
import { FILTERS, filterOptions, readWanted } from './audit-filter.ts'
import { WrongCall } from './failure.ts'
import type { OperatorCommand } from './operator.ts'
import { readLocale } from './scope.ts'

const LIMIT = 100

/** `genkan audit search`: who did what and when, the newest first. Exit 0, 1 when nothing was found, 2 for a wrong call. */
export const auditSearch: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      ...filterOptions,
      limit: { type: 'string', default: String(LIMIT) },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const limit = Number(values.limit)
  if (!/^[1-9]\d{0,5}$/.test(values.limit))
    throw new WrongCall(`genkan audit search ${FILTERS} [--limit ${LIMIT}] [--json]`)
  const words = readLocale(values.lang) === 'ja' ? ja : en
  const found: ReturnType<typeof told>[] = []
  for (const { society, wanted } of await readWanted(operator, values))
    for await (const page of searchHistory(operator.database, society.id, wanted, limit))
      found.push(...page.map((event) => told(society.name, event)))
  const newest = found.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0)).slice(0, limit)
  if (values.json) io.out(JSON.stringify(newest))
  for (const event of values.json ? [] : newest) io.out(line(event))
  if (!values.json) io.err(words.found(newest.length, limit))
  return newest.length > 0 ? 0 : 1
}

/** An event as commands show it. */
export function told(society: string, { at, ...event }: FoundEvent) {
  return { society, at: new Date(at).toISOString(), ...event }
}

function line({ at, society, name, actor, member, detail }: ReturnType<typeof told>): string {
  const said = Object.entries(detail).map(([key, value]) => `${key}=${value}`)
  return [at, society, name, actor, member ?? '-', ...said].join('\t')
}

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { type Noted, type Verified, verifyHistory } from '../audit/verify-history.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Locale } from '../texts/codes.ts'
import { auditWords as en } from '../texts/en/audit.ts'
import { auditWords as ja } from '../texts/ja/audit.ts'
import { WrongCall } from './failure.ts'
import type { Io } from './io.ts'
import type { OperatorCommand } from './operator.ts'
import { readLocale, societiesOf } from './scope.ts'

/**
 * `genkan audit verify`: whether the history is as it was sealed. Exit 0, 1 when a history is broken (or not being sealed),
 * 2 for a wrong call. `--noted FILE` is what `--json` said earlier, kept where the database's owner cannot reach it.
 */
export const auditVerify: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      society: { type: 'string' },
      noted: { type: 'string' },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const locale = readLocale(values.lang)
  const noted = values.noted === undefined ? new Map<string, Noted>() : await readNoted(resolve(io.cwd, values.noted))
  const reports = []
  for (const { id, name } of await societiesOf(operator, values.society)) {
    const given = { now: operator.clock(), noted: noted.get(name) }
    reports.push(reportOf(name, await verifyHistory(operator.database, operator.keyring(), id, given), locale))
  }
  const ok = reports.every((report) => report.ok)
  if (values.json) io.out(JSON.stringify({ ok, societies: reports }))
  else for (const report of reports) tell(report, locale, io)
  return ok ? 0 : 1
}

const iso = (at: Instant | null | undefined) => (at == null ? null : new Date(at).toISOString())

function reportOf(society: string, { broken, newest, since, ...counts }: Verified, locale: Locale) {
  const { problems } = locale === 'ja' ? ja : en
  return {
    society,
    ok: broken === undefined,
    ...counts,
    since: iso(since),
    newest,
    broken: broken
      ? { ...broken, from: iso(broken.from), to: iso(broken.to), sentence: problems[broken.problem](broken.batch) }
      : null,
  }
}

function tell(
  { society, events, unsealed, newest, broken }: ReturnType<typeof reportOf>,
  locale: Locale,
  io: Io,
): void {
  const words = locale === 'ja' ? ja : en
  const whole = words.whole(society, { events, unsealed, batches: newest?.batch ?? 0 })
  io.out(broken ? words.broken(society, broken.sentence) : whole)
  if (broken?.from && broken.to) io.out(`  ${words.between(broken.from, broken.to)}`)
}

const notedFile = v.object({
  societies: v.array(
    v.object({ society: v.string(), newest: v.nullable(v.object({ batch: v.number(), seal: v.string() })) }),
  ),
})

async function readNoted(path: string): Promise<Map<string, Noted>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), notedFile), text)
  if (!read.success) throw new WrongCall('--noted is a file with what `genkan audit verify --json` printed')
  return new Map(read.output.societies.flatMap(({ society, newest }) => (newest ? [[society, newest]] : [])))
}

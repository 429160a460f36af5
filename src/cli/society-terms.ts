import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Society } from '../society/society-directory.ts'
import { termsHistory } from '../society/terms-history.ts'
import { type PublishTermsProblem, publishTerms, type TermsDraft } from '../staff/publish-terms.ts'
import { formatMinute } from '../texts/format.ts'
import { WrongCall } from './failure.ts'
import type { Io } from './io.ts'
import { societyOf, startOfDay } from './letter-options.ts'
import type { Operator, OperatorCommand } from './operator.ts'

const USAGE =
  'genkan society terms NAME [FILE.txt --version N --from YYYY-MM-DD --by WHO [--changes FILE.txt] [--title TEXT]\n  [--en FILE.txt [--changes-en FILE.txt] [--title-en TEXT]]]'

const options = {
  version: { type: 'string' },
  from: { type: 'string' },
  by: { type: 'string' },
  changes: { type: 'string' },
  title: { type: 'string' },
  en: { type: 'string' },
  'changes-en': { type: 'string' },
  'title-en': { type: 'string' },
} as const

/**
 * `genkan society terms`: which versions of the terms there are, or one more of them, with an English text or without (TRM-06). It holds from the first
 * moment of its day in Japan, on every node, without a restart; from today means from now. Exit 1 where it is refused.
 */
export const societyTerms: OperatorCommand = async (operator, args, io) => {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  const [name, file, ...more] = positionals
  if (!name || more.length > 0 || (!file && Object.keys(values).length > 0)) throw new WrongCall(USAGE)
  const society = await societyOf(operator, name, io)
  if (!society) return 2
  if (!file) return list(operator, society, io)
  const by = values.by?.trim() ?? ''
  const version = /^[1-9]\d{0,8}$/.test(values.version ?? '') ? Number(values.version) : undefined
  const now = operator.clock()
  const effectiveAt = fromDay(values.from, now)
  if (!version || effectiveAt === undefined || by === '' || by.length > 200) throw new WrongCall(USAGE)
  const published = await publishTerms(
    operator.database,
    { societyId: society.id, now },
    {
      version,
      title: values.title,
      body: await textOf(file, io),
      changes: await textOf(values.changes, io),
      english: await englishOf(values, io),
      effectiveAt,
      actor: 'operator',
      by,
    },
  )
  if (!published.ok) {
    io.err(`not published: ${refusal(published.error)}`)
    return 1
  }
  const { outcome, effectiveAt: from } = published.value
  io.out(`${outcome}: version ${version}, in force from ${formatMinute(from)}`)
  return 0
}

async function list({ database, clock }: Operator, society: Society, io: Io): Promise<0> {
  const now = clock()
  const all = await database.inSociety(society.id, (tx) => termsHistory(tx, now))
  for (const { version, effectiveAt, state, title } of all)
    io.out([`version ${version}`, formatMinute(effectiveAt.getTime()), state, title].join('\t'))
  return 0
}

/** Today has begun: what is published today holds from now. */
function fromDay(text: string | undefined, now: Instant): Instant | undefined {
  const start = text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(text) : undefined
  return text === dayInTokyo(now) ? now : start
}

type English = { readonly en?: string; readonly 'changes-en'?: string; readonly 'title-en'?: string }

async function englishOf(given: English, io: Io): Promise<TermsDraft['english']> {
  const { en, 'changes-en': changes, 'title-en': title } = given
  if (en !== undefined) return { title, body: await textOf(en, io), changes: await textOf(changes, io) }
  if (changes !== undefined || title !== undefined) throw new WrongCall(USAGE)
  return undefined
}

async function textOf(file: string | undefined, io: Io): Promise<string> {
  if (file === undefined) return ''
  const bytes = await readFile(resolve(io.cwd, file)).catch(() => undefined)
  try {
    if (bytes) return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {}
  throw new WrongCall(`this file is no UTF-8 text that can be read: ${file}`)
}

function refusal(problem: PublishTermsProblem): string {
  switch (problem.code) {
    case 'nextVersionIs':
      return `the next version is ${problem.version}`
    case 'inForce':
      return 'this version is in force with other words; people agreed to it, so publish the next one'
    case 'bodyMissing':
      return 'the file is empty'
    case 'bodyTooLong':
      return 'the text has more than 200000 characters'
    case 'changesMissing':
      return 'members are shown what changed: name a file with a line for each change (--changes)'
    case 'changesTooLong':
      return 'what changed has at most 20 lines of 300 characters'
    case 'past':
      return 'a version takes effect today or later'
    case 'outOfOrder':
      return `version ${problem.version} takes effect on ${formatMinute(problem.effectiveAt)}: days ascend with versions`
  }
}

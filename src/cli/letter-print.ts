import { stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Desk, FileEncoding } from '../staff/letters/batch.ts'
import type { Candidate, Group } from '../staff/letters/candidates.ts'
import { type LetterChoice, sameName } from '../staff/letters/may-get-letter.ts'
import { type Layout, letterMailOf, type PaperSociety } from '../staff/letters/paper/letter-paper.ts'
import { openPress, type Press } from '../staff/letters/paper/open-press.ts'
import { languageOfLetters } from '../staff/letters/paper/words.ts'
import { type Asked, type Named, planLetters } from '../staff/letters/plan.ts'
import { PER_FILE, printRun } from '../staff/letters/print-run.ts'
import { shopProblems } from '../staff/letters/shop-rows.ts'
import { shopRun } from '../staff/letters/shop-run.ts'
import { paths } from '../web/views/paths.ts'
import type { Io } from './io.ts'
import { confirmed, deskFor, type LetterWords, wordsFor } from './letter-options.ts'
import { membersOfFile, parseMemberKey } from './named-members.ts'
import type { OperatorCommand } from './operator.ts'
import { refusalReport } from './refusal-report.ts'
import { readWho, whoAndWhy } from './who-and-why.ts'

const USAGE = `genkan letter print --society NAME WHO… --by NAME --reason TEXT [--second NAME]
    (--out FILE.pdf [--layout a4|postcard] | --layout file [--encoding cp932|utf-8]) [--dry-run] [--yes] [--lang ja|en]
  WHO: --never-signed-in [--again] | --expired | --returned | --list FILE.csv | --member SYMBOL,NUMBER,BRANCH …`

const options = {
  society: { type: 'string' },
  'never-signed-in': { type: 'boolean' },
  again: { type: 'boolean', default: false },
  expired: { type: 'boolean' },
  returned: { type: 'boolean' },
  list: { type: 'string' },
  member: { type: 'string', multiple: true },
  by: { type: 'string' },
  second: { type: 'string' },
  reason: { type: 'string' },
  out: { type: 'string' },
  layout: { type: 'string', default: 'a4' },
  encoding: { type: 'string', default: 'cp932' },
  'dry-run': { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const

type Call = {
  readonly choice: LetterChoice
  readonly named: () => AsyncIterable<Named>
  /** Members named on the command line get their letters all together or not at all. */
  readonly allOrNone: boolean
  readonly who: { readonly by: string; readonly second: string | null; readonly reason: string }
  readonly layout: Layout | 'file'
  readonly encoding: FileEncoding
  readonly out: string | null
  readonly t: LetterWords
}

/**
 * `genkan letter print`: issues letters (STF-02, STF-03, ISS-01, ISS-02, ISS-07, ISS-16) and prints them into PDFs that only their owner
 * can read, or seals them as a file for a print shop. Says first how many, and asks. Exit 0, 1 when somebody was refused, 2 for a wrong call.
 */
export const letterPrint: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const call = readCall(values, io)
  if (!call || !values.society) {
    io.err(USAGE)
    return 2
  }
  const { t, who } = call
  if (who.second !== null && sameName(who.by, who.second)) {
    io.err(t.sameEyes)
    return 2
  }
  if (await isBlocked(call, values.list, io)) return 2
  const desk = await deskFor(operator, values.society, io)
  if (!desk) return 2
  const press = call.layout === 'file' ? undefined : openPress(runOf(desk, call.layout))
  try {
    const asked: Asked = { choice: call.choice, named: call.named, eyes: who, unprintable: unprintable(press, call) }
    const plan = await preview(desk, asked, call, io)
    if (plan.stop !== null) return plan.stop
    if (values['dry-run']) {
      io.out(t.dryRun)
      return plan.exit
    }
    const there = await fileThere(call, plan.letters)
    if (there) {
      io.err(t.fileThere(there))
      return 2
    }
    if (!(await confirmed(io, values.yes, t.confirmPrint(plan.letters), t))) return 2
    const late = press ? await print(desk, asked, call, press, plan.letters, io) : await seal(desk, asked, call, io)
    return late ?? plan.exit
  } finally {
    await press?.stop()
  }
}

function readCall(
  values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'],
  io: Io,
): Call | undefined {
  const groups = [
    values['never-signed-in'] ? ('neverSignedIn' as const) : undefined,
    values.expired ? ('expired' as const) : undefined,
    values.returned ? ('returned' as const) : undefined,
  ].filter((group): group is Group => group !== undefined)
  const { list, member, layout, encoding } = values
  const choices = groups.length + (list ? 1 : 0) + (member ? 1 : 0)
  const words = wordsFor(values.lang)
  const who = whoAndWhy(values)
  const second = values.second?.trim() ? readWho(values.second) : null
  if (choices !== 1 || !words || !who || second === undefined) return undefined
  if (layout !== 'a4' && layout !== 'postcard' && layout !== 'file') return undefined
  if (encoding !== 'cp932' && encoding !== 'utf-8') return undefined
  const out = values.out ? resolve(io.cwd, values.out) : null
  if (layout === 'file' ? out !== null : out === null && !values['dry-run']) return undefined
  const [group] = groups
  return {
    choice: group ? { group, again: values.again } : 'named',
    named: list ? () => membersOfFile(resolve(io.cwd, list), words.locale) : () => namedOnes(member ?? []),
    allOrNone: member !== undefined,
    who: { ...who, second },
    layout,
    encoding,
    out,
    t: words.t,
  }
}

async function* namedOnes(keys: readonly string[]): AsyncGenerator<Named> {
  for (const label of keys) yield { label, key: parseMemberKey(label) }
}

/** Before anything is counted: a list that cannot be read, a file that exists already. */
async function isBlocked({ out, t }: Call, list: string | undefined, io: Io): Promise<boolean> {
  const listed = list === undefined ? true : (await stat(resolve(io.cwd, list)).catch(() => undefined))?.isFile()
  if (!listed) io.err(`this file cannot be read: ${list}`)
  const there = out !== null && (await stat(out).catch(() => undefined))
  if (there) io.err(t.fileThere(out))
  return !listed || Boolean(there)
}

function runOf({ society }: Desk, layout: Layout) {
  const { policy } = society
  const { societyName, title, letterTitle, contact, sender, colours } = policy
  const told = { societyName, title, letterTitle, contact, sender, colours }
  const paper: PaperSociety = { ...told, letterMail: letterMailOf(policy), door: doorOf(society) }
  return { society: paper, layout, locale: languageOfLetters(society), withRecovery: policy.recoveryPaper === 'letter' }
}

const doorOf = ({ origin }: { origin: string }): string => `${origin}${paths.letter}`

function unprintable(press: Press | undefined, { encoding }: Call): Asked['unprintable'] {
  if (!press) return async (found) => found.map((candidate) => shopProblems(candidate, encoding))
  return (found) => press.check(found.map(({ name, address }: Candidate) => `${name}${address ?? ''}`))
}

/** One of the files of this run that exists already: better told before the first letter than after five hundred. */
async function fileThere({ out }: Call, letters: number): Promise<string | undefined> {
  if (out === null) return undefined
  const paths = Array.from({ length: Math.ceil(letters / PER_FILE) }, (_, n) => fileNames(out, letters)(n + 1))
  for (const path of paths) if (await stat(path).catch(() => undefined)) return path
  return undefined
}

/** Says how many letters there would be and who gets none; `stop` is the exit code where it ends here. */
async function preview(desk: Desk, asked: Asked, call: Call, io: Io) {
  const { database, society, clock } = desk
  const { t, allOrNone } = call
  const report = refusalReport(t, io, asked.choice === 'named')
  let letters = 0
  for await (const { fine, refused } of planLetters(database, { society, now: clock() }, asked)) {
    letters += fine.length
    for (const one of refused) report.add(one)
  }
  const { failed } = report.finish()
  const exit = failed > 0 ? 1 : 0
  if (allOrNone && failed > 0) {
    io.err(t.allOrNone)
    return { letters, exit, stop: 1 }
  }
  io.out(t.plan(letters))
  if (letters > 0) return { letters, exit, stop: null }
  io.err(t.nobody)
  return { letters, exit, stop: exit }
}

async function print(desk: Desk, asked: Asked, call: Call, press: Press, expected: number, io: Io) {
  const { out, layout, who, t } = call
  if (out === null || layout === 'file') return 2
  const printed = await printRun(desk, asked, who, { press, layout, fileName: fileNames(out, expected) })
  if (!printed.ok) {
    io.err(t.fileThere(out))
    return 2
  }
  for (const { path, letters } of printed.value.files) io.out(t.printed(letters, path))
  return told(call, printed.value, io)
}

async function seal(desk: Desk, asked: Asked, call: Call, io: Io) {
  const { who, encoding, t } = call
  const sealed = await shopRun(desk, asked, who, { encoding, door: doorOf(desk.society) })
  io.out(t.shopReady(sealed.letters, sealed.batchId))
  return told(call, sealed, io)
}

/** Who was still to get one when it was counted and was not any more. */
function told(
  { t, layout }: Call,
  { batchId, refused }: Pick<Awaited<ReturnType<typeof shopRun>>, 'batchId' | 'refused'>,
  io: Io,
) {
  const report = refusalReport(t, io, true)
  for (const one of refused) report.add(one)
  report.finish()
  if (layout !== 'file') io.out(t.batch(batchId))
  if (layout !== 'file') io.out(t.secretFile)
  return refused.length > 0 ? 1 : undefined
}

/** One file as it was named; several with running numbers before the ending. */
function fileNames(out: string, expected: number): (at: number) => string {
  const ending = extname(out)
  const stem = out.slice(0, out.length - ending.length)
  return (at) => (expected <= PER_FILE && at === 1 ? out : `${stem}-${String(at).padStart(3, '0')}${ending}`)
}

import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Desk } from '../staff/letters/batch.ts'
import { cancelBatch, countOfBatch, endLetters, type LetterEnd } from '../staff/letters/end-letters.ts'
import type { Io } from './io.ts'
import { confirmed, deskFor, isBatchId, type LetterWords, LISTED, wordsFor } from './letter-options.ts'
import { lettersOfFile, type NamedLetter, namedLetter } from './named-members.ts'
import type { OperatorCommand } from './operator.ts'
import { whoAndWhy } from './who-and-why.ts'

const USAGE: Readonly<Record<LetterEnd, string>> = {
  returned:
    'genkan letter returned (NUMBER … | --list FILE.csv) --society NAME --by NAME --reason TEXT [--json] [--lang ja|en]',
  cancelled: `genkan letter cancel (NUMBER … | --list FILE.csv | --batch ID) --society NAME --by NAME --reason TEXT
    [--yes] [--json] [--lang ja|en]`,
}

/** `genkan letter returned`: letters that the post brought back; they die, and their members can be chosen for new ones (LET-04). */
export const letterReturned: OperatorCommand = (operator, args, io) => endThem('returned', operator, args, io)

/** `genkan letter cancel`: letters that must not open any more; they die at once, with every sitting that began with one. */
export const letterCancel: OperatorCommand = (operator, args, io) => endThem('cancelled', operator, args, io)

/** Exit 0, 1 when a number stood for no letter that could be ended, 2 for a wrong call. */
async function endThem(end: LetterEnd, ...[operator, args, io]: Parameters<OperatorCommand>): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      society: { type: 'string' },
      list: { type: 'string' },
      batch: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      yes: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const [words, who] = [wordsFor(values.lang), whoAndWhy(values)]
  const { list, batch } = values
  const ways = (positionals.length > 0 ? 1 : 0) + (list ? 1 : 0) + (batch ? 1 : 0)
  const wrong = batch !== undefined && (end === 'returned' || !isBatchId(batch))
  if (!words || !who || !values.society || ways !== 1 || wrong) {
    io.err(USAGE[end])
    return 2
  }
  const desk = await deskFor(operator, values.society, io)
  if (!desk) return 2
  if (batch) return cancelAll(desk, batch, { ...who, yes: values.yes, json: values.json }, words.t, io)
  if (list && !(await stat(resolve(io.cwd, list)).catch(() => undefined))?.isFile()) {
    io.err(`this file cannot be read: ${list}`)
    return 2
  }
  const named = list
    ? await Array.fromAsync(lettersOfFile(resolve(io.cwd, list), words.locale))
    : positionals.map(namedLetter)
  const ask = words.t.confirmCancel(named.length)
  if (end === 'cancelled' && !(await confirmed(io, values.yes, ask, words.t))) return 2
  return endNamed(desk, named, { end, ...who }, { t: words.t, json: values.json, io })
}

async function endNamed(
  desk: Desk,
  named: readonly NamedLetter[],
  order: Parameters<typeof endLetters>[2],
  { t, json, io }: { t: LetterWords; json: boolean; io: Io },
): Promise<number> {
  const serials = named.flatMap(({ serial }) => (serial === null ? [] : [serial]))
  const outcomes = new Map((await endLetters(desk, serials, order)).map(({ serial, outcome }) => [serial, outcome]))
  const rows = named.map(({ label, serial }) => {
    return { label, outcome: serial === null ? ('badNumber' as const) : (outcomes.get(serial) ?? 'unknown') }
  })
  const bad = rows.filter(({ outcome }) => outcome !== 'done')
  const done = new Set(serials.filter((serial) => outcomes.get(serial) === 'done')).size
  if (json) io.out(JSON.stringify(rows))
  else {
    for (const { label, outcome } of bad.slice(0, LISTED))
      if (outcome !== 'done') io.err(t.refusalLine(label, t.ends[outcome], ''))
    if (bad.length > LISTED) io.err(t.more(bad.length - LISTED))
    io.out(order.end === 'returned' ? t.returned(done) : t.cancelled(done))
  }
  return bad.length > 0 ? 1 : 0
}

async function cancelAll(
  desk: Desk,
  batchId: string,
  order: { by: string; reason: string; yes: boolean; json: boolean },
  t: LetterWords,
  io: Io,
): Promise<number> {
  const count = await countOfBatch(desk, batchId)
  if (count === undefined) {
    io.err(t.noBatch)
    return 1
  }
  if (!(await confirmed(io, order.yes, t.confirmCancel(count), t))) return 2
  const { by, reason } = order
  const ended = await cancelBatch(desk, batchId, { by, reason })
  io.out(order.json ? JSON.stringify({ batch: batchId, cancelled: ended }) : t.cancelled(ended))
  return 0
}

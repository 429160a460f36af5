import { parseArgs } from 'node:util'
import { LETTER_STATES } from '../staff/letters/letter-state.ts'
import { type BatchRow, type LetterRow, listBatches, listLetters } from '../staff/letters/list-letters.ts'
import { labelOf } from '../staff/letters/plan.ts'
import type { Locale } from '../texts/codes.ts'
import { formatDay } from '../texts/format.ts'
import type { Io } from './io.ts'
import { isBatchId, type LetterWords, societyOf, startOfDay, wordsFor } from './letter-options.ts'
import { parseMemberKey } from './named-members.ts'
import type { OperatorCommand } from './operator.ts'

const USAGE = `genkan letter list --society NAME [--state STATE] [--member SYMBOL,NUMBER,BRANCH] [--batch ID] [--since YYYY-MM-DD]
    [--batches] [--json] [--lang ja|en]
  STATE: ${LETTER_STATES.join(', ')}`

/** `genkan letter list`: the letters of a society and what became of them; with `--batches` the runs and their files. Never a code. */
export const letterList: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      society: { type: 'string' },
      state: { type: 'string' },
      member: { type: 'string' },
      batch: { type: 'string' },
      since: { type: 'string' },
      batches: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      lang: { type: 'string' },
    },
  })
  const words = wordsFor(values.lang)
  const filter = readFilter(values)
  if (!words || !filter || !values.society) {
    io.err(USAGE)
    return 2
  }
  const society = await societyOf(operator, values.society, io)
  if (!society) return 2
  const desk = { database: operator.database, society, clock: operator.clock }
  if (values.batches) {
    const batches = await listBatches(desk)
    if (values.json) io.out(JSON.stringify(batches))
    else for (const batch of batches) io.out(batchLine(batch, words))
    return 0
  }
  await tell(listLetters(desk, filter), values.json, words, io)
  return 0
}

function readFilter(values: { state?: string; member?: string; batch?: string; since?: string }) {
  const state = LETTER_STATES.find((known) => known === values.state) ?? null
  const member = values.member === undefined ? null : parseMemberKey(values.member)
  const since = values.since === undefined ? null : startOfDay(values.since)
  if ((values.state !== undefined && !state) || (values.member !== undefined && !member) || since === undefined)
    return undefined
  if (values.batch !== undefined && !isBatchId(values.batch)) return undefined
  return { state, member, since, batchId: values.batch ?? null }
}

type Words = { readonly locale: Locale; readonly t: LetterWords }

/** Page by page; as JSON one array over several lines. */
async function tell(pages: AsyncIterable<LetterRow[]>, json: boolean, words: Words, io: Io): Promise<void> {
  let count = 0
  for await (const page of pages)
    for (const row of page) {
      if (json) io.out(`${count === 0 ? '[' : ','}${JSON.stringify(row)}`)
      else io.out(letterLine(row, words))
      count += 1
    }
  if (json) io.out(count === 0 ? '[]' : ']')
  else if (count === 0) io.out(words.t.noLetters)
}

function letterLine(row: LetterRow, { locale, t }: Words): string {
  const day = (at: Date | null) => (at ? formatDay(locale, at) : '-')
  const when = row.returnedAt ?? row.spentAt ?? row.expiresAt
  return [
    row.number,
    t.states[row.state],
    labelOf(row.member),
    row.name,
    day(row.issuedAt),
    day(when),
    row.by ?? '-',
    row.reason ?? '-',
  ].join('\t')
}

function batchLine(row: BatchRow, { locale, t }: Words): string {
  const state = row.finished ? (row.file ? t.files[row.file] : '') : t.unfinished
  const cells = [
    row.id,
    formatDay(locale, row.madeAt),
    t.letterCount(row.letters),
    row.layout,
    state,
    row.by,
    row.reason,
  ]
  return cells.join('\t')
}

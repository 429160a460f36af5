import { parseArgs } from 'node:util'
import { type AttemptKind, FREE_ATTEMPTS } from '../account/attempts.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import { type MemberLock, memberLocks, unlockMember } from '../staff/member-locks.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'
import { memberWords, readMemberKey, when } from './scope.ts'
import { whoAndWhy } from './who-and-why.ts'

const LOCKS = 'genkan member locks --society NAME --member SYMBOL,NUMBER,BRANCH [--json] [--lang ja|en]'
const UNLOCK =
  'genkan member unlock --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT [--kind KIND] [--json] [--lang ja|en]'
const KINDS = Object.keys(FREE_ATTEMPTS) as AttemptKind[]

const options = {
  society: { type: 'string' },
  member: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  kind: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const

/** `genkan member locks`: what is locked for a member, and until when (LCK-03). Exit 0, 1 for nobody, 2 for a wrong call. */
export const memberLocksCommand: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const found = await whose(operator, values, LOCKS, io)
  if (!found) return 2
  const locks = await memberLocks(operator.database, found.place, found.member)
  const words = memberWords(values.lang)
  if (!locks.ok) return nobody(io, words, values.member)
  tell(io, values.json, locks.value, words, words.noLocks)
  return 0
}

/** `genkan member unlock`: lifts them, with the name of whoever does it and the reason in the history. */
export const memberUnlock: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const who = whoAndWhy(values)
  const kind = KINDS.find((name) => name === values.kind) ?? null
  if (!who || (values.kind !== undefined && kind === null)) {
    io.err(`${UNLOCK}\n  KIND: ${KINDS.join(', ')}`)
    return 2
  }
  const found = await whose(operator, values, UNLOCK, io)
  if (!found) return 2
  const order = { member: found.member, kind, actor: 'operator' as const, ...who }
  const lifted = await unlockMember(operator.database, found.place, order)
  const words = memberWords(values.lang)
  if (!lifted.ok) return nobody(io, words, values.member)
  tell(io, values.json, lifted.value, words, words.nothingLifted)
  return 0
}

async function whose(
  { database, clock, keyring }: Operator,
  asked: { society?: string | undefined; member?: string | undefined },
  usage: string,
  io: Io,
) {
  if (!asked.society || !asked.member) {
    io.err(usage)
    return undefined
  }
  const society = await openSocietyDirectory(database, clock).byName(asked.society)
  if (!society) {
    io.err(`no such society: ${asked.society}`)
    return undefined
  }
  return { member: readMemberKey(asked.member), place: { societyId: society.id, keyring: keyring(), now: clock() } }
}

type Words = ReturnType<typeof memberWords>

function nobody(io: Io, words: Words, member: string | undefined): number {
  io.err(words.noSuchMember(member ?? ''))
  return 1
}

function tell(io: Io, json: boolean, locks: readonly MemberLock[], words: Words, none: string): void {
  const iso = (at: number) => new Date(at).toISOString()
  const rows = locks.map(({ until, lastFailedAt, ...lock }) => ({
    ...lock,
    lastFailedAt: iso(lastFailedAt),
    until: until === null ? null : iso(until),
  }))
  if (json) io.out(JSON.stringify(rows))
  else if (locks.length === 0) io.out(none)
  for (const lock of json ? [] : locks) io.out(line(lock, words))
}

function line({ kind, state, until, failures, lastFailedAt, inKnownBrowser }: MemberLock, words: Words): string {
  const ends = until === null ? '-' : words.until(when(until))
  const { known, elsewhere } = words.where
  const tried = words.failures(failures, when(lastFailedAt))
  return [words.kinds[kind], words.lockStates[state], ends, tried, inKnownBrowser ? known : elsewhere].join('\t')
}

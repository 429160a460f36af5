import { parseArgs } from 'node:util'
import { type AttemptKind, FREE_ATTEMPTS } from '../account/attempts.ts'
import { openSocietyDirectory } from '../society/society-directory.ts'
import type { MemberKey } from '../staff/find-member.ts'
import { type MemberLock, memberLocks, unlockMember } from '../staff/member-locks.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'

const LOCKS = 'genkan member locks --society NAME --member SYMBOL,NUMBER,BRANCH [--json]'
const UNLOCK =
  'genkan member unlock --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT [--kind KIND] [--json]'
const KINDS = Object.keys(FREE_ATTEMPTS) as AttemptKind[]

const options = {
  society: { type: 'string' },
  member: { type: 'string' },
  by: { type: 'string' },
  reason: { type: 'string' },
  kind: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

/** `genkan member locks`: what is locked for a member, and until when (LCK-03). Exit 0, 1 for nobody, 2 for a wrong call. */
export const memberLocksCommand: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const found = await whose(operator, values, LOCKS, io)
  if (!found) return 2
  const locks = await memberLocks(operator.database, found.place, found.member)
  if (!locks.ok) return nobody(io, values.member)
  tell(io, values.json, locks.value, 'nothing is locked and nothing was tried in vain')
  return 0
}

/** `genkan member unlock`: lifts them, with the name of whoever does it and the reason in the history. */
export const memberUnlock: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const [by, reason] = [values.by?.trim(), values.reason?.trim()]
  const kind = KINDS.find((name) => name === values.kind) ?? null
  if (!by || !reason || (values.kind !== undefined && kind === null)) {
    io.err(`${UNLOCK}\n  KIND: ${KINDS.join(', ')}`)
    return 2
  }
  const found = await whose(operator, values, UNLOCK, io)
  if (!found) return 2
  const order = { member: found.member, kind, actor: 'operator' as const, by, reason }
  const lifted = await unlockMember(operator.database, found.place, order)
  if (!lifted.ok) return nobody(io, values.member)
  tell(io, values.json, lifted.value, 'there was nothing to lift')
  return 0
}

async function whose(
  { database, clock, keyring }: Operator,
  asked: { society?: string | undefined; member?: string | undefined },
  usage: string,
  io: Io,
) {
  const [symbol, number, branch, ...rest] = (asked.member ?? '').split(',')
  if (!asked.society || !symbol || !number || !branch || rest.length > 0) {
    io.err(usage)
    return undefined
  }
  const society = await openSocietyDirectory(database, clock).byName(asked.society)
  if (!society) {
    io.err(`no such society: ${asked.society}`)
    return undefined
  }
  const member: MemberKey = { symbol, number, branch }
  return { member, place: { societyId: society.id, keyring: keyring(), now: clock() } }
}

function nobody(io: Io, member: string | undefined): number {
  io.err(`no such member: ${member}`)
  return 1
}

function tell(io: Io, json: boolean, locks: readonly MemberLock[], none: string): void {
  const iso = (at: number) => new Date(at).toISOString()
  const rows = locks.map(({ until, lastFailedAt, ...lock }) => ({
    ...lock,
    lastFailedAt: iso(lastFailedAt),
    until: until === null ? null : iso(until),
  }))
  if (json) io.out(JSON.stringify(rows))
  else if (rows.length === 0) io.out(none)
  for (const row of json ? [] : rows) {
    const where = row.inKnownBrowser ? 'in a known browser' : 'everywhere else'
    io.out([row.kind, row.state, row.until ?? '-', `${row.failures} failures`, row.lastFailedAt, where].join('\t'))
  }
}

import { parseArgs } from 'node:util'
import { openQueue } from '../mail/queue.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import { heldMembers, releaseMember } from '../staff/held-members.ts'
import { inviteMembers } from '../staff/invite-members.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'
import { memberWords, readMemberKey, when } from './scope.ts'

const INVITE = 'genkan member invite --society NAME (--member SYMBOL,NUMBER,BRANCH | --all) --by WHO [--lang ja|en]'
const HELD = 'genkan member held --society NAME [--json] [--lang ja|en]'
const RELEASE =
  'genkan member release --society NAME --member SYMBOL,NUMBER,BRANCH --by WHO --reason TEXT [--lang ja|en]'

const options = {
  society: { type: 'string' },
  member: { type: 'string' },
  all: { type: 'boolean', default: false },
  by: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean', default: false },
  lang: { type: 'string' },
} as const

/** `genkan member invite`: mails the first sign-in to addresses that came in by file (ISS-03). Exit 1 when nobody could be invited. */
export const memberInvite: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const member = values.member === undefined ? undefined : readMemberKey(values.member)
  const words = memberWords(values.lang)
  const by = values.by?.trim()
  if (!by || values.all === (member !== undefined)) return wrong(io, INVITE)
  const society = await societyOf(operator, values.society, INVITE, io)
  if (!society) return 2
  if (!society.policy.initial.includes('invitationMail')) {
    io.err(words.noInvitations(society.name))
    return 1
  }
  const { database, clock } = operator
  const queue = operator.queue ?? (await openQueue(database))
  try {
    const place = { society, keyring: operator.keyring(), now: clock(), queue }
    const count = await inviteMembers(database, place, { member: member ?? null, by })
    io.out(words.invited(count))
    return count > 0 || values.all ? 0 : 1
  } finally {
    if (!operator.queue) await queue.stop()
  }
}

/** `genkan member held`: whose services wait because nothing but the computed password stands behind the account. */
export const memberHeld: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const words = memberWords(values.lang)
  const society = await societyOf(operator, values.society, HELD, io)
  if (!society) return 2
  const iso = (at: number) => new Date(at).toISOString()
  const held = await heldMembers(operator.database, society, operator.clock())
  const rows = held.map((member) => ({ ...member, since: iso(member.since), until: iso(member.until) }))
  if (values.json) io.out(JSON.stringify(rows))
  else if (rows.length === 0) io.out(words.noneHeld)
  for (const { symbol, number, branch, name, since, until } of values.json ? [] : held)
    io.out([`${symbol},${number},${branch}`, name, words.held(when(since), when(until))].join('\t'))
  return 0
}

/** `genkan member release`: opens the services of somebody who waits, with name and reason in the history. */
export const memberRelease: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options })
  const words = memberWords(values.lang)
  const member = values.member === undefined ? undefined : readMemberKey(values.member)
  const [by, reason] = [values.by?.trim(), values.reason?.trim()]
  if (!member || !by || !reason) return wrong(io, RELEASE)
  const society = await societyOf(operator, values.society, RELEASE, io)
  if (!society) return 2
  const place = { societyId: society.id, now: operator.clock() }
  const released = await releaseMember(operator.database, place, { member, actor: 'operator', by, reason })
  if (released.ok) io.out(words.released)
  else io.err(words.notHeld(values.member ?? ''))
  return released.ok ? 0 : 1
}

async function societyOf(
  { database, clock }: Operator,
  name: string | undefined,
  usage: string,
  io: Io,
): Promise<Society | undefined> {
  if (!name) {
    io.err(usage)
    return undefined
  }
  const society = await openSocietyDirectory(database, clock).byName(name)
  if (!society) io.err(`no such society: ${name}`)
  return society
}

function wrong(io: Io, usage: string): 2 {
  io.err(usage)
  return 2
}

import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { err, type Result } from '../kernel/result.ts'
import { type ApplyPolicyProblem, applyPolicy, hostOfAnother } from '../society/apply-policy.ts'
import { type CreateSocietyProblem, createSociety } from '../society/create-society.ts'
import type { Policy } from '../society/policy.ts'
import { policyChanges } from '../society/policy-changes.ts'
import { policyImpact } from '../society/policy-impact.ts'
import type { PolicyProblem } from '../society/policy-problem.ts'
import { openSocietyDirectory, type Society } from '../society/society-directory.ts'
import { readPolicy } from '../society/validate-policy.ts'
import type { Io } from './io.ts'
import type { Operator, OperatorCommand } from './operator.ts'

/** `genkan society create NAME FILE`: a new society from a policy file. */
export const societyCreate: OperatorCommand = async ({ database, clock }, args, io) => {
  const [name, file] = args
  const policy = await policyFrom('create', name, file, io)
  if (!policy || !name) return 2
  const created = await createSociety(database, { name, policy }, clock)
  if (!created.ok) {
    io.err(`not created: ${refusal(created.error)}`)
    return 1
  }
  io.out(`created: ${name}, ${policy.hosts.origin}`)
  return 0
}

/** `genkan society apply NAME FILE`: the next version of a society's policy; running nodes see it within two seconds. */
export const societyApply: OperatorCommand = async ({ database, clock }, args, io) => {
  const [name, file] = args
  const policy = await policyFrom('apply', name, file, io)
  if (!policy || !name) return 2
  const applied = await applyPolicy(database, name, policy, clock)
  if (!applied.ok) {
    io.err(`not applied: ${refusal(applied.error)}`)
    return 1
  }
  io.out(applied.value.changed ? `version ${applied.value.version}` : `unchanged: version ${applied.value.version}`)
  return 0
}

/** `genkan society show [NAME]`: which societies there are, or one policy as it is in force. */
export const societyShow: OperatorCommand = async ({ database, clock }, args, io) => {
  const directory = openSocietyDirectory(database, clock)
  const [name] = args
  if (!name) {
    for (const society of await directory.all())
      io.out(`${society.name}\t${society.origin}\tversion ${society.policyVersion}`)
    for (const { message } of await directory.unreadable()) io.err(message)
    return 0
  }
  const society = await directory.byName(name)
  if (!society) {
    io.err(`no such society: ${name}`)
    return 2
  }
  io.out(JSON.stringify(society.policy, null, 2))
  return 0
}

/**
 * `genkan society check FILE [NAME]`: whether a policy would be taken, and for an existing society what would change and
 * whom it would meet. Writes nothing. Exit 1 where it does not validate or would strand somebody.
 */
export const societyCheck: OperatorCommand = async ({ database, clock }, args, io) => {
  const [file, name] = args
  if (!file) {
    io.err('genkan society check FILE.json [NAME]')
    return 2
  }
  const policy = await policyFrom('check', name ?? '-', file, io)
  if (!policy) return 1
  if (!name) {
    io.out('this policy is valid')
    return 0
  }
  const society = await openSocietyDirectory(database, clock).byName(name)
  if (!society) {
    io.err(`no such society: ${name}`)
    return 2
  }
  return tellImpact({ database, clock }, society, policy, io)
}

async function tellImpact(
  { database, clock }: Pick<Operator, 'database' | 'clock'>,
  society: Society,
  policy: Policy,
  io: Io,
): Promise<0 | 1> {
  const from = society.policy.hosts.rpId
  const to = policy.hosts.rpId
  const taken = await hostOfAnother(database, society.id, policy)
  const refused = from !== to ? ({ code: 'rpIdIsForLife', from, to } as const) : taken
  if (refused) io.err(`would not be applied: ${refusal(refused)}`)
  const changes = policyChanges(society.policy, policy)
  for (const change of changes) io.out(`${change.path}: ${change.from} → ${change.to}`)
  const place = { societyId: society.id, epoch: society.epoch, now: clock() }
  const impacts = await database.inSociety(society.id, (tx) => policyImpact(tx, place, society.policy, policy))
  for (const { members, strands, what } of impacts) io.out(`${strands ? 'STRANDS' : 'meets'} ${members}: they ${what}`)
  if (changes.length === 0) io.out('nothing would change')
  else if (impacts.length === 0) io.out('nobody is met by it')
  return refused || impacts.some(({ strands }) => strands) ? 1 : 0
}

function refusal(problem: CreateSocietyProblem | ApplyPolicyProblem): string {
  switch (problem.code) {
    case 'nameShape':
      return 'a name has 2 to 31 of a–z, 0–9 and -, and begins with a letter'
    case 'nameTaken':
      return 'there is a society of this name already'
    case 'unknownSociety':
      return 'there is no society of this name'
    case 'hostTaken':
      return `the host ${problem.host} belongs to ${problem.owner}`
    case 'strands':
      return `${problem.members === 1 ? '1 member' : `${problem.members} members`} could not sign in any more: they ${problem.what}`
    case 'rpIdIsForLife':
      return `the RP ID stays ${problem.from}: with ${problem.to} every passkey would end`
  }
}

async function policyFrom(
  verb: string,
  name: string | undefined,
  file: string | undefined,
  io: Io,
): Promise<Policy | undefined> {
  if (!name || !file) {
    io.err(`genkan society ${verb} NAME FILE.json`)
    return undefined
  }
  const read = readPolicyText(await readFile(resolve(io.cwd, file)).catch(() => undefined))
  if (read.ok) return read.value
  for (const { path, message } of read.error) io.err(`${path || file}: ${message}`)
  return undefined
}

/** UTF-8, with or without a byte order mark; anything else would leave broken names on every page. */
function readPolicyText(bytes: Uint8Array | undefined): Result<Policy, PolicyProblem[]> {
  const wrong = (message: string) => err([{ path: '', message }])
  if (!bytes) return wrong('this file cannot be read')
  try {
    return readPolicy(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch (reason) {
    if (reason instanceof SyntaxError) return wrong(`this file is no JSON: ${reason.message}`)
    return wrong('this file is not UTF-8: save it as UTF-8')
  }
}

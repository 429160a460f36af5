import { isDeepStrictEqual } from 'node:util'
import { type Clock, type Instant, systemClock } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Database, Tx } from '../store/database.ts'
import { claimHosts, findTakenHost, type HostTaken } from './claim-hosts.ts'
import type { Policy } from './policy.ts'
import { policyImpact } from './policy-impact.ts'

export type ApplyPolicyProblem =
  | { readonly code: 'unknownSociety' }
  | { readonly code: 'rpIdIsForLife'; readonly from: string; readonly to: string }
  | HostTaken
  | Stranded

/** Whom the change would leave outside: how many, and why. */
type Stranded = { readonly code: 'strands'; readonly members: number; readonly what: string }

/**
 * Makes a policy the newest version of a society's policy and gives the society the hosts that it names; the same
 * policy again changes nothing. Refused: a new RP ID, which would end every passkey (PLT-08), a host of another society,
 * and what would leave members outside who can sign in now.
 */
export async function applyPolicy(
  database: Database,
  name: string,
  policy: Policy,
  clock: Clock = systemClock,
): Promise<Result<{ version: number; changed: boolean }, ApplyPolicyProblem>> {
  const stranded = await strands(database, name, policy, clock())
  if (stranded) return err(stranded)
  return database.acrossSocieties(async (tx) => {
    const current = await lockCurrent(tx, name)
    if (!current) return err({ code: 'unknownSociety' })
    const { id, version, policy: before } = current
    if (isDeepStrictEqual(before, policy)) return ok({ version, changed: false })
    const from = before.hosts.rpId
    if (from !== policy.hosts.rpId) return err({ code: 'rpIdIsForLife', from, to: policy.hosts.rpId })
    const taken = await claimHosts(tx, id, policy)
    if (taken) return err(taken)
    await tx
      .insertInto('society_policy')
      .values({
        society_id: id,
        version: version + 1,
        policy: JSON.stringify(policy),
        applied_at: new Date(clock()),
      })
      .execute()
    return ok({ version: version + 1, changed: true })
  })
}

/** The host of another society that would keep a policy from being applied. */
export function hostOfAnother(database: Database, societyId: number, policy: Policy): Promise<HostTaken | undefined> {
  return database.acrossSocieties((tx) => findTakenHost(tx, policy, societyId))
}

/** Members are counted inside their society, so before the version is written: who binds a passkey in that moment is not among them. */
async function strands(database: Database, name: string, policy: Policy, now: Instant): Promise<Stranded | undefined> {
  const current = await database.acrossSocieties((tx) => lockCurrent(tx, name))
  if (!current) return undefined
  const place = { societyId: current.id, epoch: current.epoch, now }
  const impacts = await database.inSociety(current.id, (tx) => policyImpact(tx, place, current.policy, policy))
  const worst = impacts.find(({ strands }) => strands)
  return worst && { code: 'strands', members: worst.members, what: worst.what }
}

async function lockCurrent(tx: Tx, name: string) {
  const society = await tx
    .selectFrom('society')
    .select(['id', 'epoch'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst()
  if (!society) return undefined
  const newest = await tx
    .selectFrom('society_policy')
    .select(['version', 'policy'])
    .where('society_id', '=', society.id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  // Only what `readPolicy` returned is ever stored; a policy of an older version may lack newer keys, but has its hosts.
  return (
    newest && {
      ...society,
      version: newest.version,
      policy: newest.policy as Pick<Policy, 'hosts'> & Partial<Policy>,
    }
  )
}

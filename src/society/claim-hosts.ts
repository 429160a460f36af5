import type { Tx } from '../store/database.ts'
import type { Policy } from './policy.ts'

/** A host that a policy names and another society has. */
export type HostTaken = { readonly code: 'hostTaken'; readonly host: string; readonly owner: string }

/**
 * Gives a society exactly the hosts of its policy. Nothing is written when one of them belongs to another society.
 * Runs in `acrossSocieties`, where the society is locked. Throws when another society takes a host at the same moment.
 */
export async function claimHosts(tx: Tx, societyId: number, policy: Policy): Promise<HostTaken | undefined> {
  const taken = await findTakenHost(tx, policy, societyId)
  if (taken) return taken
  const wanted = hostsOf(policy)
  await tx.deleteFrom('society_host').where('society_id', '=', societyId).where('host', 'not in', wanted).execute()
  await tx.updateTable('society_host').set({ canonical: false }).where('society_id', '=', societyId).execute()
  const claimed = await tx
    .insertInto('society_host')
    .values(wanted.toSorted().map((host) => ({ host, society_id: societyId, canonical: host === wanted[0] })))
    .onConflict((conflict) =>
      conflict
        .column('host')
        .doUpdateSet((row) => ({ canonical: row.ref('excluded.canonical') }))
        .whereRef('society_host.society_id', '=', 'excluded.society_id'),
    )
    .returning('host')
    .execute()
  if (claimed.length !== wanted.length) throw new Error('another society took one of these hosts just now')
  return undefined
}

/** The first host of the policy that belongs to a society other than `societyId`. */
export async function findTakenHost(tx: Tx, policy: Policy, societyId?: number): Promise<HostTaken | undefined> {
  const found = await tx
    .selectFrom('society_host')
    .innerJoin('society', 'society.id', 'society_host.society_id')
    .select(['society_host.host', 'society.name as owner'])
    .where('society_host.host', 'in', hostsOf(policy))
    .where('society.id', '<>', societyId ?? 0)
    .orderBy('society_host.host')
    .executeTakeFirst()
  return found && { code: 'hostTaken', ...found }
}

/** The canonical host first. */
function hostsOf({ hosts }: Policy): string[] {
  return [new URL(hosts.origin).host, ...hosts.others]
}

import type { Database, Tx } from '../store/database.ts'

/** A society as it stands in the database; `policy` only where its version is not known to the caller. */
export type SocietyRow = {
  readonly id: number
  readonly name: string
  readonly epoch: number
  readonly policyVersion: number
  readonly policy?: object | undefined
}

/** All societies that have a policy, and all hosts. Policies are read only where the version differs from `known`. */
export function loadSocieties(
  database: Database,
  known: ReadonlyMap<number, number>,
): Promise<{ societies: SocietyRow[]; hosts: { host: string; societyId: number }[] }> {
  return database.acrossSocieties(async (tx) => {
    const rows = await newestVersions(tx)
    const changed = rows.filter((row) => known.get(row.id) !== row.policyVersion)
    const policies = await policiesOf(tx, changed)
    const societies = rows.map((row) => ({ ...row, policy: policies.get(row.id) }))
    const hosts = await tx.selectFrom('society_host').select(['host', 'society_id as societyId']).execute()
    return { societies, hosts }
  })
}

function newestVersions(tx: Tx) {
  return tx
    .selectFrom('society')
    .innerJoin('society_policy', 'society_policy.society_id', 'society.id')
    .select(['society.id', 'society.name', 'society.epoch'])
    .select((row) => row.fn.max('society_policy.version').as('policyVersion'))
    .groupBy(['society.id', 'society.name', 'society.epoch'])
    .orderBy('society.id')
    .execute()
}

async function policiesOf(
  tx: Tx,
  rows: readonly { id: number; policyVersion: number }[],
): Promise<Map<number, object>> {
  if (rows.length === 0) return new Map()
  const found = await tx
    .selectFrom('society_policy')
    .select(['society_id', 'policy'])
    .where((row) => row.or(rows.map(({ id, policyVersion }) => row.and({ society_id: id, version: policyVersion }))))
    .execute()
  return new Map(found.map((row) => [row.society_id, row.policy]))
}

import { sql } from 'kysely'
import type { Tx } from '../store/database.ts'
import { claimIdentifier, findIdentifier } from './find-identifier.ts'
import { addressKey } from './mail-address-rule.ts'

/**
 * Gives an account another ID of its own; the ones that it had, chosen or kept, open nothing any more and are free for
 * others. False when somebody else has it. A verified address that served as the ID goes on as an address.
 */
export async function replaceUserId(
  tx: Tx,
  claim: { societyId: number; accountId: string; value: string; verifiedAddress: string | null },
): Promise<boolean> {
  const { societyId, accountId, value } = claim
  await sql`select pg_advisory_xact_lock(${societyId}::integer, hashtext(${value}))`.execute(tx)
  const existing = await findIdentifier(tx, societyId, value)
  if (existing && existing.accountId !== accountId) return false
  await tx
    .deleteFrom('identifier')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('kind', 'in', ['own', 'kept'])
    .execute()
  const owner = { societyId, accountId }
  const address = claim.verifiedAddress === null ? null : addressKey(claim.verifiedAddress)
  if (address !== null && address !== value) await claimIdentifier(tx, { ...owner, value: address, kind: 'mail' })
  return claimIdentifier(tx, { ...owner, value, kind: 'own' })
}

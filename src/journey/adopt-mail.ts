import { claimIdentifier } from '../account/find-identifier.ts'
import { addressKey } from '../account/mail-address-rule.ts'
import { killMailedCodes } from '../account/mailed-codes.ts'
import { adoptAddress, withdrawProposal } from '../account/propose-address.ts'
import type { Instant } from '../kernel/clock.ts'
import type { MailJob } from '../mail/queue.ts'
import type { Tx } from '../store/database.ts'

/** Whose address changes, by which visit. */
type Owner = { readonly societyId: number; readonly accountId: string; readonly visitId: string }

/**
 * The proposed address was confirmed: it takes the place of the current one, which is told as well as the new one, and
 * whatever was still under way for the old one is dead. Undefined when somebody else verified it first.
 */
export async function adoptMail(
  tx: Tx,
  owner: Owner,
  proposed: { readonly id: string; readonly address: string },
  now: Instant,
): Promise<{ readonly mails: readonly MailJob[] } | undefined> {
  const { societyId, accountId } = owner
  const value = addressKey(proposed.address)
  if (!(await claimIdentifier(tx, { societyId, accountId, value, kind: 'mail' }))) {
    await withdrawProposal(tx, owner)
    return undefined
  }
  const old = await verifiedAddress(tx, owner)
  await adoptAddress(tx, { ...owner, id: proposed.id }, now)
  await killMailedCodes(tx, societyId, accountId, now)
  const told = [...(old === undefined ? [] : [old]), proposed.id]
  const about = {
    kind: 'changed' as const,
    societyId,
    accountId,
    what: 'mail' as const,
    at: new Date(now).toISOString(),
  }
  return { mails: told.map((mailAddressId) => ({ ...about, mailAddressId })) }
}

async function verifiedAddress(tx: Tx, { societyId, accountId }: Owner): Promise<string | undefined> {
  const row = await tx
    .selectFrom('mail_address')
    .select('id')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .where('verified_at', 'is not', null)
    .executeTakeFirst()
  return row?.id
}

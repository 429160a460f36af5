import { days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { newLetterCode } from '../kernel/letter-code.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'

/** Somebody who may be invited: the address came in by file, and nothing was begun. */
export type Invitee = { readonly accountId: string; readonly mailAddressId: string }

/**
 * A letter that goes out by mail: its link opens it until it is spent or too old. Its code is drawn and thrown
 * away and it has no recovery number, so that nothing but the link opens it. Returns its ID, which is all that the mail's job is told.
 */
export async function issueInvitation(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  { accountId, mailAddressId }: Invitee,
  now: Instant,
): Promise<string> {
  const { id } = await tx
    .insertInto('letter')
    .values({
      society_id: society.id,
      account_id: accountId,
      code_mac: keyring.mac('letter-code', String(society.id), accountId, newLetterCode()),
      mail_address_id: mailAddressId,
      issued_at: new Date(now),
      expires_at: new Date(now + days(society.policy.lifetimes.letterDays)),
      epoch: society.epoch,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** An invitation by the ID in its link, whatever became of it. */
export async function findInvitation(tx: Tx, society: Society, letterId: string, now: Instant) {
  const row = await tx
    .selectFrom('letter')
    .innerJoin('mail_address', (join) =>
      join
        .onRef('mail_address.society_id', '=', 'letter.society_id')
        .onRef('mail_address.id', '=', 'letter.mail_address_id'),
    )
    .select(['letter.id', 'letter.account_id', 'letter.expires_at', 'letter.spent_at', 'letter.cancelled_at'])
    .select(['letter.epoch', 'letter.issued_at', 'mail_address.id as mailAddressId', 'mail_address.address'])
    .select(['mail_address.removed_at', 'mail_address.verified_at', 'mail_address.on_file_at'])
    .where('letter.society_id', '=', society.id)
    .where('letter.id', '=', letterId)
    .executeTakeFirst()
  if (!row) return undefined
  const cancelled = row.cancelled_at !== null || row.epoch !== society.epoch || row.on_file_at >= row.issued_at
  const over = row.expires_at.getTime() <= now
  const status: 'living' | 'spent' | 'expired' | 'cancelled' = row.spent_at
    ? 'spent'
    : cancelled
      ? 'cancelled'
      : over
        ? 'expired'
        : 'living'
  return {
    id: row.id,
    accountId: row.account_id,
    status,
    spentAt: row.spent_at?.getTime() ?? null,
    expiresAt: row.expires_at,
    issuedAt: row.issued_at,
    address: {
      id: row.mailAddressId,
      address: row.address,
      isCurrent: row.removed_at === null,
      isVerified: row.verified_at !== null,
    },
  }
}

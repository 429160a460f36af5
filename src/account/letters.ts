import { days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { newLetterCode } from '../kernel/letter-code.ts'
import { randomDigits } from '../kernel/random.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { isTemporaryId, newTemporaryId } from './temporary-id.ts'

/** What is printed and nowhere kept: only MACs of code and recovery number go into the database. */
export type IssuedLetter = {
  readonly id: string
  readonly accountId: string
  readonly temporaryId: string
  readonly code: string
  /** 20 digits, 66 bits (NIST 800-63B: at least 64); dead until activation. */
  readonly recoveryNumber: string
  readonly expiresAt: Instant
}

/** A letter as far as the door must know it. */
export type LetterState = {
  readonly id: string
  readonly issuedAt: Instant
  readonly status: 'living' | 'spent' | 'expired' | 'cancelled'
  readonly spentAt: Instant | null
  /** It begins an active account anew (issued under four eyes). */
  readonly recovers: boolean
}

/** Issues a letter to an account: a temporary ID that stays, a code that lives until it is spent or too old. */
export async function issueLetter(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  accountId: string,
  now: Instant,
  purpose: 'founding' | 'recovery' = 'founding',
): Promise<IssuedLetter> {
  const temporaryId = await temporaryIdOf(tx, society.id, accountId)
  const code = newLetterCode()
  const recoveryNumber = randomDigits(20)
  const expiresAt = now + days(society.policy.lifetimes.letterDays)
  const { id } = await tx
    .insertInto('letter')
    .values({
      society_id: society.id,
      account_id: accountId,
      code_mac: keyring.mac('letter-code', String(society.id), accountId, code),
      recovery_mac: keyring.mac('recovery-code', String(society.id), accountId, recoveryNumber),
      issued_at: new Date(now),
      expires_at: new Date(expiresAt),
      epoch: society.epoch,
      purpose,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, accountId, temporaryId, code, recoveryNumber, expiresAt }
}

/** The letter of this account that carries this code, whatever became of it; the newest when several do. */
export async function findLetter(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  typed: { accountId: string; code: string },
  now: Instant,
): Promise<LetterState | undefined> {
  const rows = await tx
    .selectFrom('letter')
    .select(['id', 'code_mac', 'issued_at', 'expires_at', 'spent_at', 'cancelled_at', 'epoch', 'purpose'])
    .where('society_id', '=', society.id)
    .where('account_id', '=', typed.accountId)
    .where('mail_address_id', 'is', null)
    .orderBy('issued_at', 'desc')
    .limit(20)
    .execute()
  const row = rows.find(({ code_mac }) =>
    keyring.matches(code_mac, 'letter-code', String(society.id), typed.accountId, typed.code),
  )
  if (!row) return undefined
  const cancelled = row.cancelled_at !== null || row.epoch !== society.epoch
  const status = row.spent_at
    ? 'spent'
    : cancelled
      ? 'cancelled'
      : row.expires_at.getTime() <= now
        ? 'expired'
        : 'living'
  const recovers = row.purpose === 'recovery'
  return { id: row.id, issuedAt: row.issued_at.getTime(), status, spentAt: row.spent_at?.getTime() ?? null, recovers }
}

/** Spending one letter kills every letter of that person issued before that moment (invariant 10). */
export async function spendLetters(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<number> {
  const spent = await tx
    .updateTable('letter')
    .set({ spent_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('spent_at', 'is', null)
    .where('issued_at', '<=', new Date(now))
    .returning(['id', 'mail_address_id'])
    .execute()
  if (spent.some(({ mail_address_id }) => mail_address_id === null)) await endHold(tx, societyId, accountId, now)
  return spent.length
}

/** Whoever had the paper did not begin with nothing: the services of this founding need not wait. */
async function endHold(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('account')
    .set({ hold_released_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .where('held_since', 'is not', null)
    .where('hold_released_at', 'is', null)
    .execute()
}

async function temporaryIdOf(tx: Tx, societyId: number, accountId: string): Promise<string> {
  const known = await tx
    .selectFrom('identifier')
    .select('value')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('kind', '=', 'temporary')
    .executeTakeFirst()
  if (known && isTemporaryId(known.value)) return known.value
  for (;;) {
    const value = newTemporaryId()
    const row = await tx
      .insertInto('identifier')
      .values({ society_id: societyId, value, account_id: accountId, kind: 'temporary' })
      .onConflict((conflict) => conflict.columns(['society_id', 'value']).doNothing())
      .returning('value')
      .executeTakeFirst()
    if (row) return row.value
  }
}

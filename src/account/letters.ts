import { days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { newLetterCode } from '../kernel/letter-code.ts'
import { randomDigits } from '../kernel/random.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { temporaryIdsOf } from './temporary-ids-of.ts'

/** What is printed and nowhere kept: only MACs of code and recovery number go into the database. */
export type IssuedLetter = {
  readonly id: string
  /** The running number that names it on paper. */
  readonly serial: number
  readonly accountId: string
  readonly temporaryId: string
  readonly code: string
  /** 20 digits, 66 bits (NIST 800-63B: at least 64); dead until activation, and for good where none is printed. */
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

/**
 * What a run of letters says about them: the run, when the paper was there (null: it is not yet), and which accounts are
 * active, so that the letter recovers them instead of founding them (issued under four eyes).
 */
export type Issue = {
  readonly now: Instant
  readonly batchId: string | null
  readonly printedAt: Instant | null
  readonly recovers: ReadonlySet<string>
}

/** Issues a letter to an account, for paper that is there at once. */
export async function issueLetter(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  accountId: string,
  now: Instant,
  purpose: 'founding' | 'recovery' = 'founding',
): Promise<IssuedLetter> {
  const recovers = new Set(purpose === 'recovery' ? [accountId] : [])
  const issue = { now, batchId: null, printedAt: now, recovers }
  const [letter] = await issueLetters(tx, society, keyring, [accountId], issue)
  if (!letter) throw new Error('no letter was issued')
  return letter
}

/**
 * Issues a letter to each of these accounts: a temporary ID that stays, a code that lives until it is spent or too old.
 * From that moment every earlier one that still opens is dead, on paper or mailed (ISS-16). The accounts are locked by the caller, who also
 * ends the visits that began with those.
 */
export async function issueLetters(
  tx: Tx,
  society: Society,
  keyring: Keyring,
  accountIds: readonly string[],
  { now, batchId, printedAt, recovers }: Issue,
): Promise<IssuedLetter[]> {
  if (accountIds.length === 0) return []
  const temporaryIds = await temporaryIdsOf(tx, society.id, accountIds)
  await replaceLiving(tx, society.id, accountIds, now)
  const expiresAt = now + days(society.policy.lifetimes.letterDays)
  // Without a lower half there is nothing that could be kept.
  const hasNumber = society.policy.recoveryPaper === 'letter'
  const made = accountIds.map((accountId) => ({ accountId, code: newLetterCode(), recoveryNumber: randomDigits(20) }))
  const rows = await tx
    .insertInto('letter')
    .values(
      made.map(({ accountId, code, recoveryNumber }) => ({
        society_id: society.id,
        account_id: accountId,
        code_mac: keyring.mac('letter-code', String(society.id), accountId, code),
        recovery_mac: hasNumber ? keyring.mac('recovery-code', String(society.id), accountId, recoveryNumber) : null,
        issued_at: new Date(now),
        expires_at: new Date(expiresAt),
        printed_at: printedAt === null ? null : new Date(printedAt),
        batch_id: batchId,
        epoch: society.epoch,
        purpose: recovers.has(accountId) ? 'recovery' : 'founding',
      })),
    )
    .returning(['id', 'serial', 'account_id'])
    .execute()
  const byAccount = new Map(rows.map((row) => [row.account_id, row]))
  return made.map(({ accountId, ...secrets }) => {
    const row = byAccount.get(accountId)
    const temporaryId = temporaryIds.get(accountId)
    if (!row || !temporaryId) throw new Error('a letter was not written')
    return { id: row.id, serial: row.serial, accountId, temporaryId, ...secrets, expiresAt }
  })
}

async function replaceLiving(tx: Tx, societyId: number, accountIds: readonly string[], now: Instant): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ cancelled_at: new Date(now), cancelled_because: 'replaced' })
    .where('society_id', '=', societyId)
    .where('account_id', 'in', [...accountIds])
    .where('issued_at', '<=', new Date(now))
    .where('expires_at', '>', new Date(now))
    .where('spent_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .execute()
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
    .returning(['id', 'mail_address_id', 'cancelled_at'])
    .execute()
  const onPaper = spent.some(({ mail_address_id, cancelled_at }) => mail_address_id === null && cancelled_at === null)
  if (onPaper) await endHold(tx, societyId, accountId, now)
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

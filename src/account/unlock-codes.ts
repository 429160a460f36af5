import { sql } from 'kysely'
import { hours, type Instant, minutes, seconds } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { randomDigits } from '../kernel/random.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { openUnlockCode, sealUnlockCode } from '../mail/mail-code-secret.ts'
import type { Tx } from '../store/database.ts'

/** A code that opens a locked password for one try, as the browser that asked for it holds it. */
export type UnlockRequest = { readonly id: string; readonly subject: string }

export type UnlockSendProblem =
  | { readonly kind: 'tooEarly'; readonly until: Instant }
  | { readonly kind: 'limit' | 'expired' }

const LIFETIME = minutes(10)
const RESEND_AFTER = seconds(30)
/** Mails to one typed identifier within an hour, whoever asks. */
const MOST_PER_HOUR = 6

type Place = { readonly id: number; readonly epoch: number }

/**
 * Makes a code for what was typed (`value` is the folded form). Known and unknown identifiers get the same row by the same
 * queries; without a verified address nobody is mailed. The caller puts the mail into the queue.
 */
export async function newUnlockCode(
  tx: Tx,
  society: Place,
  keyring: Keyring,
  typed: { subject: string; value: string },
  now: Instant,
): Promise<Result<{ id: string; accountId: string | null }, UnlockSendProblem>> {
  if (await hasEnough(tx, society.id, typed.subject, now)) return err({ kind: 'limit' })
  const id = crypto.randomUUID()
  const sealed = sealUnlockCode(keyring, society.id, id, randomDigits(6))
  const at = new Date(now)
  const { rows } = await sql<{ account_id: string | null }>`
    insert into unlock_code (society_id, id, subject, account_id, mail_address_id, code_sealed, created_at, expires_at,
      last_sent_at, epoch)
    select ${society.id}::integer, ${id}::uuid, ${typed.subject}, i.account_id, a.id, ${sealed}, ${at}, ${new Date(now + LIFETIME)},
      ${at}, ${society.epoch}::integer
    from (select 1) as one
    left join identifier i on i.society_id = ${society.id} and i.value = ${typed.value} and i.kind <> 'temporary'
    left join mail_address a on a.society_id = i.society_id and a.account_id = i.account_id
      and a.removed_at is null and a.verified_at is not null
    returning account_id`.execute(tx)
  return ok({ id, accountId: rows[0]?.account_id ?? null })
}

/** Sends the same code again; the newer mail says the same. */
export async function resendUnlockCode(
  tx: Tx,
  society: Place,
  request: UnlockRequest,
  now: Instant,
): Promise<Result<void, UnlockSendProblem>> {
  const row = await living(tx, society, request, now)
  if (!row) return err({ kind: 'expired' })
  const until = row.last_sent_at.getTime() + RESEND_AFTER
  if (until > now) return err({ kind: 'tooEarly', until })
  if (await hasEnough(tx, society.id, request.subject, now)) return err({ kind: 'limit' })
  await tx
    .updateTable('unlock_code')
    .set({ sent_count: row.sent_count + 1, last_sent_at: new Date(now) })
    .where('society_id', '=', society.id)
    .where('id', '=', request.id)
    .execute()
  return ok()
}

/** The code of this request while it can be typed. */
export async function livingUnlockCode(
  tx: Tx,
  society: Place,
  keyring: Keyring,
  request: UnlockRequest,
  now: Instant,
): Promise<{ code: string; accountId: string | null } | undefined> {
  const row = await living(tx, society, request, now)
  const code = row && openUnlockCode(keyring, society.id, request.id, row.code_sealed)
  return row && code !== undefined ? { code, accountId: row.account_id } : undefined
}

/** Gives a spent code back whose try nobody looked at, because the server was busy. */
export async function reviveUnlockCode(tx: Tx, societyId: number, id: string): Promise<void> {
  await tx
    .updateTable('unlock_code')
    .set({ spent_at: null })
    .where('society_id', '=', societyId)
    .where('id', '=', id)
    .execute()
}

function living(tx: Tx, society: Place, request: UnlockRequest, now: Instant) {
  return tx
    .selectFrom('unlock_code')
    .select(['code_sealed', 'account_id', 'sent_count', 'last_sent_at'])
    .where('society_id', '=', society.id)
    .where('id', '=', request.id)
    .where('subject', '=', request.subject)
    .where('spent_at', 'is', null)
    .where('expires_at', '>', new Date(now))
    .where('epoch', '=', society.epoch)
    .executeTakeFirst()
}

async function hasEnough(tx: Tx, societyId: number, subject: string, now: Instant): Promise<boolean> {
  const { sent } = await tx
    .selectFrom('unlock_code')
    .select(({ fn }) => fn.sum<string | null>('sent_count').as('sent'))
    .where('society_id', '=', societyId)
    .where('subject', '=', subject)
    .where('created_at', '>', new Date(now - hours(1)))
    .executeTakeFirstOrThrow()
  return Number(sent ?? 0) >= MOST_PER_HOUR
}

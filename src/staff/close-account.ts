import { type Actor, record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { endEveryVisit } from '../session/end-visit.ts'
import type { Database, Tx } from '../store/database.ts'
import { accountOf, type MemberKey } from './find-member.ts'

/** Who asks for it, and why; both stand in the history. */
export type Order = {
  readonly member: MemberKey
  readonly actor: Actor
  readonly by: string
  readonly reason: string
}

type Place = { readonly societyId: number; readonly now: Instant }

/**
 * Closes the account of a member: every visit ends, every mailed code and link is dead, and whoever signs in reads that
 * the account is closed. Nothing else is lost: letters, methods, address and history stay.
 */
export function closeAccount(
  database: Database,
  { societyId, now }: Place,
  order: Order,
): Promise<Result<{ visits: number }, 'noSuchMember' | 'alreadyClosed'>> {
  return database.inSociety(societyId, async (tx) => {
    const accountId = await accountOf(tx, societyId, order.member)
    if (!accountId) return err('noSuchMember')
    if (!(await setClosed(tx, societyId, accountId, new Date(now)))) return err('alreadyClosed')
    const visits = await endEveryVisit(tx, { societyId, accountId }, 'closed', now)
    await endCodes(tx, societyId, accountId, now)
    const { actor, by, reason } = order
    const detail = { by, reason, visits }
    await record(tx, societyId, now, [{ name: 'account.closed', actor, accountId, detail }])
    return ok({ visits })
  })
}

/** Opens it again, as it was. What had ended stays ended: the member signs in anew. */
export function reopenAccount(
  database: Database,
  { societyId, now }: Place,
  order: Order,
): Promise<Result<{ visits: 0 }, 'noSuchMember' | 'notClosed'>> {
  return database.inSociety(societyId, async (tx) => {
    const accountId = await accountOf(tx, societyId, order.member)
    if (!accountId) return err('noSuchMember')
    if (!(await setClosed(tx, societyId, accountId, null))) return err('notClosed')
    const { actor, by, reason } = order
    await record(tx, societyId, now, [{ name: 'account.reopened', actor, accountId, detail: { by, reason } }])
    return ok({ visits: 0 })
  })
}

/** False when it was so already. The account is locked from here on, as every act locks it first. */
async function setClosed(tx: Tx, societyId: number, accountId: string, closedAt: Date | null): Promise<boolean> {
  const changed = await tx
    .updateTable('account')
    .set({ closed_at: closedAt })
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .where('closed_at', closedAt === null ? 'is not' : 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}

/** Codes and links that are on their way are as if their time were over. */
async function endCodes(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<void> {
  for (const table of ['mail_code', 'unlock_code', 'mail_request'] as const)
    await tx
      .updateTable(table)
      .set({ expires_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('account_id', '=', accountId)
      .where('spent_at', 'is', null)
      .where('expires_at', '>', new Date(now))
      .execute()
}

import { type Actor, record } from '../audit/events.ts'
import { hours, type Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database } from '../store/database.ts'
import type { MemberKey } from './find-member.ts'

/** Somebody who began with nothing but the computed password and an address that was not on file. */
export type HeldMember = MemberKey & {
  readonly name: string
  readonly since: Instant
  /** When the services open by themselves. */
  readonly until: Instant
}

/** Everybody whose services wait, the longest first: for staff to compare with what they know of the person. */
export function heldMembers(database: Database, society: Society, now: Instant): Promise<HeldMember[]> {
  const holdFor = hours(society.policy.computed.holdHours)
  return database.inSociety(society.id, async (tx) => {
    const rows = await tx
      .selectFrom('account')
      .innerJoin('member', (join) =>
        join.onRef('member.society_id', '=', 'account.society_id').onRef('member.account_id', '=', 'account.id'),
      )
      .select(['account.name', 'account.held_since', 'member.symbol', 'member.number', 'member.branch'])
      .where('account.society_id', '=', society.id)
      .where('account.hold_released_at', 'is', null)
      .where('account.held_since', '>', new Date(now - holdFor))
      .orderBy('account.held_since')
      .execute()
    return rows.map(({ held_since, ...row }) => {
      const since = held_since?.getTime() ?? 0
      return { ...row, since, until: since + holdFor }
    })
  })
}

/** Opens the services of a member who waits; who did it and why stands in the history. */
export function releaseMember(
  database: Database,
  place: { readonly societyId: number; readonly now: Instant },
  order: { member: MemberKey; actor: Actor; by: string; reason: string },
): Promise<Result<null, 'notHeld'>> {
  const { societyId, now } = place
  const { symbol, number, branch } = order.member
  return database.inSociety(societyId, async (tx) => {
    const released = await tx
      .updateTable('account')
      .set({ hold_released_at: new Date(now) })
      .where('society_id', '=', societyId)
      .where('held_since', 'is not', null)
      .where('hold_released_at', 'is', null)
      .where('id', '=', (of) =>
        of
          .selectFrom('member')
          .select('account_id')
          .where('society_id', '=', societyId)
          .where('symbol', '=', symbol)
          .where('number', '=', number)
          .where('branch', '=', branch),
      )
      .returning('id')
      .executeTakeFirst()
    if (!released) return err('notHeld')
    const { actor, by, reason } = order
    await record(tx, societyId, now, [{ name: 'hold.released', actor, accountId: released.id, detail: { by, reason } }])
    return ok(null)
  })
}

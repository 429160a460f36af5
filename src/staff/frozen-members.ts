import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database } from '../store/database.ts'
import type { MemberKey } from './find-member.ts'

/** Somebody whose account was stopped by 「心当たりがない」. */
export type FrozenMember = MemberKey & {
  readonly name: string
  readonly since: Instant
  /** From when on nobody knows who acted. */
  readonly doubtedSince: Instant | null
}

/** Everybody whose account is stopped, the longest first. Staff lift nothing: the member's own factors do, or a letter. */
export function frozenMembers(database: Database, society: Society): Promise<FrozenMember[]> {
  return database.inSociety(society.id, async (tx) => {
    const rows = await tx
      .selectFrom('account')
      .innerJoin('member', (join) =>
        join.onRef('member.society_id', '=', 'account.society_id').onRef('member.account_id', '=', 'account.id'),
      )
      .select(['account.name', 'account.frozen_at', 'account.doubted_since'])
      .select(['member.symbol', 'member.number', 'member.branch'])
      .where('account.society_id', '=', society.id)
      .where('account.frozen_at', 'is not', null)
      .orderBy('account.frozen_at')
      .execute()
    return rows.map(({ frozen_at, doubted_since, ...row }) => ({
      ...row,
      since: frozen_at?.getTime() ?? 0,
      doubtedSince: doubted_since?.getTime() ?? null,
    }))
  })
}

import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

export type Notice = { readonly id: string; readonly title: string; readonly body: string; readonly publishedAt: Date }

/** The notices to be read now, newest first, 20 at most (PLT-23, STF-14). */
export function listNotices(tx: Tx, now: Instant): Promise<Notice[]> {
  const today = new Date(now)
  return tx
    .selectFrom('notice')
    .select(['id', 'title', 'body', 'published_at as publishedAt'])
    .where('published_at', '<=', today)
    .where((row) => row.or([row('until', 'is', null), row('until', '>', today)]))
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .limit(20)
    .execute()
}

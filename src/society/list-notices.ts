import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

export type Notice = {
  readonly id: string
  readonly title: string
  readonly body: string
  /** For readers of English; null where the society has not written it. */
  readonly titleEn: string | null
  readonly bodyEn: string | null
  readonly publishedAt: Date
}

/** The notices to be read now, newest first, 20 at most (PLT-23, STF-14). */
export async function listNotices(tx: Tx, now: Instant): Promise<Notice[]> {
  const today = new Date(now)
  const { rows } = await sql<Notice>`
    select id, title, body, title_en as "titleEn", body_en as "bodyEn", published_at as "publishedAt" from notice
    where published_at <= ${today} and (until is null or until > ${today})
    order by published_at desc, id limit 20`.execute(tx)
  return rows
}

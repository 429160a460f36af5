import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'

/** One version of the terms of use. `changes` says what differs from the version before, a line each; empty for the first. */
export type Terms = {
  readonly version: number
  readonly title: string
  readonly body: string
  readonly changes: string
  readonly effectiveAt: Date
  /** The English text, where the society has one; the Japanese one counts. */
  readonly titleEn?: string | null
  readonly bodyEn?: string | null
  readonly changesEn?: string | null
}

/**
 * The version that is in force: the newest whose day has come (TRM-01). `announced` is the next one, when a newer
 * version is already published and not yet in force. `inForce` is missing only in a society without terms.
 */
export async function currentTerms(
  tx: Tx,
  now: Instant,
): Promise<{ inForce: Terms | undefined; announced: Terms | undefined }> {
  const today = new Date(now)
  const inForce = await listTerms(tx)
    .where('effective_at', '<=', today)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const announced = await listTerms(tx)
    .where('effective_at', '>', today)
    .where('version', '>', inForce?.version ?? 0)
    .orderBy('effective_at')
    .orderBy('version')
    .limit(1)
    .executeTakeFirst()
  return { inForce, announced }
}

/** The published versions, to be narrowed and ordered. */
export function listTerms(tx: Tx) {
  return tx
    .selectFrom('terms')
    .select(['version', 'title', 'body', 'changes', 'effective_at as effectiveAt'])
    .select(['title_en as titleEn', 'body_en as bodyEn', 'changes_en as changesEn'])
}

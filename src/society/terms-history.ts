import type { Instant } from '../kernel/clock.ts'
import type { Tx } from '../store/database.ts'
import { listTerms, type Terms } from './current-terms.ts'

/** What one version changed, a line for each change. */
export type TermsChanges = Pick<Terms, 'version' | 'changes' | 'changesEn'>

/** What is new for somebody who accepted `accepted`, version by version, the newest first; nothing at the first time (TRM-03). */
export async function changesSince(tx: Tx, accepted: number, now: Instant): Promise<TermsChanges[]> {
  if (accepted === 0) return []
  const today = new Date(now)
  const missed = await listTerms(tx)
    .where('version', '>', accepted)
    .where('effective_at', '<=', today)
    .orderBy('version', 'desc')
    .execute()
  return missed.filter(({ changes }) => changes.trim() !== '')
}

/** Every version that was published, the newest first; `state` says which of them holds (TRM-06, GAP-06). */
export type PublishedTerms = Terms & {
  readonly state: 'announced' | 'inForce' | 'past'
  /** When the next version took or takes its place; null for the newest. */
  readonly until: Date | null
}

export async function termsHistory(tx: Tx, now: Instant): Promise<PublishedTerms[]> {
  const all = await listTerms(tx).orderBy('version', 'desc').execute()
  const inForce = all.find(({ effectiveAt }) => effectiveAt.getTime() <= now)?.version ?? 0
  return all.map((terms, at) => {
    const state = terms.version === inForce ? 'inForce' : terms.version > inForce ? 'announced' : 'past'
    return { ...terms, state, until: all[at - 1]?.effectiveAt ?? null }
  })
}

import { killResetLinks } from '../account/mail-requests.ts'
import type { Instant } from '../kernel/clock.ts'
import { endVisits } from '../session/end-visit.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { loadSituation } from './load-facts.ts'
import { nextStep } from './next-step.ts'

/**
 * Whoever has signed in completely needs no way back: the mailed link dies, and every recovery that is under way in
 * another visit ends (design.md §6). The account is locked by the caller.
 */
export async function dropRecoveries(
  tx: Tx,
  society: Society,
  self: { accountId: string; visitId: string },
  now: Instant,
): Promise<void> {
  await killResetLinks(tx, society.id, self.accountId, now)
  const rows = await tx
    .selectFrom('visit')
    .select('id')
    .where('society_id', '=', society.id)
    .where('account_id', '=', self.accountId)
    .where('id', '<>', self.visitId)
    .where('recovering_at', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  const ids: string[] = []
  for (const { id } of rows) {
    const situation = await loadSituation(tx, society, id, now)
    if (situation && nextStep(situation.facts).kind !== 'done') ids.push(id)
  }
  await endVisits(tx, { societyId: society.id, ids }, 'replaced', now)
}

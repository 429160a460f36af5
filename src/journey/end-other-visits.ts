import { withdrawProposal } from '../account/propose-address.ts'
import type { Instant } from '../kernel/clock.ts'
import { endVisits } from '../session/end-visit.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { Facts } from './facts.ts'
import { loadSituation } from './load-facts.ts'
import { nextStep } from './next-step.ts'

/**
 * Ends the other visits of a member: every one (全てのデバイスからサインアウトする, SES-06), or those that are only
 * half signed in, because a credential or an address was bound (invariant 8). An address that another visit proposed is
 * withdrawn either way, also where that visit has signed out since: its link is still in somebody's mailbox. The account is
 * locked by the caller.
 */
export async function endOtherVisits(
  tx: Tx,
  society: Society,
  self: { accountId: string; visitId: string },
  which: 'all' | 'halfSignedIn',
  now: Instant,
): Promise<void> {
  const rows = await tx
    .selectFrom('visit')
    .select('id')
    .where('society_id', '=', society.id)
    .where('account_id', '=', self.accountId)
    .where('id', '<>', self.visitId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  const ids: string[] = []
  for (const { id } of rows) {
    if (which === 'all' || (await isHalfSignedIn(tx, society, id, now))) ids.push(id)
  }
  const because = which === 'all' ? 'signedOutEverywhere' : 'credentialBound'
  await endVisits(tx, { societyId: society.id, ids }, because, now)
  await withdrawProposal(tx, { societyId: society.id, accountId: self.accountId }, self.visitId)
}

async function isHalfSignedIn(tx: Tx, society: Society, visitId: string, now: Instant): Promise<boolean> {
  const situation = await loadSituation(tx, society, visitId, now)
  return situation !== undefined && nextStep(beforeTheChange(situation.facts)).kind !== 'done'
}

/** A visit that was complete is not ended because the password is another one now: it is asked for the new one. */
function beforeTheChange(facts: Facts): Facts {
  if (!facts.member) return facts
  const credentials = facts.member.credentials.map((owned) =>
    owned.factor === 'password' ? { ...owned, boundAt: 0 } : owned,
  )
  return { ...facts, member: { ...facts.member, credentials } }
}

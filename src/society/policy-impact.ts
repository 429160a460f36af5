import { type RawBuilder, sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import { dayInTokyo } from '../kernel/japanese-date.ts'
import type { Tx } from '../store/database.ts'
import { type Before, impactQuestions } from './impact-questions.ts'
import type { Policy } from './policy.ts'

/** How many members a change meets, and what it means for them. `strands`: nothing that they hold would open any more. */
export type PolicyImpact = { readonly members: number; readonly strands: boolean; readonly what: string }

type Place = { readonly societyId: number; readonly epoch: number; readonly now: Instant }

/**
 * Whom a change of policy meets; the one count behind `society check` and `society apply`, which refuses what strands
 * (design.md §5, invariant 9). Owners of a withdrawn method keep it, and nobody who can sign in is sent back for an ID.
 * Whoever has a letter that still opens is not stranded; closed accounts do not count.
 */
export async function policyImpact(tx: Tx, place: Place, before: Before, after: Policy): Promise<PolicyImpact[]> {
  const impacts: PolicyImpact[] = []
  const today = dayInTokyo(place.now)
  for (const { strands, what, whose } of impactQuestions({ before, after, today })) {
    const members = await counted(tx, place, strands ? sql`${whose} and not exists ${livingLetter(place)}` : whose)
    if (members > 0) impacts.push({ members, strands, what })
  }
  return impacts
}

async function counted(tx: Tx, { societyId }: Place, whose: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from account a
    where a.society_id = ${societyId} and a.closed_at is null and ${whose}`.execute(tx)
  return rows[0]?.n ?? 0
}

function livingLetter({ epoch, now }: Place): RawBuilder<unknown> {
  return sql`(select 1 from letter l where l.society_id = a.society_id and l.account_id = a.id and l.spent_at is null
    and l.cancelled_at is null and l.expires_at > ${new Date(now)} and l.epoch = ${epoch})`
}

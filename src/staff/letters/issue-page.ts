import { sql } from 'kysely'
import { type IssuedLetter, issueLetters } from '../../account/letters.ts'
import { record } from '../../audit/events.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import { endVisits } from '../../session/end-visit.ts'
import type { Tx } from '../../store/database.ts'
import { asTheyAre, type Candidate, type Place } from './candidates.ts'
import { type Asked, changersOf, divide, type Refused } from './plan.ts'

/** A run of letters: who started it and why, as the history has it. */
export type Batch = {
  readonly id: string
  readonly by: string
  readonly second: string | null
  readonly reason: string
}

export type IssuedTo = { readonly letter: IssuedLetter; readonly to: Candidate }

/**
 * Issues a page of letters in one transaction: locks the accounts, looks again whether each may have one, ends the sittings
 * that began with an older letter, and writes who did it (STF-02, ISS-16).
 */
export async function issuePage(
  tx: Tx,
  place: Place,
  keyring: Keyring,
  order: { asked: Pick<Asked, 'choice' | 'eyes'>; batch: Batch; page: readonly Candidate[]; printedAt: Instant | null },
): Promise<{ issued: IssuedTo[]; refused: readonly Refused[] }> {
  const { society, now } = place
  const { batch, page, printedAt } = order
  const accountIds = page.map(({ accountId }) => accountId)
  await lockAccounts(tx, society.id, accountIds)
  const current = new Map((await asTheyAre(tx, place, accountIds)).map((row) => [row.accountId, row]))
  const found = accountIds.flatMap((accountId) => current.get(accountId) ?? [])
  const { fine, refused } = divide(found, order.asked, await changersOf(tx, place, found))
  const ids = fine.map(({ accountId }) => accountId)
  await endSittings(tx, society.id, ids, now)
  const letters = await issueLetters(tx, society, keyring, ids, { now, batchId: batch.id, printedAt })
  const { by, reason, second } = batch
  const detail = { batch: batch.id, by, reason, ...(second === null ? {} : { second }) }
  await record(
    tx,
    society.id,
    now,
    ids.map((accountId) => ({ name: 'letter.issued' as const, actor: 'operator' as const, accountId, detail })),
  )
  // What was checked before goes onto the paper, not what an import wrote in between.
  const checked = new Map(page.map((candidate) => [candidate.accountId, candidate]))
  const issued = letters.flatMap((letter) => {
    const to = checked.get(letter.accountId)
    return to ? [{ letter, to }] : []
  })
  return { issued, refused }
}

/** Always in the same order, so that two runs at once take turns. */
export async function lockAccounts(tx: Tx, societyId: number, accountIds: readonly string[]): Promise<void> {
  await sql`select 1 from account where society_id = ${societyId} and id = any(${sql.val(accountIds)}::uuid[])
    order by id for update`.execute(tx)
}

/** The visits that a letter opened and that have bound nothing yet. */
async function endSittings(tx: Tx, societyId: number, accountIds: readonly string[], now: Instant): Promise<void> {
  if (accountIds.length === 0) return
  const visits = await tx
    .selectFrom('visit')
    .innerJoin('letter', (join) =>
      join.onRef('letter.society_id', '=', 'visit.society_id').onRef('letter.id', '=', 'visit.letter_id'),
    )
    .select('visit.id')
    .where('visit.society_id', '=', societyId)
    .where('visit.account_id', 'in', [...accountIds])
    .where('visit.ended_at', 'is', null)
    .where('letter.spent_at', 'is', null)
    .orderBy('visit.id')
    .execute()
  const ids = visits.map(({ id }) => id)
  await endVisits(tx, { societyId, ids }, 'letterCancelled', now)
}

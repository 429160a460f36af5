import type { Tx } from '../store/database.ts'
import { sent } from '../store/pipeline.ts'
import type { AttemptKind } from './attempts.ts'

type Place = { readonly societyId: number; readonly kind: AttemptKind }

/**
 * How often an account failed in a row, over all its counters of one kind: its identifiers, its known browsers. The row is
 * made or locked. Whatever was typed has one too where nobody has it, so that both look alike (invariant 1).
 */
export async function lockStreak(tx: Tx, place: Place, owner: string): Promise<number> {
  const { failures } = await tx
    .insertInto('failure_streak')
    .values({ society_id: place.societyId, kind: place.kind, owner, failures: 0 })
    .onConflict((conflict) =>
      conflict
        .columns(['society_id', 'kind', 'owner'])
        .doUpdateSet(({ ref }) => ({ failures: ref('failure_streak.failures') })),
    )
    .returning('failures')
    .executeTakeFirstOrThrow()
  return failures
}

/** One more, or one given back that nobody looked at. */
export async function moveStreak(tx: Tx, place: Place, owner: string, by: 1 | -1): Promise<void> {
  sent(
    tx
      .updateTable('failure_streak')
      .set(({ eb }) => ({ failures: eb('failures', '+', by) }))
      .where('society_id', '=', place.societyId)
      .where('kind', '=', place.kind)
      .where('owner', '=', owner)
      .where('failures', '>', by === 1 ? -1 : 0)
      .execute(),
  )
}

/** A success, a new secret or staff ended it. */
export async function clearStreak(tx: Tx, place: Place, owner: string): Promise<void> {
  sent(
    tx
      .deleteFrom('failure_streak')
      .where('society_id', '=', place.societyId)
      .where('kind', '=', place.kind)
      .where('owner', '=', owner)
      .execute(),
  )
}

import { type Actor, record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Database } from '../store/database.ts'

/** Who restored the database, and why; it stands in the history of every society. */
export type Restored = { readonly actor: Actor; readonly by: string; readonly reason: string; readonly now: Instant }

/**
 * After a restore from backup (design.md §7): visits, letters, links, mailed codes, recovery numbers and codes, and known
 * browsers of the time before are dead in every society, since a restored row may say "unused" of what was used since.
 */
export async function raiseEpoch(
  database: Database,
  { now, actor, ...said }: Restored,
): Promise<{ name: string; epoch: number }[]> {
  const raised = await database.acrossSocieties((tx) =>
    tx
      .updateTable('society')
      .set((row) => ({ epoch: row('epoch', '+', 1) }))
      .returning(['id', 'name', 'epoch'])
      .execute(),
  )
  for (const { id, epoch } of raised)
    await database.inSociety(id, (tx) =>
      record(tx, id, now, [{ name: 'society.restored', actor, detail: { ...said, epoch } }]),
    )
  return raised.map(({ name, epoch }) => ({ name, epoch })).toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

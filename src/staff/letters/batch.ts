import type { Clock, Instant } from '../../kernel/clock.ts'
import type { Keyring } from '../../kernel/keyring.ts'
import type { Society } from '../../society/society-directory.ts'
import type { Database, Tx } from '../../store/database.ts'
import type { Batch } from './issue-page.ts'
import type { Layout } from './paper/letter-paper.ts'

/** What a run works with. */
export type Desk = {
  readonly database: Database
  readonly society: Society
  readonly keyring: Keyring
  readonly clock: Clock
}

/** CP932 as Windows writes it, or UTF-8 with a byte order mark. */
export type FileEncoding = 'cp932' | 'utf-8'

export type BatchForm = { readonly layout: Layout | 'file'; readonly encoding: FileEncoding | null }

/** Writes down that a run begins. */
export function openBatch(desk: Desk, who: Omit<Batch, 'id'>, form: BatchForm): Promise<Batch> {
  const { database, society, clock } = desk
  return database.inSociety(society.id, async (tx) => {
    const { id } = await tx
      .insertInto('letter_batch')
      .values({
        society_id: society.id,
        made_at: new Date(clock()),
        made_by: who.by,
        seconded_by: who.second,
        reason: who.reason,
        layout: form.layout,
        encoding: form.encoding,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, ...who }
  })
}

/** The run went to its end. */
export async function finishBatch({ database, society, clock }: Desk, batchId: string): Promise<void> {
  await database.inSociety(society.id, (tx) =>
    tx
      .updateTable('letter_batch')
      .set({ finished_at: new Date(clock()) })
      .where('society_id', '=', society.id)
      .where('id', '=', batchId)
      .execute(),
  )
}

/** The paper of these letters is whole. */
export async function markPrinted(tx: Tx, societyId: number, ids: readonly string[], now: Instant): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('letter')
    .set({ printed_at: new Date(now) })
    .where('society_id', '=', societyId)
    .where('id', 'in', [...ids])
    .execute()
}

/** Letters of a run whose paper was not finished are dead: nobody has their codes. */
export async function dropUnprinted(tx: Tx, societyId: number, batchId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('letter')
    .set({ cancelled_at: new Date(now), cancelled_because: 'cancelled' })
    .where('society_id', '=', societyId)
    .where('batch_id', '=', batchId)
    .where('printed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('spent_at', 'is', null)
    .execute()
}

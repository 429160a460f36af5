import { days } from '../../kernel/clock.ts'
import { type Desk, type FileEncoding, finishBatch, openBatch } from './batch.ts'
import type { Candidate } from './candidates.ts'
import { cancelBatch } from './end-letters.ts'
import { type Batch, issuePage } from './issue-page.ts'
import { languageOfLetters } from './paper/words.ts'
import { type Asked, planLetters, type Refused } from './plan.ts'
import { onPaper } from './print-run.ts'
import { type SealedRow, sealRows } from './sealed-rows.ts'
import { shopRow } from './shop-rows.ts'
import { eraseFile } from './take-file.ts'

export type ShopOrder = { readonly encoding: FileEncoding; readonly door: string }

/**
 * Issues letters into a file for a print shop (STF-02, LET-05). It stays sealed in the database, a part for each page, written in the
 * transaction that issues the letters, until it is handed out once.
 */
export async function shopRun(
  desk: Desk,
  asked: Asked,
  who: Omit<Batch, 'id'>,
  order: ShopOrder,
): Promise<{ batchId: string; letters: number; refused: readonly Refused[] }> {
  const { database, society, clock } = desk
  await eraseUseless(desk)
  const batch = await openBatch(desk, who, { layout: 'file', encoding: order.encoding })
  const outcome = { batchId: batch.id, letters: 0, refused: [] as Refused[] }
  let part = 0
  try {
    for await (const { fine } of planLetters(database, { society, now: clock() }, asked)) {
      if (fine.length === 0) continue
      part += 1
      const { issued, refused } = await writePart(desk, asked, batch, { ...order, page: fine, part })
      outcome.refused.push(...refused)
      outcome.letters += issued.length
    }
  } catch (error) {
    await cancelBatch(desk, batch.id, who)
    throw error
  }
  await finishBatch(desk, batch.id)
  return outcome
}

function writePart(
  { database, society, keyring, clock }: Desk,
  asked: Asked,
  batch: Batch,
  { page, part, door }: ShopOrder & { page: readonly Candidate[]; part: number },
) {
  const now = clock()
  const withRecovery = society.policy.recoveryPaper === 'letter'
  return database.inSociety(society.id, async (tx) => {
    const outcome = await issuePage(tx, { society, now }, keyring, { asked, batch, page, printedAt: now })
    const rows = outcome.issued.map(
      (one): SealedRow => [
        one.letter.serial,
        shopRow(onPaper(one, withRecovery, now), door, languageOfLetters(society)),
      ],
    )
    const rows_sealed = sealRows(keyring, society.id, batch.id, part, rows)
    await tx
      .insertInto('letter_file_part')
      .values({ society_id: society.id, batch_id: batch.id, part, rows_sealed })
      .execute()
    return outcome
  })
}

/** Files that nobody fetched go when the last of their letters has expired. */
async function eraseUseless(desk: Desk): Promise<void> {
  const { database, society, clock } = desk
  const oldest = clock() - days(society.policy.lifetimes.letterDays)
  await database.inSociety(society.id, async (tx) => {
    const old = await tx
      .selectFrom('letter_batch')
      .select('id')
      .where('society_id', '=', society.id)
      .where('layout', '=', 'file')
      .where('erased_at', 'is', null)
      .where('made_at', '<', new Date(oldest))
      .execute()
    for (const { id } of old) await eraseFile(tx, desk, id)
  })
}

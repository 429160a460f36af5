import { createHash } from 'node:crypto'
import { record } from '../../audit/events.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { letterCommands as en } from '../../texts/en/letter-commands.ts'
import { letterCommands as ja } from '../../texts/ja/letter-commands.ts'
import type { Desk, FileEncoding } from './batch.ts'
import { languageOfLetters } from './paper/words.ts'
import { unsealRows } from './sealed-rows.ts'
import { csv, shopBytes } from './shop-rows.ts'

/** What goes with the file to the shop, so that both sides can count and compare. */
export type TakenFile = {
  readonly letters: number
  /** Rows whose letter has died since: they are not in the file. */
  readonly leftOut: number
  readonly encoding: FileEncoding
  /** Hexadecimal SHA-256 of the bytes. */
  readonly sha256: string
}

export type TakeProblem = 'unknown' | 'unfinished' | 'taken' | 'erased'

/**
 * Hands the file of a run out, once: it is claimed before its first byte is written, and erased after its last one (LET-05). Where
 * `write` fails, the claim is taken back.
 */
export async function takeFile(
  desk: Desk,
  order: { batchId: string; by: string; reason: string },
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<Result<TakenFile, TakeProblem>> {
  const { database, society } = desk
  const { batchId, by, reason } = order
  const claimed = await database.inSociety(society.id, (tx) => claim(tx, desk, batchId, by))
  if (!claimed.ok) return claimed
  const encoding = claimed.value
  try {
    const file = await writeParts(desk, batchId, encoding, write)
    await database.inSociety(society.id, async (tx) => {
      await eraseFile(tx, desk, batchId)
      const detail = { batch: batchId, by, reason, letters: file.letters, sha256: file.sha256 }
      await record(tx, society.id, desk.clock(), [{ name: 'letter.fileTaken', actor: 'operator', detail }])
    })
    return ok({ ...file, encoding })
  } catch (error) {
    await database.inSociety(society.id, (tx) => giveBack(tx, society.id, batchId))
    throw error
  }
}

/** The parts go; that there was a file stays. */
export async function eraseFile(
  tx: Tx,
  { society, clock }: Pick<Desk, 'society' | 'clock'>,
  batchId: string,
): Promise<void> {
  await tx.deleteFrom('letter_file_part').where('society_id', '=', society.id).where('batch_id', '=', batchId).execute()
  await tx
    .updateTable('letter_batch')
    .set({ erased_at: new Date(clock()) })
    .where('society_id', '=', society.id)
    .where('id', '=', batchId)
    .where('layout', '=', 'file')
    .where('erased_at', 'is', null)
    .execute()
}

async function claim(
  tx: Tx,
  { society, clock }: Desk,
  batchId: string,
  by: string,
): Promise<Result<FileEncoding, TakeProblem>> {
  const row = await tx
    .updateTable('letter_batch')
    .set({ taken_at: new Date(clock()), taken_by: by })
    .where('society_id', '=', society.id)
    .where('id', '=', batchId)
    .where('layout', '=', 'file')
    .where('finished_at', 'is not', null)
    .where('taken_at', 'is', null)
    .where('erased_at', 'is', null)
    .returning('encoding')
    .executeTakeFirst()
  if (row) return ok(row.encoding ?? 'utf-8')
  const there = await tx
    .selectFrom('letter_batch')
    .select(['layout', 'finished_at', 'taken_at'])
    .where('society_id', '=', society.id)
    .where('id', '=', batchId)
    .executeTakeFirst()
  if (there?.layout !== 'file') return err('unknown')
  if (there.taken_at) return err('taken')
  return err(there.finished_at ? 'erased' : 'unfinished')
}

async function giveBack(tx: Tx, societyId: number, batchId: string): Promise<void> {
  await tx
    .updateTable('letter_batch')
    .set({ taken_at: null, taken_by: null })
    .where('society_id', '=', societyId)
    .where('id', '=', batchId)
    .where('erased_at', 'is', null)
    .execute()
}

async function writeParts(
  desk: Desk,
  batchId: string,
  encoding: FileEncoding,
  write: (bytes: Uint8Array) => Promise<void>,
): Promise<Omit<TakenFile, 'encoding'>> {
  const hash = createHash('sha256')
  const put = async (text: string) => {
    const bytes = shopBytes(text, encoding)
    hash.update(bytes)
    await write(bytes)
  }
  const words = languageOfLetters(desk.society) === 'ja' ? ja : en
  await put(`${encoding === 'utf-8' ? '\uFEFF' : ''}${csv(words.shopColumns)}`)
  let [letters, leftOut] = [0, 0]
  for (let number = 1; ; number += 1) {
    const rows = await readPart(desk, batchId, number)
    if (!rows) return { letters, leftOut, sha256: hash.digest('hex') }
    letters += rows.living.length
    leftOut += rows.dead
    if (rows.living.length > 0) await put(rows.living.join(''))
  }
}

async function readPart({ database, society, keyring, clock }: Desk, batchId: string, number: number) {
  return database.inSociety(society.id, async (tx) => {
    const part = await tx
      .selectFrom('letter_file_part')
      .select(['part', 'rows_sealed'])
      .where('society_id', '=', society.id)
      .where('batch_id', '=', batchId)
      .where('part', '=', number)
      .executeTakeFirst()
    if (!part) return undefined
    const rows = unsealRows(keyring, society.id, batchId, part)
    if (!rows) throw new Error('this file was sealed with a key that GENKAN_KEYS does not hold')
    if (rows.length === 0) return { living: [], dead: 0 }
    const living = await tx
      .selectFrom('letter')
      .select('serial')
      .where('society_id', '=', society.id)
      .where(
        'serial',
        'in',
        rows.map(([serial]) => serial),
      )
      .where('cancelled_at', 'is', null)
      .where('spent_at', 'is', null)
      .where('epoch', '=', society.epoch)
      .where('expires_at', '>', new Date(clock()))
      .execute()
    const alive = new Set(living.map(({ serial }) => serial))
    const fine = rows.flatMap(([serial, row]) => (alive.has(serial) ? [row] : []))
    return { living: fine, dead: rows.length - fine.length }
  })
}

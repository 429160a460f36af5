import type { Keyring } from '../../kernel/keyring.ts'

/** A row of the file for a print shop, with the running number of its letter. */
export type SealedRow = readonly [serial: number, row: string]

/** A part of the file as it waits in the database: sealed to society, run and place. */
export function sealRows(
  keyring: Keyring,
  societyId: number,
  batchId: string,
  part: number,
  rows: SealedRow[],
): string {
  return keyring.seal('letter-file', JSON.stringify(rows), [societyId, batchId, part])
}

/** Undefined when the part was changed or moved, or its key is gone. */
export function unsealRows(
  keyring: Keyring,
  societyId: number,
  batchId: string,
  { part, rows_sealed }: { part: number; rows_sealed: string },
): readonly SealedRow[] | undefined {
  const text = keyring.unseal('letter-file', rows_sealed, [societyId, batchId, part])
  return text === undefined ? undefined : (JSON.parse(text) as SealedRow[])
}

import { stringify } from 'csv-stringify/sync'
import { encodeCp932 } from '../../kernel/cp932.ts'
import type { Locale } from '../../texts/codes.ts'
import type { FileEncoding } from './batch.ts'
import type { Candidate } from './candidates.ts'
import { letterUrl, type PaperLetter } from './paper/letter-paper.ts'
import { group, lastDay } from './paper/words.ts'

/** A cell that begins with one of these is a formula to a spreadsheet (CWE-1236); half and full width. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/

/**
 * The signs for which somebody cannot be in the file: what the encoding has no place for, and what would begin a formula. Such rows
 * are left out and told, never changed in silence (DATA-05).
 */
export function shopProblems(candidate: Candidate, encoding: FileEncoding): string[] {
  const cells = [candidate.name, ...(candidate.address ?? '').split('\n')]
  const formulas = cells.flatMap((cell) => (FORMULA.test(cell) ? [cell.slice(0, 1)] : []))
  const encoded = encoding === 'cp932' ? encodeCp932(cells.join('')) : { ok: true as const }
  return [...new Set([...formulas, ...(encoded.ok ? [] : encoded.error)])]
}

/** A row of the file: everything that stands on a letter, every cell in quotes (RFC 4180). */
export function shopRow(letter: PaperLetter, door: string, locale: Locale): string {
  const [first = '', second = ''] = (letter.address ?? '').split('\n')
  return csv([
    letter.number,
    letter.postalCode ?? '',
    first,
    second,
    letter.name,
    group(letter.temporaryId, 3),
    group(letter.code, 4),
    lastDay(locale, letter.expiresAt),
    letter.recoveryNumber === null ? '' : group(letter.recoveryNumber, 4),
    letterUrl(door, letter),
    door,
  ])
}

/** One line of CSV with its end. */
export function csv(cells: readonly string[]): string {
  return stringify([[...cells]], { quoted: true, quoted_empty: true, record_delimiter: '\r\n' })
}

/** The bytes of a part of the file. Throws for what `shopProblems` would have told. */
export function shopBytes(text: string, encoding: FileEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8')
  const encoded = encodeCp932(text)
  if (!encoded.ok) throw new Error('the file holds signs that CP932 does not have')
  return encoded.value
}

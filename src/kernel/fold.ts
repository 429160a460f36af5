/** How typed and pasted text becomes comparable (design.md §6, DATA-09): folded once at the edge, never in a query. */

// Invisible marks that copying and voice input leave behind; a person can neither see nor delete them.
const INVISIBLE = /\p{Cf}/gu
// What folding leaves as it is; most of a file of a million people.
const PLAIN = /^[\x21-\x7e]*$/
// PostgreSQL refuses NUL in text; U+FFFD can be stored and compared, and no rule of ours allows it.
const NUL = /\0/g
// Spaces and everything that a keyboard, a printer or a word processor makes of a hyphen, the long-vowel mark included.
const SEPARATORS = /[\s\p{Pd}\u2212\u30FC]/gu
const HYPHENS = /[\p{Pd}\u2212\u30FC]/gu

/** An ID, an address or a date as it was meant: NFKC (full-width ＠ and digits become half-width), invisible marks gone, trimmed. */
export function foldIdentifier(typed: string): string {
  if (PLAIN.test(typed)) return typed
  return typed.toWellFormed().normalize('NFKC').replace(INVISIBLE, '').replace(NUL, '\uFFFD').trim()
}

/** A code printed or mailed in groups: folded, and without spaces and hyphens of every width. */
export function foldCode(typed: string): string {
  return foldIdentifier(typed).replace(SEPARATORS, '')
}

/** Every kind of hyphen that stands for the plain one in an ID or an address, the long-vowel mark included. */
export function foldHyphens(text: string): string {
  return text.replace(HYPHENS, '-')
}

/** A mail copied as a whole is longer than any code with its words. */
const LONGEST_PASTE = 500

const LOOK_ALIKES: Readonly<Record<string, string>> = { O: '0', o: '0', I: '1', l: '1', '|': '1' }

/**
 * A code that is known to be numeric: folded like any code, and letters that the eye takes for digits are read as those.
 * Whatever else is in it stays, so that the caller's own pattern refuses it instead of a digit silently going missing.
 */
export function foldDigits(typed: string): string {
  return foldCode(typed).replace(/[OoIl|]/g, (sign) => LOOK_ALIKES[sign] ?? sign)
}

// A group of digits as it is printed or mailed: single spaces and hyphens inside, no letter or digit beside it.
const GROUP = /(?<![0-9A-Za-z])\d(?:[\s\p{Pd}\u2212\u30FC]?\d)*(?![0-9A-Za-z])/gu

/**
 * A numeric code of one of these lengths: bare, in groups, or pasted with the words around it (「確認コード：123456」).
 * Undefined where it is not there, or more than once and not the same.
 */
export function readDigits(typed: string, ...lengths: readonly number[]): string | undefined {
  const bare = foldDigits(typed)
  if (/^\d*$/.test(bare)) return lengths.includes(bare.length) ? bare : undefined
  const groups = foldIdentifier(typed.slice(0, LONGEST_PASTE)).match(GROUP) ?? []
  const codes = new Set(groups.map(foldCode).filter(({ length }) => lengths.includes(length)))
  return codes.size === 1 ? [...codes][0] : undefined
}

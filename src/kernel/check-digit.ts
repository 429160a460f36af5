/**
 * A decimal check digit by Damm's algorithm (H. M. Damm, "Total anti-symmetrische Quasigruppen", dissertation,
 * Philipps-Universität Marburg, 2004): it finds every wrong digit and every swap of two neighbours.
 * (ISO 7064 mod 11,10 lets some swaps pass.)
 */
// Damm's quasigroup of order 10 as published there: row = digit so far, column = next digit.
const QUASIGROUP = [
  '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
  '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
] // biome-ignore format: a table

/** The digit to append to `digits` (decimal digits only, otherwise it throws). */
export function checkDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new Error('a check digit is made of decimal digits only')
  return Array.from(digits).reduce((interim, digit) => QUASIGROUP[Number(interim)]?.[Number(digit)] ?? '', '0')
}

/** Whether the last of the digits is the check digit of those before. */
export function hasCheckDigit(digits: string): boolean {
  return /^\d{2,}$/.test(digits) && checkDigit(digits) === '0'
}

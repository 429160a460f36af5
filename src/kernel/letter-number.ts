/** The number that stands in the window of a letter: it names the letter on paper, opens nothing and tells nothing about a person. */
import { checkDigit, hasCheckDigit } from './check-digit.ts'
import { foldDigits } from './fold.ts'

/** 「1204-7」: the running number and its check digit. */
export function formatLetterNumber(serial: number): string {
  return `${serial}-${checkDigit(String(serial))}`
}

/** The running number of what was typed or scanned; undefined for what no letter carries (a typo is found at once). */
export function readLetterNumber(typed: string): number | undefined {
  const digits = foldDigits(typed)
  return /^[1-9]\d{1,14}$/.test(digits) && hasCheckDigit(digits) ? Number(digits.slice(0, -1)) : undefined
}

/** The code on a letter: 13 random digits (43 bits, at least 40 by LET-02) and a check digit, shown in groups of four. */
import { checkDigit, hasCheckDigit } from './check-digit.ts'
import { foldCode, readDigits } from './fold.ts'
import { randomDigits } from './random.ts'
import { err, ok, type Result } from './result.ts'

const RANDOM_DIGITS = 13
const LENGTH = RANDOM_DIGITS + 1

/** A fresh code as bare digits; only its MAC is ever stored. */
export function newLetterCode(): string {
  const digits = randomDigits(RANDOM_DIGITS)
  return digits + checkDigit(digits)
}

/** 「1234 5678 9012 34」 */
export function formatLetterCode(code: string): string {
  return code.replace(/(\d{4})(?=\d)/g, '$1 ')
}

/**
 * The bare digits of what was typed. 'typo' means that no letter can carry this code (length, a sign that is no digit,
 * check digit), so that it is told at once and costs no attempt; it says nothing about any account.
 */
export function parseLetterCode(typed: string): Result<string, 'empty' | 'typo'> {
  if (foldCode(typed) === '') return err('empty')
  const digits = readDigits(typed, LENGTH)
  return digits !== undefined && hasCheckDigit(digits) ? ok(digits) : err('typo')
}

import { foldIdentifier } from '../../kernel/fold.ts'
import { contextTerms, lengthWithout } from './context-terms.ts'
import { estimateStrength, type Weakness } from './weakness.ts'

/** The society's choices (PWD-01, PWD-02, PWD-04); lengths in characters. Only 'enforced' refuses anything (CON-23). */
export type PasswordRule = {
  readonly minLength: number
  readonly maxLength: number
  readonly composition: 'none' | 'hint' | 'enforced'
}

export type PasswordProblem =
  | 'tooShort'
  | 'tooLong'
  | 'notAllowedCharacter'
  | 'sameAsUserId'
  | 'containsUserId'
  | 'sameAsCurrent'
  | 'composition'
  | Weakness

export type PasswordChoice = {
  readonly rule: PasswordRule
  /** What a stranger may know: society, product, mail address's local part, kana of the name, birth date as digits. */
  readonly context: readonly string[]
  readonly userId: string | null
  /** Whether the password has just been verified to be the present one (PWD-08). */
  readonly isCurrent?: boolean
}

/*
 * The alphabet is PWD-03's: half-width letters and digits and the 32 printable ASCII signs, no space. Wider text is refused
 * when a password is chosen, and named, because the same keys give full-width letters, other kana or a blank on the next
 * device; NIST-06 leaves accepting it open. Nothing is folded: "¥" (U+00A5, the backslash key of a Mac or a phone) is refused
 * like any other sign outside the alphabet, and not taken for "\", so that a stored password is always what was typed.
 * Signing in takes any text (NFC), so a wider alphabet later needs no migration.
 */
const ALPHABET = /^[\x21-\x7E]*$/
const SIGN = /[^A-Za-z0-9]/
// Known words may stand in a password whose rest would be long enough by itself (NIST-04: the whole is compared).
const UNKNOWN_REST = 8

/** Everything that is wrong with a new password, the most telling first; empty when it may be set (PWD-01 … PWD-08). */
export function checkPassword(password: string, choice: PasswordChoice): PasswordProblem[] {
  const { rule } = choice
  const length = Array.from(password.normalize('NFC')).length
  const problems: PasswordProblem[] = []
  if (length < rule.minLength) problems.push('tooShort')
  if (length > rule.maxLength) problems.push('tooLong')
  if (!ALPHABET.test(password)) problems.push('notAllowedCharacter')
  if (choice.isCurrent) problems.push('sameAsCurrent')
  if (rule.composition === 'enforced' && !isMixed(password)) problems.push('composition')
  // Of a password that is too short, "easy to guess" is true and no help.
  const guessable = equalsUserId(password, choice.userId) ? 'sameAsUserId' : guessableBy(password, choice)
  if (guessable === 'sameAsUserId' || (guessable && length >= rule.minLength)) problems.push(guessable)
  return problems
}

function guessableBy(password: string, { context, userId }: PasswordChoice): PasswordProblem | null {
  const own = userId === null ? [] : [userId.normalize('NFKC').toLowerCase()]
  if (own.length > 0 && isMadeOf(password, own)) return 'containsUserId'
  const terms = contextTerms(userId === null ? context : [...context, userId])
  if (isMadeOf(password, terms)) return 'context'
  return estimateStrength(password, terms).weakness
}

function isMadeOf(password: string, terms: readonly string[]): boolean {
  const left = lengthWithout(password, terms)
  return left < UNKNOWN_REST && left < Array.from(password).length
}

/** PWD-07, whatever the case or width in which either was typed. */
function equalsUserId(password: string, userId: string | null): boolean {
  return userId !== null && foldIdentifier(password).toLowerCase() === foldIdentifier(userId).toLowerCase()
}

/** PWD-05: digits, small letters and signs together. */
function isMixed(password: string): boolean {
  return /[0-9]/.test(password) && /[a-z]/.test(password) && SIGN.test(password)
}

/** How each cell of a member file is read. Every rule takes trimmed text that holds no control or lost character. */
import { foldIdentifier } from '../../kernel/fold.ts'
import { type DateProblem, parseJapaneseDate } from '../../kernel/japanese-date.ts'
import { toFullWidthKana } from '../../kernel/kana.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { checkMailAddress, type MailSyntax } from '../mail-address-rule.ts'
import { userIdKey } from '../user-id-rule.ts'
import type { MemberRow, Problem, ProblemReason } from './member-row.ts'

type CellProblem = Omit<Problem, 'column'>
type Read<T> = Result<T, CellProblem>

const problem = (reason: ProblemReason, detail?: string) => err(detail === undefined ? { reason } : { reason, detail })

const LONGEST_CELL = 255

// U+FFFD, private-use characters (外字) and 〓 are what a conversion leaves of a character that it does not know (DATA-05).
const LOST = /[\uFFFD\u3013\p{Co}]/u
const LINE_BREAK = /[\r\n]/
const CONTROL = /\p{Cc}/u
// Marks without a place on paper: zero-width spaces, and those that turn the direction of writing.
const UNSEEN = /\p{Cf}/u
// か and ゛ as two signs, as some systems write が; kanji are never composed (DATA-06).
const LOOSE_MARK = /[\u3041-\u30ff][\u3099\u309a]/g
const ANY_OF_THESE = /[\uFFFD\u3013\p{Co}\p{Cc}]/u
// One look that spares most names three.
const ODD_IN_NAME = /[?？\p{Cf}\u3099\u309a]/u

/** What makes a cell unusable whatever its column is. */
export function checkCharacters(text: string): CellProblem | undefined {
  if (text.length <= LONGEST_CELL && !ANY_OF_THESE.test(text)) return undefined
  const lost = LOST.exec(text)?.[0]
  if (lost) return { reason: 'lostCharacter', detail: codePoint(lost) }
  if (LINE_BREAK.test(text)) return { reason: 'lineBreak' }
  const control = CONTROL.exec(text)?.[0]
  if (control) return { reason: 'controlCharacter', detail: codePoint(control) }
  return text.length > LONGEST_CELL ? { reason: 'cellTooLong', detail: String(LONGEST_CELL) } : undefined
}

/** 記号 and 番号: any letters and digits, width folded so that two files agree, zeros kept (DATA-01). */
export function readKeyText(text: string): Read<string> {
  const key = foldIdentifier(text)
  if (/^\d(?:\.\d+)?E\+\d+$/i.test(key)) return problem('spreadsheetNumber')
  return /^[\p{L}\p{N}ー・\-/. ]{1,20}$/u.test(key) ? ok(key) : problem('notKeyText')
}

/** 枝番 always has two digits; spreadsheets drop the first zero. */
export function readBranch(text: string): Read<string> {
  const branch = foldIdentifier(text)
  return /^\d{1,2}$/.test(branch) ? ok(branch.padStart(2, '0')) : problem('notKeyText')
}

/** 氏名 as written, with one space between its parts (DATA-06, DATA-07). A "?" stands where CP932 had no character. */
export function readName(text: string): Read<string> {
  if (!ODD_IN_NAME.test(text)) return ok(oneSpace(text))
  if (/[?？]/.test(text)) return problem('lostCharacter', '?')
  const unseen = UNSEEN.exec(text)?.[0]
  if (unseen) return problem('controlCharacter', codePoint(unseen))
  return ok(oneSpace(text.replace(LOOSE_MARK, (kana) => kana.normalize('NFC'))))
}

const oneSpace = (text: string) => text.replace(/\s+/g, ' ')

export function readKana(text: string): Read<string> {
  return readName(toFullWidthKana(text))
}

const DATE_REASONS: Readonly<Record<DateProblem, ProblemReason>> = {
  empty: 'missing',
  unreadable: 'unreadableDate',
  impossible: 'impossibleDate',
  wrongEra: 'wrongEra',
  future: 'futureDate',
}

// A million people were born on thirty thousand days: most cells have been read before.
const KNOWN_DATES = 50_000
const knownDates = new Map<string, Read<string>>()

/** `latest` is the last day allowed, today for a birth date. */
export function readDate(text: string, latest?: string): Read<string> {
  const read = knownDates.get(text) ?? rememberDate(text)
  return read.ok && latest !== undefined && read.value > latest ? problem(DATE_REASONS.future) : read
}

function rememberDate(text: string): Read<string> {
  const date = parseJapaneseDate(text)
  const read = date.ok ? date : problem(DATE_REASONS[date.error])
  if (knownDates.size >= KNOWN_DATES) knownDates.clear()
  if (text.length <= 20) knownDates.set(text, read)
  return read
}

const CATEGORIES: Readonly<Record<string, MemberRow['category']>> = {
  本人: 'insured',
  被保険者: 'insured',
  家族: 'dependant',
  被扶養者: 'dependant',
}

export function readCategory(text: string): Read<MemberRow['category']> {
  const category = CATEGORIES[text] ?? CATEGORIES[foldIdentifier(text)]
  return category ? ok(category) : problem('unknownCategory')
}

export function readMail(text: string, syntax: MailSyntax): Read<string> {
  const address = checkMailAddress(text, syntax)
  return address.ok ? address : problem('invalidMail')
}

/** IDs of an old system may be longer than the rule for chosen ones (CON-18), but use its signs, and no address is one. */
export function readKeptUserId(text: string): Read<string> {
  const id = userIdKey(text)
  if (!/^[a-z0-9._@-]{1,64}$/.test(id)) return problem('invalidUserId')
  return checkMailAddress(id, 'legacy').ok ? problem('addressAsUserId') : ok(id)
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

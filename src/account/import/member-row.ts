/** One person of a member file, and everything that can be wrong with a file, a line or a cell (closed lists). */

/** The columns that we know, in the order in which a sample file shows them. */
export const COLUMNS = [
  'symbol',
  'number',
  'branch',
  'name',
  'nameKana',
  'birthDate',
  'category',
  'qualifiedOn',
  'lostOn',
  'mail',
  'keptUserId',
  'formerSymbol',
  'formerNumber',
  'formerBranch',
] as const

export type Column = (typeof COLUMNS)[number]

/** 記号, 番号 and 枝番: who is meant, among all members of a society. */
export type MemberKey = { symbol: string; number: string; branch: string }

/** Symbol, number and branch are text with their leading zeros (DATA-01). An empty cell says nothing, except in `lostOn`. */
export type MemberRow = MemberKey & {
  name: string
  nameKana: string
  birthDate: string
  category: 'insured' | 'dependant'
  qualifiedOn: string | null
  /** null: the file says that the qualification goes on; undefined: the file has no such column. */
  lostOn: string | null | undefined
  mail: string | null
  keptUserId: string | null
  /** The key that this person had before a transfer (転籍); null where it is the present one. */
  former: MemberKey | null
}

export type ProblemReason =
  // the file
  | 'emptyFile'
  | 'spreadsheet'
  | 'utf16'
  | 'missingColumn'
  | 'duplicateColumn'
  // a line
  | 'tooLong'
  | 'openQuote'
  | 'badQuote'
  | 'tooManyCells'
  | 'cutOff'
  | 'mixedEncoding'
  | 'duplicateKey'
  | 'duplicateFormerKey'
  // a cell
  | 'missing'
  | 'cellTooLong'
  | 'lostCharacter'
  | 'controlCharacter'
  | 'lineBreak'
  | 'notKeyText'
  | 'spreadsheetNumber'
  | 'unreadableDate'
  | 'impossibleDate'
  | 'wrongEra'
  | 'futureDate'
  | 'lostBeforeQualified'
  | 'unknownCategory'
  | 'invalidMail'
  | 'invalidUserId'
  | 'addressAsUserId'
  // against what we know already
  | 'otherPerson'
  | 'bothKeys'
  | 'userIdTaken'
  | 'userIdDiffers'

/** `detail` is a line number or a character code for the reader; never a name, an address or a number of the card. */
export type Problem = { readonly reason: ProblemReason; readonly column?: Column; readonly detail?: string }

/** Lines count from 1, the header included, as a text editor shows them. */
export type ReadRow =
  | { readonly line: number; readonly row: MemberRow }
  | { readonly line: number; readonly problems: readonly Problem[] }

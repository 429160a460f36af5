import type { ImportSum, memberImport as ja } from '../ja/import.ts'

const columns: typeof ja.columns = {
  symbol: 'symbol (記号)',
  number: 'number (番号)',
  branch: 'branch (枝番)',
  name: 'name (氏名)',
  nameKana: 'name in kana (氏名カナ)',
  birthDate: 'date of birth (生年月日)',
  category: 'category (区分)',
  qualifiedOn: 'qualified on (資格取得日)',
  lostOn: 'qualification ended on (資格喪失日)',
  mail: 'mail address (メールアドレス)',
  keptUserId: 'old user ID (旧ユーザID)',
  formerSymbol: 'former symbol (旧記号)',
  formerNumber: 'former number (旧番号)',
  formerBranch: 'former branch (旧枝番)',
}

const lostCharacter = (detail: string) =>
  detail === '?'
    ? 'There is a "?". A character was probably lost when the file was saved. Please put the right one.'
    : detail === 'U+FFFD'
      ? 'There is a character that cannot be read. Please check whether the encoding changes within the file, or bytes are missing.'
      : `There is a character that cannot be read (${detail}). Private characters (外字) cannot be used; please use a standard one.`

const problems: typeof ja.problems = {
  emptyFile: () => 'The file holds no people.',
  spreadsheet: () => 'This is a spreadsheet. Please save it as CSV.',
  utf16: () => 'The file is UTF-16. Please save it as CSV in Shift_JIS (CP932) or UTF-8.',
  missingColumn: () => 'This column is missing. The first line must name the columns.',
  duplicateColumn: () => 'This column is there more than once.',
  tooLong: () => 'The line is too long. Please check whether line breaks were lost.',
  openQuote: () => 'A quotation mark (") is never closed.',
  badQuote: () => 'A quotation mark (") is in the wrong place.',
  tooManyCells: () => 'The line has more columns than the first line.',
  cutOff: () => 'The file ends within this line. Please make the file again and import it.',
  mixedEncoding: () => 'Another encoding than the other lines (UTF-8). Please use one encoding for the whole file.',
  duplicateKey: (detail) => `Line ${detail} has the same symbol, number and branch. This line was not taken.`,
  duplicateFormerKey: (detail) =>
    `Line ${detail} has the same former symbol, number and branch. This line was not taken.`,
  missing: () => 'Nothing was entered.',
  cellTooLong: (detail) => `Longer than ${detail} characters.`,
  lostCharacter,
  controlCharacter: (detail) => `There is an invisible control character (${detail}).`,
  lineBreak: () => 'There is a line break. Please put it on one line.',
  notKeyText: () => 'There is a character that cannot be used, or the number of digits is wrong.',
  spreadsheetNumber: () =>
    'A spreadsheet turned it into an exponent. Please make the column a text column and save again.',
  unreadableDate: () => 'Not readable as a date. Examples: 19790822, 1979/8/22, S54.8.22',
  impossibleDate: () => 'There is no such day.',
  wrongEra: () => 'The day is outside that era.',
  futureDate: () => 'The day lies in the future.',
  lostBeforeQualified: () => 'Earlier than the day of qualification.',
  unknownCategory: () => 'Please enter 本人, 被保険者, 家族 or 被扶養者.',
  invalidMail: () => 'Not a valid mail address.',
  invalidUserId: () => 'The user ID has a character that cannot be used, or more than 64 characters.',
  addressAsUserId: () => 'A mail address cannot be kept as user ID. Please enter it in the mail address column.',
  otherPerson: () =>
    'Somebody with another date of birth is registered with the same symbol, number and branch. This is taken for another person and was not imported. Please check.',
  bothKeys: () =>
    'People with this date of birth are registered with the new and with the former symbol, number and branch. The line was not imported. Please check.',
  userIdTaken: () => 'Somebody else has this user ID.',
  userIdDiffers: () => 'Differs from the user ID that was kept before. An import cannot change a user ID.',
}

const kinds: typeof ja.kinds = {
  new: 'new',
  changed: 'changed',
  moved: 'transferred',
  lost: 'qualification ended',
  regained: 'qualified again',
  otherPerson: 'perhaps another person',
  problem: 'not taken',
}

export const memberImport: typeof ja = {
  columns,
  problems,
  kinds,
  problemLine: (line, column, reason) => `Line ${line}${column === undefined ? '' : `, ${column}`}: ${reason}`,
  changeLine: (line, kind, fields) => `Line ${line}: ${kind} (${fields.join(', ')})`,
  reportColumns: {
    line: 'line',
    kind: 'outcome',
    symbol: 'symbol (記号)',
    number: 'number (番号)',
    branch: 'branch (枝番)',
    field: 'column',
    reason: 'reason',
  },
  progress: (rows, percent) => `${percent} % (${rows.toLocaleString('en')} lines)`,
  more: (count) => `and ${count} more lines`,
  problemHead: 'Lines that were not taken',
  changeHead: 'What changes',
  summary: (sum: ImportSum) =>
    [
      `new ${sum.new}, changed ${sum.changed}`,
      ...(sum.moved > 0 ? [`transferred ${sum.moved}`] : []),
      `qualification ended ${sum.lost}`,
      ...(sum.regained > 0 ? [`qualified again ${sum.regained}`] : []),
      `unchanged ${sum.unchanged}`,
      ...(sum.otherPerson > 0 ? [`perhaps another person ${sum.otherPerson}`] : []),
      `lines not taken ${sum.problem}`,
    ].join(', '),
  mailKept: (count) => `For ${count} people the address that they or staff had entered was kept.`,
  dryRun: 'This was only a check. Nothing was changed.',
}

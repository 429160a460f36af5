import { foldIdentifier } from '../../kernel/fold.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { COLUMNS, type Column, type Problem } from './member-row.ts'

// What societies write over the columns, folded and without spaces, brackets and long-vowel marks. Unknown ones are ignored.
const NAMES: Readonly<Record<Column, readonly string[]>> = {
  symbol: ['記号', '被保険者証記号'],
  number: ['番号', '被保険者証番号'],
  branch: ['枝番'],
  name: ['氏名', '氏名漢字', '漢字氏名'],
  nameKana: ['氏名カナ', 'カナ氏名', 'フリガナ'],
  birthDate: ['生年月日'],
  category: ['区分', '本人家族区分'],
  qualifiedOn: ['資格取得日', '資格取得年月日'],
  lostOn: ['資格喪失日', '資格喪失年月日'],
  mail: ['メルアドレス'],
  keptUserId: ['旧ユザID'],
  formerSymbol: ['旧記号', '転籍前記号'],
  formerNumber: ['旧番号', '転籍前番号'],
  formerBranch: ['旧枝番', '転籍前枝番'],
}

const REQUIRED: readonly Column[] = ['symbol', 'number', 'branch', 'name', 'birthDate', 'category']

/** Where each known column stands, whatever their order. */
export type Header = { readonly width: number; readonly at: ReadonlyMap<Column, number> }

/** Finds the columns by the names in the first line, or says which are missing or there twice. */
export function readHeader(cells: readonly string[]): Result<Header, readonly Problem[]> {
  const at = new Map<Column, number>()
  const problems: Problem[] = []
  cells.forEach((cell, index) => {
    const column = columnOf(cell)
    if (!column) return
    if (at.has(column)) problems.push({ reason: 'duplicateColumn', column })
    else at.set(column, index)
  })
  for (const column of REQUIRED) if (!at.has(column)) problems.push({ reason: 'missingColumn', column })
  return problems.length === 0 ? ok({ width: cells.length, at }) : err(problems)
}

function columnOf(cell: string): Column | undefined {
  const name = foldIdentifier(cell)
    .replace(/[\s()ー]/g, '')
    .replace(/id$/i, 'ID')
  return COLUMNS.find((column) => NAMES[column].includes(name))
}

import type { Result } from '../../kernel/result.ts'
import type { MailSyntax } from '../mail-address-rule.ts'
import {
  checkCharacters,
  readBranch,
  readCategory,
  readDate,
  readKana,
  readKeptUserId,
  readKeyText,
  readMail,
  readName,
} from './cell-rules.ts'
import type { Column, MemberKey, MemberRow, Problem } from './member-row.ts'
import type { Header } from './read-header.ts'

export type RowRules = { readonly today: string; readonly mailSyntax: MailSyntax }

/** The person on one line, or everything that is wrong with it, all columns at once. */
export function readRow(
  cells: readonly string[],
  header: Header,
  rules: RowRules,
): { row: MemberRow } | { problems: readonly Problem[] } {
  const cell = cellReader(cells, header)
  const required = cell.required
  const key = {
    symbol: required('symbol', readKeyText, ''),
    number: required('number', readKeyText, ''),
    branch: required('branch', readBranch, ''),
  }
  const row = {
    ...key,
    name: required('name', readName, ''),
    nameKana: cell.optional('nameKana', readKana) ?? '',
    birthDate: required('birthDate', (text) => readDate(text, rules.today), ''),
    category: required('category', readCategory, 'insured'),
    qualifiedOn: cell.optional('qualifiedOn', readDate),
    lostOn: header.at.has('lostOn') ? cell.optional('lostOn', readDate) : undefined,
    mail: cell.optional('mail', (text) => readMail(text, rules.mailSyntax)),
    keptUserId: cell.optional('keptUserId', readKeptUserId),
    former: header.at.has('formerSymbol') || header.at.has('formerNumber') ? readFormer(cell, key) : null,
  }
  const problems = [...cell.problems]
  if (cells.length > header.width) problems.push({ reason: 'tooManyCells' })
  if (row.qualifiedOn && row.lostOn && row.lostOn < row.qualifiedOn)
    problems.push({ reason: 'lostBeforeQualified', column: 'lostOn' })
  return problems.length === 0 ? { row } : { problems }
}

/** The key before a transfer. Whatever part of it is empty has stayed: a move between 記号 often keeps 番号 and 枝番. */
function readFormer(cell: ReturnType<typeof cellReader>, key: MemberKey): MemberKey | null {
  const former = {
    symbol: cell.optional('formerSymbol', readKeyText) ?? key.symbol,
    number: cell.optional('formerNumber', readKeyText) ?? key.number,
    branch: cell.optional('formerBranch', readBranch) ?? key.branch,
  }
  const same = former.symbol === key.symbol && former.number === key.number && former.branch === key.branch
  return same ? null : former
}

type Rule<T> = (text: string) => Result<T, Omit<Problem, 'column'>>

function cellReader(cells: readonly string[], header: Header) {
  const problems: Problem[] = []
  function optional<T>(column: Column, rule: Rule<T>): T | null {
    const text = (cells[header.at.get(column) ?? -1] ?? '').trim()
    if (text === '') return null
    const unusable = checkCharacters(text)
    const read = unusable ? { ok: false as const, error: unusable } : rule(text)
    if (read.ok) return read.value
    problems.push({ ...read.error, column })
    return null
  }
  function required<T>(column: Column, rule: Rule<T>, placeholder: T): T {
    const before = problems.length
    const value = optional(column, rule)
    if (value === null && problems.length === before) problems.push({ reason: 'missing', column })
    return value ?? placeholder
  }
  return { problems, optional, required }
}

import { randomUUIDv7 } from 'node:crypto'
import type { Difference, DifferenceKind } from './compare.ts'
import type { MemberRow, Problem } from './member-row.ts'

export type ReadMember = { readonly line: number; readonly row: MemberRow }

/** What becomes of a person: founded, under another key (転籍), qualification ended or running again, or something else changed. */
export type ChangeKind = 'new' | 'moved' | 'lost' | 'regained' | 'changed'

/** What became of one row that was not already known as it stands. `fields` are the columns that changed. */
export type MemberChange = {
  readonly line: number
  readonly accountId: string
  readonly kind: ChangeKind
  readonly fields: readonly (keyof MemberRow)[]
}

/** A row that is to be written, and why. */
export type Judged = ReadMember & { readonly change: MemberChange; readonly difference: Difference }

export type Judgement = {
  readonly writes: readonly Judged[]
  readonly problems: readonly { readonly line: number; readonly problems: readonly Problem[] }[]
  /** Rows whose address was not taken over, because the member or staff has another one. */
  readonly mailKept: number
}

/** Takes a user ID for a row; false when an earlier one has it. */
export type ClaimId = (id: string, line: number) => boolean

function claimsOfBatch(): ClaimId {
  const given = new Set<string>()
  return (id) => given.size < given.add(id).size
}

/** Decides about every row that differs: what it changes, or why it may not. */
export function judge(
  members: readonly ReadMember[],
  differences: readonly Difference[],
  claimId: ClaimId = claimsOfBatch(),
): Judgement {
  const writes: Judged[] = []
  const problems: { line: number; problems: Problem[] }[] = []
  let mailKept = 0
  for (const difference of differences) {
    const member = members[difference.index]
    if (!member) throw new Error('a difference points at no row')
    const problem = problemOf(difference, member, claimId)
    if (problem) {
      problems.push({ line: member.line, problems: [problem] })
      continue
    }
    if (difference.has('mailKept')) mailKept++
    const change = changeOf(member, difference)
    if (change.kind === 'new' || change.fields.length > 0) writes.push({ ...member, change, difference })
  }
  return { writes, problems, mailKept }
}

function problemOf({ has }: Difference, { line, row }: ReadMember, claimId: ClaimId): Problem | undefined {
  if (has('otherPerson')) return { reason: 'otherPerson', column: 'birthDate' }
  if (has('bothKeys')) return { reason: 'bothKeys', column: 'formerSymbol' }
  if (has('userIdDiffers')) return { reason: 'userIdDiffers', column: 'keptUserId' }
  const taken = has('userIdTaken') || (has('keptUserId') && !claimId(row.keptUserId ?? '', line))
  return taken ? { reason: 'userIdTaken', column: 'keptUserId' } : undefined
}

const FIELDS: readonly (DifferenceKind & keyof MemberRow)[] = [
  'name',
  'nameKana',
  'birthDate',
  'category',
  'qualifiedOn',
  'lostOn',
  'mail',
  'keptUserId',
]
const MOVED_FIELDS = ['symbol', 'number', 'branch'] as const

function changeOf({ line, row }: ReadMember, { accountId, has }: Difference): MemberChange {
  if (accountId === null) return { line, accountId: randomUUIDv7(), kind: 'new', fields: [] }
  const moved = has('moved') ? MOVED_FIELDS.filter((part) => row[part] !== row.former?.[part]) : []
  const kind = has('moved') ? 'moved' : has('lost') ? 'lost' : has('regained') ? 'regained' : 'changed'
  return { line, accountId, kind, fields: [...moved, ...FIELDS.filter((field) => has(field))] }
}

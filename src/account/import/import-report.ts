import type { ChangeKind, MemberChange, ReadMember } from './judge.ts'
import type { MemberKey, Problem } from './member-row.ts'
import type { Reconciled } from './reconcile.ts'

/** Every person of the file is counted once; `otherPerson` and `problem` are the lines that were not taken. */
export type ImportCounts = Record<ChangeKind | 'unchanged' | 'otherPerson' | 'problem', number>

export type ImportReport = {
  readonly dryRun: boolean
  readonly counts: ImportCounts
  /** People whose address was not taken over: they have a confirmed one, or one that they or staff entered. */
  readonly mailKept: number
  readonly problems: readonly { readonly line: number; readonly problems: readonly Problem[] }[]
  readonly changes: readonly Omit<MemberChange, 'accountId'>[]
}

/** What became of one line; `key` is null where the line could not be read. */
export type Outcome = {
  readonly line: number
  readonly key: MemberKey | null
  readonly kind: ChangeKind | 'otherPerson' | 'problem'
  readonly fields: MemberChange['fields']
  readonly problems: readonly Problem[]
}

const LISTED = 1000

type Unread = { readonly line: number; readonly problems: readonly Problem[] }

/** Counts batch after batch, and lists the first problems and changes. */
export function newTally(dryRun: boolean, listed = LISTED) {
  const counts = { new: 0, changed: 0, moved: 0, lost: 0, regained: 0, unchanged: 0, otherPerson: 0, problem: 0 }
  const problems: Unread[] = []
  const changes: Omit<MemberChange, 'accountId'>[] = []
  let mailKept = 0
  function note(outcome: Outcome): void {
    const { line, kind, fields } = outcome
    counts[kind]++
    if (kind === 'problem' || kind === 'otherPerson') {
      if (problems.length < listed) problems.push({ line, problems: outcome.problems })
    } else if (kind !== 'new' && changes.length < listed) changes.push({ line, kind, fields })
  }
  return {
    /** Adds a batch and returns its outcomes in the order of the file. */
    add(members: readonly ReadMember[], unread: readonly Unread[], reconciled: Reconciled): Outcome[] {
      const outcomes = outcomesOf(members, unread, reconciled)
      for (const outcome of outcomes) note(outcome)
      counts.unchanged += members.length + unread.length - outcomes.length
      mailKept += reconciled.mailKept
      return outcomes
    },
    rows: () => Object.values(counts).reduce((sum, count) => sum + count, 0),
    report: (): ImportReport => ({ dryRun, counts, mailKept, problems, changes }),
  }
}

function outcomesOf(members: readonly ReadMember[], unread: readonly Unread[], reconciled: Reconciled): Outcome[] {
  if (unread.length + reconciled.changes.length + reconciled.problems.length === 0) return []
  const failed = new Set(reconciled.problems.map(({ line }) => line))
  const done = reconciled.changes.filter(({ line }) => !failed.has(line))
  const keys = new Map(members.map(({ line, row }) => [line, row]))
  const refusal = ({ line, problems }: Unread): Outcome => {
    const kind = problems.some(({ reason }) => reason === 'otherPerson') ? 'otherPerson' : 'problem'
    return { line, key: keys.get(line) ?? null, kind, fields: [], problems }
  }
  return [
    ...done.map(
      ({ line, kind, fields }): Outcome => ({ line, key: keys.get(line) ?? null, kind, fields, problems: [] }),
    ),
    ...[...unread, ...reconciled.problems].map(refusal),
  ].toSorted((one, other) => one.line - other.line)
}

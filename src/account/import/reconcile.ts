import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Instant } from '../../kernel/clock.ts'
import type { Tx } from '../../store/database.ts'
import { compare, type Difference } from './compare.ts'
import type { MemberRow, Problem } from './member-row.ts'
import { lockAccounts, replaceAddresses, writeChanges } from './write-changes.ts'
import { type OwnedRow, writeAddresses, writeKeptIds, writeNew } from './write-new.ts'

export type ReadMember = { readonly line: number; readonly row: MemberRow }

/** What became of one row that was not already known as it stands. `fields` are the columns that changed. */
export type MemberChange = {
  readonly line: number
  readonly accountId: string
  readonly kind: 'new' | 'changed' | 'lost'
  readonly fields: readonly (keyof MemberRow)[]
}

export type Reconciled = {
  readonly changes: readonly MemberChange[]
  readonly problems: readonly { readonly line: number; readonly problems: readonly Problem[] }[]
  /** Rows whose address was not taken over, because the member or staff has another one. */
  readonly mailKept: number
}

/** In the same transaction as the changes: the place for audit events. */
export type OnChange = (tx: Tx, changes: readonly MemberChange[]) => Promise<void>

/**
 * Brings accounts in line with rows, all or none, inside the caller's transaction. Idempotent by (society, symbol, number,
 * branch); a key that now has another birth date is another person: never merged, a problem for staff. The keys in `members` must be
 * distinct. Imports of one society take turns, transaction by transaction. With `dryRun` nothing is written.
 */
export async function reconcile(
  tx: Tx,
  societyId: number,
  members: readonly ReadMember[],
  options: { at: Instant; dryRun: boolean; onChange?: OnChange | undefined },
): Promise<Reconciled> {
  await takeTurn(tx, societyId)
  const differences = await compare(
    tx,
    societyId,
    members.map(({ row }) => row),
  )
  const judged = judge(members, differences)
  if (options.dryRun) return judged.outcome
  const found = judged.rows.filter(({ difference }) => difference.account_id === null).map(owned)
  const known = judged.rows.filter(({ difference }) => difference.account_id !== null)
  const late = await write(tx, societyId, { found, known }, options.at)
  const changes = judged.outcome.changes
  if (changes.length > 0) await options.onChange?.(tx, changes)
  return late.size === 0
    ? judged.outcome
    : { ...judged.outcome, problems: [...judged.outcome.problems, ...lateProblems(changes, late)] }
}

type Judged = {
  readonly line: number
  readonly accountId: string
  readonly row: MemberRow
  readonly difference: Difference
}
const owned = ({ accountId, row }: Judged): OwnedRow => ({ accountId, row })

/**
 * Queues behind another import of this society, and has every statement planned for the tables as they are now: a plan kept from
 * the first batch would still take them for empty.
 */
async function takeTurn(tx: Tx, societyId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('genkan.import'), ${societyId}),
    set_config('plan_cache_mode', 'force_custom_plan', true)`.execute(tx)
}

function judge(members: readonly ReadMember[], differences: readonly Difference[]) {
  const rows: Judged[] = []
  const problems: { line: number; problems: Problem[] }[] = []
  const givenIds = new Set<string>()
  for (const difference of differences) {
    const member = members[difference.index]
    if (!member) throw new Error('a difference points at no row')
    const problem = problemOf(difference, member.row, givenIds)
    if (problem) problems.push({ line: member.line, problems: [problem] })
    else rows.push({ ...member, accountId: difference.account_id ?? randomUUIDv7(), difference })
    if (!problem && difference.kept_id && member.row.keptUserId) givenIds.add(member.row.keptUserId)
  }
  const changes = rows.map(changeOf).filter((change) => change.kind === 'new' || change.fields.length > 0)
  const mailKept = rows.filter(({ difference }) => difference.mail_kept).length
  return { rows, outcome: { changes, problems, mailKept } satisfies Reconciled }
}

function problemOf(difference: Difference, row: MemberRow, givenIds: ReadonlySet<string>): Problem | undefined {
  if (difference.other_person) return { reason: 'otherPerson', column: 'birthDate' }
  if (difference.kept_id_differs) return { reason: 'userIdDiffers', column: 'keptUserId' }
  const taken = difference.kept_id_taken || (difference.kept_id && givenIds.has(row.keptUserId ?? ''))
  return taken ? { reason: 'userIdTaken', column: 'keptUserId' } : undefined
}

function changeOf({ line, accountId, difference }: Judged): MemberChange {
  if (difference.account_id === null) return { line, accountId, kind: 'new', fields: [] }
  const fields: (keyof MemberRow)[] = []
  if (difference.name) fields.push('name')
  if (difference.name_kana) fields.push('nameKana')
  if (difference.birth_date) fields.push('birthDate')
  if (difference.category) fields.push('category')
  if (difference.qualified_on) fields.push('qualifiedOn')
  if (difference.lost_on) fields.push('lostOn')
  if (difference.mail) fields.push('mail')
  if (difference.kept_id) fields.push('keptUserId')
  return { line, accountId, kind: difference.newly_lost ? 'lost' : 'changed', fields }
}

/** Returns the accounts whose kept ID was taken between the comparison and now. */
async function write(
  tx: Tx,
  societyId: number,
  rows: { found: readonly OwnedRow[]; known: readonly Judged[] },
  at: Instant,
) {
  const changing = rows.known.filter((known) => changeOf(known).fields.length > 0)
  await lockAccounts(
    tx,
    societyId,
    changing.map(({ accountId }) => accountId),
  )
  await writeNew(tx, societyId, rows.found, at)
  await writeAddresses(tx, societyId, rows.found, at)
  await writeChanges(tx, societyId, changing.filter(({ difference }) => changesPerson(difference)).map(owned))
  await replaceAddresses(tx, societyId, changing.filter(({ difference }) => difference.mail).map(owned), at)
  const withId = changing.filter(({ difference }) => difference.kept_id).map(owned)
  return new Set(await writeKeptIds(tx, societyId, [...rows.found, ...withId]))
}

function changesPerson(difference: Difference): boolean {
  const { name, name_kana, birth_date, category, qualified_on, lost_on } = difference
  return name || name_kana || birth_date || category || qualified_on || lost_on
}

function lateProblems(changes: readonly MemberChange[], late: ReadonlySet<string>) {
  const taken: Problem = { reason: 'userIdTaken', column: 'keptUserId' }
  return changes.filter(({ accountId }) => late.has(accountId)).map(({ line }) => ({ line, problems: [taken] }))
}

import { sql } from 'kysely'
import type { Instant } from '../kernel/clock.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import type { MethodName } from '../store/tables.ts'
import { type LetterState, stateOfLetter } from './letters/letter-state.ts'

/** What is on file about a member, without any secret. */
export type MemberDossier = {
  readonly name: string
  readonly category: 'insured' | 'dependant'
  readonly qualifiedOn: string | null
  readonly lostOn: string | null
  readonly closedAt: Instant | null
  readonly frozenAt: Instant | null
  /** Began with the computed password and an address that was not on file: services wait, unless staff released them. */
  readonly heldSince: Instant | null
  /** What can be typed as a user ID; a temporary one is printed on the letter. */
  readonly userIds: readonly { readonly kind: 'temporary' | 'kept' | 'own'; readonly value: string }[]
  readonly mail: {
    readonly address: string
    readonly source: 'import' | 'staff' | 'member'
    readonly onFileAt: Instant
    readonly verifiedAt: Instant | null
  } | null
  /** The newest first. */
  readonly letters: readonly {
    readonly id: string
    readonly by: 'post' | 'mail'
    readonly state: LetterState
    readonly issuedAt: Instant
    readonly expiresAt: Instant
    readonly spentAt: Instant | null
  }[]
  readonly chosenMethod: MethodName | null
  readonly methods: readonly {
    readonly id: string
    readonly factor: 'password' | 'passkey' | 'totp' | 'mailCode'
    readonly name: string | null
    readonly since: Instant
    readonly lastUsedAt: Instant | null
  }[]
  /** `withdrawnAt`: when the acceptance was taken back, where none took its place. */
  readonly terms: {
    readonly accepted: number
    readonly acceptedAt: Instant | null
    readonly withdrawnAt: Instant | null
    readonly current: number
  }
  readonly recoveryPaperKeptAt: Instant | null
  /** The last times that somebody came in, the newest first. */
  readonly visits: readonly { readonly at: Instant; readonly browser: string; readonly endedBecause: string | null }[]
}

const RECENT = 5

/** Everything about the account, read in one transaction. */
export async function readDossier(tx: Tx, society: Society, accountId: string, now: Instant): Promise<MemberDossier> {
  const person = await readPerson(tx, society.id, accountId)
  return {
    ...person,
    userIds: await readUserIds(tx, society.id, accountId),
    mail: await readAddress(tx, society.id, accountId),
    letters: await readLetters(tx, society, accountId, now),
    methods: await readMethods(tx, society.id, accountId),
    terms: await readTerms(tx, society.id, accountId, now),
    visits: await readVisits(tx, society.id, accountId),
  }
}

const instant = (at: Date | null): Instant | null => at?.getTime() ?? null

async function readPerson(tx: Tx, societyId: number, accountId: string) {
  const row = await tx
    .selectFrom('account')
    .innerJoin('member', (join) =>
      join.onRef('member.society_id', '=', 'account.society_id').onRef('member.account_id', '=', 'account.id'),
    )
    .leftJoin('method_choice', (join) =>
      join
        .onRef('method_choice.society_id', '=', 'account.society_id')
        .onRef('method_choice.account_id', '=', 'account.id'),
    )
    .select([
      'name',
      'category',
      'qualified_on',
      'lost_on',
      'closed_at',
      'frozen_at',
      'held_since',
      'hold_released_at',
      'recovery_paper_kept_at',
      'method',
    ])
    .where('account.society_id', '=', societyId)
    .where('account.id', '=', accountId)
    .executeTakeFirstOrThrow()
  return {
    name: row.name,
    category: row.category,
    qualifiedOn: row.qualified_on,
    lostOn: row.lost_on,
    closedAt: instant(row.closed_at),
    frozenAt: instant(row.frozen_at),
    heldSince: row.hold_released_at === null ? instant(row.held_since) : null,
    recoveryPaperKeptAt: instant(row.recovery_paper_kept_at),
    chosenMethod: row.method,
  }
}

async function readUserIds(tx: Tx, societyId: number, accountId: string): Promise<MemberDossier['userIds']> {
  const rows = await tx
    .selectFrom('identifier')
    .select(['kind', 'value'])
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('kind', '<>', 'mail')
    .orderBy('created_at')
    .execute()
  // An address that serves as the ID is shown with the address.
  return rows.flatMap(({ kind, value }) => (kind === 'mail' || value.includes('@') ? [] : [{ kind, value }]))
}

async function readAddress(tx: Tx, societyId: number, accountId: string): Promise<MemberDossier['mail']> {
  const row = await tx
    .selectFrom('mail_address')
    .select(['address', 'source', 'on_file_at', 'verified_at'])
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const { address, source } = row
  return { address, source, onFileAt: row.on_file_at.getTime(), verifiedAt: instant(row.verified_at) }
}

async function readLetters(
  tx: Tx,
  society: Society,
  accountId: string,
  now: Instant,
): Promise<MemberDossier['letters']> {
  const { rows } = await sql<{
    id: string
    issued: Date
    expires: Date
    spent: Date | null
    mailed: boolean
    state: LetterState
  }>`
    select l.id, l.issued_at as issued, l.expires_at as expires, l.spent_at as spent, l.mail_address_id is not null as mailed,
      ${stateOfLetter({ now, epoch: society.epoch })} as state
    from letter l where l.society_id = ${society.id} and l.account_id = ${accountId} order by l.issued_at desc`.execute(
    tx,
  )
  return rows.map(({ id, issued, expires, spent, mailed, state }) => {
    const times = { issuedAt: issued.getTime(), expiresAt: expires.getTime(), spentAt: instant(spent) }
    return { id, by: mailed ? 'mail' : 'post', state, ...times }
  })
}

async function readMethods(tx: Tx, societyId: number, accountId: string): Promise<MemberDossier['methods']> {
  const { rows } = await sql<{
    id: string
    factor: 'password' | 'passkey' | 'totp' | 'mailCode'
    name: string | null
    since: Date
    used: Date | null
  }>`
    select id::text, 'passkey' as factor, name, created_at as since, last_used_at as used from passkey
      where society_id = ${societyId} and account_id = ${accountId} and removed_at is null
    union all
    select id::text, 'totp', name, created_at, last_used_at from totp_device
      where society_id = ${societyId} and account_id = ${accountId} and removed_at is null
    union all
    select 'mailCode', 'mailCode', null, bound_at, last_used_at from mail_method
      where society_id = ${societyId} and account_id = ${accountId} and removed_at is null
    union all
    select 'password', 'password', null, set_at, null from password
      where society_id = ${societyId} and account_id = ${accountId}
    order by since`.execute(tx)
  return rows.map(({ since, used, ...row }) => ({ ...row, since: since.getTime(), lastUsedAt: instant(used) }))
}

async function readTerms(tx: Tx, societyId: number, accountId: string, now: Instant): Promise<MemberDossier['terms']> {
  const newest = await tx
    .selectFrom('terms_acceptance')
    .select(['version', 'accepted_at', 'withdrawn_at'])
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  const { current } = await tx
    .selectFrom('terms')
    .select(({ fn }) => fn.max<number | null>('version').as('current'))
    .where('society_id', '=', societyId)
    .where('effective_at', '<=', new Date(now))
    .executeTakeFirstOrThrow()
  const withdrawnAt = instant(newest?.withdrawn_at ?? null)
  const accepted = withdrawnAt === null ? (newest?.version ?? 0) : 0
  return { accepted, acceptedAt: instant(newest?.accepted_at ?? null), withdrawnAt, current: current ?? 0 }
}

async function readVisits(tx: Tx, societyId: number, accountId: string): Promise<MemberDossier['visits']> {
  // By way of the history, which is ordered by account; visits are not.
  const rows = await tx
    .selectFrom('event')
    .innerJoin('visit', (join) =>
      join.onRef('visit.society_id', '=', 'event.society_id').onRef('visit.id', '=', 'event.visit_id'),
    )
    .select(['visit.started_at', 'visit.browser', 'visit.ended_because'])
    .where('event.society_id', '=', societyId)
    .where('event.account_id', '=', accountId)
    .where('event.name', '=', 'visit.opened')
    .orderBy('event.id', 'desc')
    .limit(RECENT)
    .execute()
  return rows.map((row) => ({
    at: row.started_at.getTime(),
    browser: row.browser,
    endedBecause: row.ended_because,
  }))
}

import {
  type AttemptOwner,
  clearAttempts,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from '../../account/attempts.ts'
import { computedPassword, isComputedPassword } from '../../account/computed-password.ts'
import { type FoundIdentifier, findIdentifier } from '../../account/find-identifier.ts'
import { findLetter } from '../../account/letters.ts'
import { typedSubject } from '../../account/typed-subject.ts'
import { typedKey } from '../../account/user-id-rule.ts'
import type { Instant } from '../../kernel/clock.ts'
import { parseLetterCode } from '../../kernel/letter-code.ts'
import { err, ok } from '../../kernel/result.ts'
import { budgetOwner } from '../budget-owner.ts'
import type { ActContext, Gate, Handler } from '../handler.ts'
import { lockAccount } from '../lock.ts'
import { noteFailure } from '../note-failure.ts'
import { letterHolder } from './letter-holder.ts'

export type SignInForm = {
  readonly userId: string
  readonly password: string
  readonly browser: string
  readonly rememberMe?: boolean
}
export type SignInProblem =
  | { readonly kind: 'invalid' | 'busy' }
  /** `until` is null where time alone opens nothing. */
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

/** How the try came about: a mailed code opens a lock for one try (`opened`). */
export type SignInOptions = { readonly opened?: boolean }

type Tried = {
  readonly societyId: number
  readonly subject: string
  readonly taken: TakenAttempt
  readonly inKnownBrowser: boolean
  readonly owner: AttemptOwner
  readonly found: FoundIdentifier | undefined
  readonly hash: string | null
  /** What opens a kept ID that has no password yet (ISS-09). */
  readonly computed: string | null
  readonly right: boolean
}

/**
 * User ID or verified address, and password. Whatever was typed costs one try of the typed identifier and exactly one
 * argon2 (invariant 1); the letter's ID and code typed here open the letter, since people type them where a form asks.
 */
export function signIn(
  gate: Gate,
  form: SignInForm,
  options: SignInOptions = {},
): Handler<ActContext, Tried, Tried, SignInProblem> {
  const key = typedKey(form.userId)
  const kind = 'password' as const
  return {
    async prepare(context) {
      const { tx, society, now } = context
      const identifier = await findIdentifier(tx, society.id, key)
      const usable = identifier && (identifier.kind !== 'mail' || society.policy.signInWith === 'idOrMail')
      const found = usable ? identifier : undefined
      const payer = await budgetOwner(context, found?.accountId, typedSubject(gate.keyring, society.id, key))
      const secretMac = gate.keyring.mac('typed-identifier', String(society.id), key, form.password)
      const attempt = { societyId: society.id, kind, subject: payer.subject, owner: payer.owner }
      const release = society.policy.lockRelease
      const [budget, hash, computed] = await Promise.all([
        takeAttempt(tx, attempt, secretMac, now, { ...options, release }),
        found ? passwordHash(tx, society.id, found) : null,
        computedPassword(tx, society, found, now),
      ])
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      return ok({ ...payer, societyId: society.id, taken: budget, found, hash, computed, right: false })
    },
    async work(tried) {
      const lane = tried.inKnownBrowser ? 'known' : 'unknown'
      const verified = await gate.hasher.verify(tried.hash, form.password, lane)
      if (verified.ok) return ok({ ...tried, right: verified.value })
      const attempt = { societyId: tried.societyId, kind, subject: tried.subject, owner: tried.owner }
      await gate.database.inSociety(tried.societyId, (tx) => returnAttempt(tx, attempt, tried.taken))
      return err({ kind: 'busy' })
    },
    async commit(context, tried) {
      const { found, hash, right, subject, owner, taken, inKnownBrowser } = tried
      const { tx, society } = context
      const failed = async () => {
        await noteFailure(context, { kind, accountId: found?.accountId ?? null, taken, inKnownBrowser })
        return err({ kind: 'invalid' as const })
      }
      if (found?.kind === 'temporary' && !right)
        return (await openByCode(context, gate, found.accountId, form, tried)) ?? failed()
      if (found && !right && isComputedPassword(form.password, tried.computed))
        return (await openByComputed(context, tried, found, form)) ?? failed()
      if (!found || !right) return failed()
      // The account before its counters, as everybody else who takes both.
      await lockAccount(tx, society.id, found.accountId)
      if ((await passwordHash(tx, society.id, found)) !== hash) return failed()
      await clearAttempts(tx, { societyId: society.id, kind, subject, owner })
      const { browser, rememberMe = false } = form
      return ok({
        opens: { accountId: found.accountId, letterId: null, birthDateMatched: false, browser, rememberMe },
        proofs: [{ factor: 'password', credentialId: null }],
        events: [{ name: 'visit.opened' }, { name: 'factor.proven', detail: { factor: 'password' } }],
      })
    },
  }
}

async function openByCode(context: ActContext, gate: Gate, accountId: string, form: SignInForm, tried: Tried) {
  const { tx, society, now } = context
  const code = parseLetterCode(form.password)
  if (!code.ok) return undefined
  await lockAccount(tx, society.id, accountId)
  const letter = await findLetter(tx, society, gate.keyring, { accountId, code: code.value }, now)
  const holder = await letterHolder(tx, society.id, accountId)
  if (letter?.status !== 'living' || !holder || (holder.founded && !letter.recovers)) return undefined
  const { subject, owner } = tried
  await clearAttempts(tx, { societyId: society.id, kind: 'password', subject, owner })
  return ok({
    opens: { accountId, letterId: letter.id, birthDateMatched: false, browser: form.browser },
    proofs: [{ factor: 'letter' as const, credentialId: letter.id }],
    events: [{ name: 'visit.opened' as const }, { name: 'letter.opened' as const }],
  })
}

/** Nothing has been shown by it: what it opens asks for the mailbox first (`showMailboxFirst`). */
async function openByComputed(
  context: ActContext,
  { subject, owner }: Tried,
  found: FoundIdentifier,
  form: SignInForm,
) {
  const { tx, society, now } = context
  await lockAccount(tx, society.id, found.accountId)
  if (!isComputedPassword(form.password, await computedPassword(tx, society, found, now))) return undefined
  await clearAttempts(tx, { societyId: society.id, kind: 'password', subject, owner })
  return ok({
    // The birth date is a part of what was typed.
    opens: { accountId: found.accountId, letterId: null, birthDateMatched: true, browser: form.browser },
    proofs: [{ factor: 'computed' as const, credentialId: null }],
    events: [{ name: 'visit.opened' as const }, { name: 'computed.opened' as const }],
  })
}

/** The issued ID signs in until its owner chooses another one (UID-45); from then on only that one does. */
async function passwordHash(tx: ActContext['tx'], societyId: number, found: FoundIdentifier): Promise<string | null> {
  const row = await tx
    .selectFrom('password')
    .select(({ exists, selectFrom }) => [
      'hash',
      exists(
        selectFrom('identifier')
          .select('value')
          .where('identifier.society_id', '=', societyId)
          .where('identifier.account_id', '=', found.accountId)
          .where('identifier.kind', 'in', ['own', 'kept']),
      ).as('hasLastingId'),
    ])
    .where('society_id', '=', societyId)
    .where('account_id', '=', found.accountId)
    .executeTakeFirst()
  const replaced = found.kind === 'temporary' && row?.hasLastingId
  return row && !replaced ? row.hash : null
}

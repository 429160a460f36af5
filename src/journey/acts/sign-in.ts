import { clearAttempts, takeAttempt } from '../../account/attempts.ts'
import { type FoundIdentifier, findIdentifier } from '../../account/find-identifier.ts'
import { findLetter } from '../../account/letters.ts'
import { addressKey } from '../../account/mail-address-rule.ts'
import { isTemporaryId } from '../../account/temporary-id.ts'
import { userIdKey } from '../../account/user-id-rule.ts'
import type { Instant } from '../../kernel/clock.ts'
import { parseLetterCode } from '../../kernel/letter-code.ts'
import { err, ok } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../act.ts'
import { lockAccount } from '../lock.ts'
import { letterHolder } from './letter-holder.ts'

export type SignInForm = { readonly userId: string; readonly password: string; readonly browser: string }
export type SignInProblem =
  | { readonly kind: 'invalid' | 'busy' }
  | { readonly kind: 'tooMany'; readonly until: Instant }

type Tried = { found: FoundIdentifier | undefined; hash: string | null; right: boolean }

/**
 * User ID or verified address, and password. Whatever was typed costs one try of the typed identifier and exactly one
 * argon2 (invariant 1); the letter's ID and code typed here open the letter, since people type them where a form asks.
 */
export function signIn(gate: Gate, form: SignInForm): Handler<ActContext, Tried, Tried, SignInProblem> {
  const key = userIdKey(form.userId)
  const kind = isTemporaryId(key) ? 'letter' : 'password'
  return {
    async prepare({ tx, society, now }) {
      const subject = typedSubject(gate, society.id, key)
      const secretMac = gate.keyring.mac('typed-identifier', String(society.id), key, form.password)
      const budget = await takeAttempt(tx, { societyId: society.id, kind, subject }, secretMac, now)
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      const found = await findIdentifier(tx, society.id, key)
      const usable = found && (found.kind !== 'mail' || society.policy.signInWith === 'idOrMail') ? found : undefined
      const hash = usable && usable.kind !== 'temporary' ? await passwordHash(tx, society.id, usable.accountId) : null
      return ok({ found: usable, hash, right: false })
    },
    async work(tried) {
      const verified = await gate.hasher.verify(tried.hash, form.password, 'unknown')
      return verified.ok ? ok({ ...tried, right: verified.value }) : err({ kind: 'busy' })
    },
    async commit(context, { found, hash, right }) {
      if (found?.kind === 'temporary') return openByCode(context, gate, found.accountId, form)
      const { tx, society } = context
      const unchanged = found && right && (await passwordHash(tx, society.id, found.accountId)) === hash
      if (!found || !unchanged) return err({ kind: 'invalid' })
      await clearAttempts(tx, { societyId: society.id, kind, subject: typedSubject(gate, society.id, key) })
      return ok({
        opens: { accountId: found.accountId, letterId: null, birthDateMatched: false, browser: form.browser },
        proofs: [{ factor: 'password', credentialId: null }],
        events: [{ name: 'visit.opened' }, { name: 'factor.proven', detail: { factor: 'password' } }],
      })
    },
  }
}

/** The counter belongs to what was typed, existing or not. */
export function typedSubject(gate: Gate, societyId: number, key: string): string {
  return gate.keyring.mac('typed-identifier', String(societyId), addressKey(key))
}

async function openByCode(context: ActContext, gate: Gate, accountId: string, form: SignInForm) {
  const { tx, society, now } = context
  const code = parseLetterCode(form.password)
  if (!code.ok) return err({ kind: 'invalid' as const })
  await lockAccount(tx, society.id, accountId)
  const letter = await findLetter(tx, society, gate.keyring, { accountId, code: code.value }, now)
  const holder = await letterHolder(tx, society.id, accountId)
  if (letter?.status !== 'living' || holder?.founded !== false) return err({ kind: 'invalid' as const })
  const subject = typedSubject(gate, society.id, userIdKey(form.userId))
  await clearAttempts(tx, { societyId: society.id, kind: 'letter', subject })
  return ok({
    opens: { accountId, letterId: letter.id, birthDateMatched: false, browser: form.browser },
    proofs: [{ factor: 'letter' as const, credentialId: letter.id }],
    events: [{ name: 'visit.opened' as const }, { name: 'letter.opened' as const }],
  })
}

async function passwordHash(tx: ActContext['tx'], societyId: number, accountId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('password')
    .select('hash')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.hash ?? null
}

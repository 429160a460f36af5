import { type Budget, clearAttempts, returnAttempt, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import { findIdentifier } from '../../account/find-identifier.ts'
import { findLetter } from '../../account/letters.ts'
import { typedSubject } from '../../account/typed-subject.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../handler.ts'
import { lockAccount } from '../lock.ts'
import { noteFailure } from '../note-failure.ts'
import { letterHolder } from './letter-holder.ts'

/** Already read: seven digits, a code whose check digit is right, 'YYYY-MM-DD'. */
export type LetterForm = {
  readonly temporaryId: string
  readonly code: string
  readonly birthDate: string
  readonly browser: string
}

/** What became of the letter is only said to whoever typed its code and the right birth date. */
export type LetterProblem =
  | { readonly kind: 'noMatch' | 'busy' | 'expired' | 'replaced' }
  | { readonly kind: 'used'; readonly at: Instant | null; readonly accountId: string }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

type Taken = { readonly societyId: number; readonly subject: string; readonly taken: TakenAttempt }

/**
 * ID, code and birth date of a letter, together. One answer for whatever does not match (GAP-05). With the right ID and
 * code it is the birth date that is guessed at: that counts where the page of the birth date counts (BRT-04).
 */
export function openLetter(gate: Gate, form: LetterForm): Handler<ActContext, Taken, Taken, LetterProblem> {
  return {
    async prepare({ tx, society, now }) {
      const secretMac = gate.keyring.mac('typed-identifier', form.temporaryId, form.code, form.birthDate)
      const subject = typedSubject(gate.keyring, society.id, form.temporaryId)
      const budget = await takeAttempt(tx, { societyId: society.id, kind: 'letter', subject }, secretMac, now)
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      return ok({ societyId: society.id, subject, taken: budget })
    },
    // The same work as a sign-in, so that the two ways in take the same time whatever was typed.
    async work(tried) {
      const worked = await gate.hasher.verify(null, form.code, 'unknown')
      if (worked.ok) return ok(tried)
      const attempt = { societyId: tried.societyId, kind: 'letter', subject: tried.subject } as const
      await gate.database.inSociety(tried.societyId, (tx) => returnAttempt(tx, attempt, tried.taken))
      return err({ kind: 'busy' })
    },
    async commit(context, { subject, taken }) {
      const { tx, society, now } = context
      const found = await findIdentifier(tx, society.id, form.temporaryId)
      const accountId = found?.kind === 'temporary' ? found.accountId : undefined
      if (accountId) await lockAccount(tx, society.id, accountId)
      const letter = accountId && (await findLetter(tx, society, gate.keyring, { accountId, code: form.code }, now))
      const person = letter && (await letterHolder(tx, society.id, accountId))
      const budget = person && (await takeBirthDate(gate, { tx, society, now }, accountId, form.birthDate))
      if (budget && !budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      if (!accountId || !letter || !person || !equal(person.birthDate, form.birthDate)) {
        await noteFailure(context, { kind: 'letter', accountId: accountId ?? null, taken })
        if (budget) await noteFailure(context, { kind: 'birthDate', accountId: accountId ?? null, taken: budget })
        return err({ kind: 'noMatch' })
      }
      await clearAttempts(tx, { societyId: society.id, kind: 'letter', subject })
      await clearAttempts(tx, { societyId: society.id, kind: 'birthDate', subject: accountId })
      if (letter.status === 'spent' || (person.founded && !letter.recovers))
        return err({ kind: 'used', at: letter.spentAt, accountId })
      if (letter.status !== 'living') return err({ kind: letter.status === 'expired' ? 'expired' : 'replaced' })
      return ok({
        opens: { accountId, letterId: letter.id, birthDateMatched: true, browser: form.browser },
        proofs: [{ factor: 'letter', credentialId: letter.id }],
        events: [{ name: 'visit.opened' }, { name: 'letter.opened' }, { name: 'birthDate.matched' }],
      })
    },
  }
}

function takeBirthDate(
  gate: Gate,
  { tx, society, now }: Pick<ActContext, 'tx' | 'society' | 'now'>,
  accountId: string,
  birthDate: string,
): Promise<Budget> {
  const key = { societyId: society.id, kind: 'birthDate' as const, subject: accountId }
  return takeAttempt(tx, key, gate.keyring.mac('typed-identifier', accountId, birthDate), now)
}

import { type Budget, clearAttempts, takeAttempt } from '../../account/attempts.ts'
import { findIdentifier } from '../../account/find-identifier.ts'
import { findLetter } from '../../account/letters.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../act.ts'
import { lockAccount } from '../lock.ts'
import { letterHolder } from './letter-holder.ts'
import { typedSubject } from './sign-in.ts'

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
  | { readonly kind: 'used'; readonly at: Instant | null }
  | { readonly kind: 'tooMany'; readonly until: Instant }

/**
 * ID, code and birth date of a letter, together. One answer for whatever does not match (GAP-05). With the right ID and
 * code it is the birth date that is guessed at: that counts where the page of the birth date counts (BRT-04).
 */
export function openLetter(gate: Gate, form: LetterForm): Handler<ActContext, null, null, LetterProblem> {
  return {
    async prepare({ tx, society, now }) {
      const secretMac = gate.keyring.mac('typed-identifier', form.temporaryId, form.code, form.birthDate)
      const subject = typedSubject(gate, society.id, form.temporaryId)
      const budget = await takeAttempt(tx, { societyId: society.id, kind: 'letter', subject }, secretMac, now)
      return budget.allowed ? ok(null) : err({ kind: 'tooMany', until: budget.until })
    },
    // The same work as a sign-in, so that the two ways in take the same time whatever was typed.
    async work() {
      const worked = await gate.hasher.verify(null, form.code, 'unknown')
      return worked.ok ? ok(null) : err({ kind: 'busy' })
    },
    async commit({ tx, society, now }) {
      const found = await findIdentifier(tx, society.id, form.temporaryId)
      const accountId = found?.kind === 'temporary' ? found.accountId : undefined
      if (accountId) await lockAccount(tx, society.id, accountId)
      const letter = accountId && (await findLetter(tx, society, gate.keyring, { accountId, code: form.code }, now))
      const person = letter && (await letterHolder(tx, society.id, accountId))
      const budget = person && (await takeBirthDate(gate, { tx, society, now }, accountId, form.birthDate))
      if (budget && !budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      if (!accountId || !letter || !person || !equal(person.birthDate, form.birthDate)) return err({ kind: 'noMatch' })
      const subject = typedSubject(gate, society.id, form.temporaryId)
      await clearAttempts(tx, { societyId: society.id, kind: 'letter', subject })
      await clearAttempts(tx, { societyId: society.id, kind: 'birthDate', subject: accountId })
      if (letter.status === 'spent' || person.founded) return err({ kind: 'used', at: letter.spentAt })
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

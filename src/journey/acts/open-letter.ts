import { clearAttempts, takeAttempt } from '../../account/attempts.ts'
import { findIdentifier } from '../../account/find-identifier.ts'
import { findLetter } from '../../account/letters.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../act.ts'
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

/** ID, code and birth date of a letter, together. One answer for whatever does not match (GAP-05). */
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
      const letter = accountId && (await findLetter(tx, society, gate.keyring, { accountId, code: form.code }, now))
      const person = letter && (await personOf(tx, society.id, accountId))
      if (!accountId || !letter || !person || !equal(person.birthDate, form.birthDate)) return err({ kind: 'noMatch' })
      const subject = typedSubject(gate, society.id, form.temporaryId)
      await clearAttempts(tx, { societyId: society.id, kind: 'letter', subject })
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

async function personOf(tx: ActContext['tx'], societyId: number, accountId: string) {
  const row = await tx
    .selectFrom('account')
    .select(({ exists, selectFrom }) => [
      'birth_date as birthDate',
      exists(
        selectFrom('totp_device')
          .select('totp_device.id')
          .where('totp_device.society_id', '=', societyId)
          .where('totp_device.account_id', '=', accountId)
          .where('totp_device.removed_at', 'is', null),
      ).as('founded'),
    ])
    .where('society_id', '=', societyId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return row?.birthDate ? { birthDate: row.birthDate, founded: Boolean(row.founded) } : undefined
}

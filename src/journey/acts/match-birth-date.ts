import { clearAttempts, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'

export type BirthDateProblem =
  | { readonly kind: 'noMatch' }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

/** BRT-01, BRT-02, BRT-04: the birth date on file; wrong ones are counted per account, over visits and days. */
export function matchBirthDate(
  gate: Gate,
  birthDate: string,
): Handler<VisitContext, TakenAttempt, TakenAttempt, BirthDateProblem> {
  return {
    async prepare({ tx, society, now, situation }) {
      const key = { societyId: society.id, kind: 'birthDate' as const, subject: situation.account.id }
      const budget = await takeAttempt(tx, key, gate.keyring.mac('typed-identifier', key.subject, birthDate), now)
      return budget.allowed ? ok(budget) : err({ kind: 'tooMany', until: budget.until })
    },
    async commit(context, taken) {
      const { tx, society, now, situation } = context
      const { birth_date } = await tx
        .selectFrom('account')
        .select('birth_date')
        .where('society_id', '=', society.id)
        .where('id', '=', situation.account.id)
        .executeTakeFirstOrThrow()
      if (!birth_date || !equal(birth_date, birthDate)) {
        await noteFailure(context, {
          kind: 'birthDate',
          accountId: situation.account.id,
          visitId: situation.visit.id,
          taken,
        })
        return err({ kind: 'noMatch' })
      }
      await clearAttempts(tx, { societyId: society.id, kind: 'birthDate', subject: situation.account.id })
      await tx
        .updateTable('visit')
        .set({ birth_date_matched_at: new Date(now) })
        .where('society_id', '=', society.id)
        .where('id', '=', situation.visit.id)
        .execute()
      return ok({ events: [{ name: 'birthDate.matched' }] })
    },
  }
}

import { clearAttempts } from '../../account/attempts.ts'
import { clearStreak } from '../../account/failure-streak.ts'
import { spendLetters } from '../../account/letters.ts'
import { typedSubject } from '../../account/typed-subject.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { storePassword } from '../stored-password.ts'

/** Already checked by the rule of the society. */
export type PasswordForm = { readonly password: string; readonly signOutEverywhere: boolean }
export type SetPasswordProblem = { readonly kind: 'busy' }

/** PWD-09…10: the first lasting credential; it spends the letter, and every earlier letter of that person with it. */
export function setPassword(gate: Gate, form: PasswordForm): Handler<VisitContext, null, string, SetPasswordProblem> {
  return {
    prepare: async () => ok(null),
    async work() {
      const hashed = await gate.hasher.hash(form.password)
      return hashed.ok ? hashed : err({ kind: 'busy' })
    },
    async commit(context, hash) {
      const { tx, society, situation, now } = context
      const accountId = situation.account.id
      await storePassword(context, hash)
      await openPasswordLocks(gate, { tx, society }, accountId)
      const letters = await spendLetters(tx, society.id, accountId, now)
      return ok({
        proofs: [{ factor: 'password', credentialId: null }],
        binds: true,
        signOutEverywhere: form.signOutEverywhere,
        events: [{ name: 'password.set' }, ...(letters > 0 ? [{ name: 'letter.spent' as const }] : [])],
      })
    },
  }
}

/** What was guessed at is gone: a new password starts with a new count (NIST SP 800-63B-4 §3.2.2: re-bound). */
export async function openPasswordLocks(
  gate: Gate,
  { tx, society }: Pick<VisitContext, 'tx' | 'society'>,
  accountId: string,
): Promise<void> {
  const identifiers = await tx
    .selectFrom('identifier')
    .select('value')
    .where('society_id', '=', society.id)
    .where('account_id', '=', accountId)
    .where('kind', '<>', 'temporary')
    .execute()
  for (const { value } of identifiers) {
    const subject = typedSubject(gate.keyring, society.id, value)
    await clearAttempts(tx, { societyId: society.id, kind: 'password', subject })
  }
  await clearStreak(tx, { societyId: society.id, kind: 'password' }, accountId)
}

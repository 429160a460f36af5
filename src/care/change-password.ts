import { openPasswordLocks } from '../journey/acts/set-password.ts'
import { announce } from '../journey/announce.ts'
import type { Gate, Handler, VisitContext } from '../journey/handler.ts'
import { passwordHash, storePassword } from '../journey/stored-password.ts'
import { err, ok } from '../kernel/result.ts'

export type ChangePasswordProblem = { readonly kind: 'busy' | 'sameAsCurrent' | 'changedMeanwhile' }

type Current = { readonly hash: string | null }

/**
 * PWD-13…16: another password, already checked by the rule of the society; also the first one of whoever had none. It ends
 * every other half-signed-in visit, and all others where that is wished.
 */
export function changePassword(
  gate: Gate,
  form: { readonly password: string; readonly signOutEverywhere: boolean },
): Handler<VisitContext, Current, Current & { readonly next: string }, ChangePasswordProblem> {
  return {
    async prepare({ tx, society, situation }) {
      return ok({ hash: await passwordHash(tx, society.id, situation.account.id) })
    },
    async work({ hash }) {
      const same = hash === null ? ok(false) : await gate.hasher.verify(hash, form.password, 'known')
      if (!same.ok) return err({ kind: 'busy' })
      if (same.value) return err({ kind: 'sameAsCurrent' })
      const hashed = await gate.hasher.hash(form.password)
      return hashed.ok ? ok({ hash, next: hashed.value }) : err({ kind: 'busy' })
    },
    async commit(context, { hash, next }) {
      const { tx, society, situation } = context
      const accountId = situation.account.id
      // Of two changes at once the first counts: the second was made beside another password.
      if ((await passwordHash(tx, society.id, accountId)) !== hash) return err({ kind: 'changedMeanwhile' })
      await storePassword(context, next)
      await openPasswordLocks(gate, context, accountId)
      return ok({
        binds: true,
        signOutEverywhere: form.signOutEverywhere,
        events: [{ name: 'password.changed' }],
        mails: announce(context, 'password'),
      })
    },
  }
}

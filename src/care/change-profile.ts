import { addressKey } from '../account/mail-address-rule.ts'
import { signInName } from '../account/password-context.ts'
import { replaceUserId } from '../account/replace-user-id.ts'
import { keepChoice } from '../journey/acts/choose-method.ts'
import { announce } from '../journey/announce.ts'
import type { Method } from '../journey/facts.ts'
import type { Handler, VisitContext } from '../journey/handler.ts'
import { effectiveMethod, usableMethods } from '../journey/methods.ts'
import { err, ok } from '../kernel/result.ts'
import type { Locale } from '../texts/codes.ts'
import { keepLanguage } from './change-language.ts'

export type ProfileForm = {
  readonly language: Locale
  /** Checked by the rule and folded; null where none is given. */
  readonly userId: string | null
  readonly method: Method
}
export type ProfileProblem = { readonly kind: 'userIdTaken' | 'userIdMissing' | 'methodUnavailable' }

/**
 * UID-46, MTH-20…22, PRF: language, user ID and method in one, all or none. A method that the member does not own yet is
 * the next step from then on: it is set up at once, or at the next sign-in (MTH-22); nothing that is owned goes away.
 */
export function changeProfile(form: ProfileForm): Handler<VisitContext, null, null, ProfileProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { tx, society, situation, facts } = context
      const accountId = situation.account.id
      const before = await signInName(tx, society.id, accountId)
      if (form.userId === null && before !== null) return err({ kind: 'userIdMissing' })
      const chosen = form.method !== effectiveMethod(facts)
      if (chosen && !usableMethods(facts).includes(form.method)) return err({ kind: 'methodUnavailable' })
      const renamed = form.userId !== null && form.userId !== before
      const verified = facts.member?.address?.verifiedAt != null ? situation.address : null
      const claim = { societyId: society.id, accountId, verifiedAddress: verified && addressKey(verified.address) }
      if (renamed && !(await replaceUserId(tx, { ...claim, value: form.userId }))) return err({ kind: 'userIdTaken' })
      if (chosen) await keepChoice(context, form.method)
      return ok({
        binds: renamed || chosen,
        events: [
          ...(await keepLanguage(context, form.language)),
          ...(renamed ? [{ name: 'userId.changed' as const }] : []),
          ...(chosen ? [{ name: 'method.chosen' as const, detail: { method: form.method } }] : []),
        ],
        mails: [...(renamed ? announce(context, 'userId') : []), ...(chosen ? announce(context, 'method') : [])],
      })
    },
  }
}

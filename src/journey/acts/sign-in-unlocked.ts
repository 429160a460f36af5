import { clearAttempts, takeAttempt } from '../../account/attempts.ts'
import { spendMailed } from '../../account/mailed-codes.ts'
import { typedSubject } from '../../account/typed-subject.ts'
import { livingUnlockCode, reviveUnlockCode } from '../../account/unlock-codes.ts'
import { typedKey } from '../../account/user-id-rule.ts'
import type { Instant } from '../../kernel/clock.ts'
import { equal } from '../../kernel/equal.ts'
import { err, type Result } from '../../kernel/result.ts'
import type { ActContext, Gate, Handler } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'
import { type SignInForm, type SignInProblem, signIn } from './sign-in.ts'

/** `requestId` comes from the browser's sealed cookie: a code works only where it was asked for. */
export type UnlockForm = SignInForm & { readonly requestId: string; readonly code: string }
export type UnlockProblem =
  | SignInProblem
  | { readonly kind: 'codeWrong' | 'codeExpired' }
  | { readonly kind: 'codeTooMany'; readonly until: Instant | null }

/**
 * A mailed code, then one try of the password although it is locked. The code shows nothing by itself: it adds no proof.
 * Wrong codes are counted for the typed identifier, over browsers and days; a right one is spent before the password is
 * looked at.
 */
export function signInUnlocked(gate: Gate, form: UnlockForm) {
  const attempt = signIn(gate, form, { opened: true })
  type Tried = Parameters<typeof attempt.commit>[1]
  const handler: Handler<ActContext, Tried, Tried, UnlockProblem> = {
    async prepare(context) {
      const opened = await open(gate, context, form)
      return opened ?? attempt.prepare(context)
    },
    async work(tried): Promise<Result<Tried, UnlockProblem>> {
      const worked = await attempt.work?.(tried)
      if (!worked) throw new Error('signing in hashes')
      if (!worked.ok)
        await gate.database.inSociety(tried.societyId, (tx) => reviveUnlockCode(tx, tried.societyId, form.requestId))
      return worked
    },
    commit: (context, tried) => attempt.commit(context, tried),
  }
  return handler
}

/** Undefined when the code was right and is spent now. */
async function open(gate: Gate, context: ActContext, form: UnlockForm) {
  const { tx, society, now } = context
  const subject = typedSubject(gate.keyring, society.id, typedKey(form.userId))
  const living = await livingUnlockCode(tx, society, gate.keyring, { id: form.requestId, subject }, now)
  if (!living) return err({ kind: 'codeExpired' as const })
  const owner = { name: living.accountId ?? subject, known: false }
  const key = { societyId: society.id, kind: 'mailCode' as const, subject, owner }
  const taken = await takeAttempt(tx, key, gate.keyring.mac('mail-code', subject, form.code), now)
  if (!taken.allowed) return err({ kind: 'codeTooMany' as const, until: taken.until })
  // Nobody has the code of an unknown ID: it was never sent.
  if (!equal(living.code, form.code) || living.accountId === null) {
    await noteFailure(context, { kind: 'mailCode', accountId: living.accountId, taken })
    return err({ kind: 'codeWrong' as const })
  }
  const spent = await spendMailed(tx, 'unlock_code', { societyId: society.id, id: form.requestId }, now)
  if (!spent) return err({ kind: 'codeExpired' as const })
  await clearAttempts(tx, key)
  return undefined
}

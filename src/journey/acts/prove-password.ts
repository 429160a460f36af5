import { clearAttempts, returnAttempt, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import type { Gate, Handler, VisitContext } from '../act.ts'
import { budgetOwner } from '../budget-owner.ts'
import { noteFailure } from '../note-failure.ts'

export type ProvePasswordProblem =
  | { readonly kind: 'notDue' | 'wrong' | 'busy' }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

type Tried = {
  readonly societyId: number
  readonly hash: string | null
  readonly taken: TakenAttempt
  readonly subject: string
  readonly inKnownBrowser: boolean
  readonly right: boolean
}

/** RAU-01…03: the password of the account whose visit this is, shown once more. */
export function provePassword(gate: Gate, password: string): Handler<VisitContext, Tried, Tried, ProvePasswordProblem> {
  const kind = 'password' as const
  return {
    async prepare(context) {
      const { tx, society, situation, step, now } = context
      if (step.kind !== 'prove' || !step.options.includes('password')) return err({ kind: 'notDue' })
      const owner = await budgetOwner(context, situation.account.id, situation.account.id)
      const secretMac = gate.keyring.mac('typed-identifier', String(society.id), situation.account.id, password)
      const release = society.policy.lockRelease
      const budget = await takeAttempt(tx, keyOf(society.id, owner.subject), secretMac, now, { release })
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      const hash = await hashOf(tx, society.id, situation.account.id)
      return ok({ ...owner, societyId: society.id, hash, taken: budget, right: false })
    },
    async work(tried) {
      const verified = await gate.hasher.verify(tried.hash, password, tried.inKnownBrowser ? 'known' : 'unknown')
      if (verified.ok) return ok({ ...tried, right: verified.value })
      const key = keyOf(tried.societyId, tried.subject)
      await gate.database.inSociety(tried.societyId, (tx) => returnAttempt(tx, key, tried.taken))
      return err({ kind: 'busy' })
    },
    async commit(context, { hash, right, taken, subject, inKnownBrowser }) {
      const { tx, society, situation } = context
      // Changed meanwhile, in another tab or on another device: then it was not this one that was shown.
      if (!right || (await hashOf(tx, society.id, situation.account.id)) !== hash) {
        const who = { accountId: situation.account.id, visitId: situation.visit.id }
        await noteFailure(context, { kind, ...who, taken, inKnownBrowser })
        return err({ kind: 'wrong' })
      }
      await clearAttempts(tx, keyOf(society.id, subject))
      return ok({
        proofs: [{ factor: 'password', credentialId: null }],
        events: [{ name: 'factor.proven', detail: { factor: 'password' } }],
      })
    },
  }

  function keyOf(societyId: number, subject: string) {
    return { societyId, kind, subject }
  }
}

async function hashOf(tx: Tx, societyId: number, accountId: string): Promise<string | null> {
  const row = await tx
    .selectFrom('password')
    .select('hash')
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.hash ?? null
}

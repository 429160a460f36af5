import {
  type AttemptOwner,
  clearAttempts,
  returnAttempt,
  type TakenAttempt,
  takeAttempt,
} from '../../account/attempts.ts'
import { typedSubject } from '../../account/typed-subject.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Tx } from '../../store/database.ts'
import { budgetOwner } from '../budget-owner.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'
import { passwordHash } from '../stored-password.ts'

export type ProvePasswordProblem =
  | { readonly kind: 'notDue' | 'wrong' | 'busy' }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

type Tried = {
  readonly societyId: number
  readonly subject: string
  readonly inKnownBrowser: boolean
  readonly owner: AttemptOwner
  readonly taken: TakenAttempt
  readonly hash: string
  readonly right: boolean
}

/**
 * The password of somebody who is identified already: for a step-up, for freshness, after it was changed elsewhere. A try
 * here is a try at the sign-in: it is taken from the same counter, and a right one clears it.
 */
export function provePassword(gate: Gate, password: string): Handler<VisitContext, Tried, Tried, ProvePasswordProblem> {
  const kind = 'password' as const
  return {
    async prepare(context) {
      const { tx, society, situation, step, now } = context
      if (step.kind !== 'prove' || !step.options.includes('password')) return err({ kind: 'notDue' })
      const accountId = situation.account.id
      const name = await signInKey(tx, society.id, accountId)
      const payer = await budgetOwner(context, accountId, typedSubject(gate.keyring, society.id, name))
      const secretMac = gate.keyring.mac('typed-identifier', String(society.id), name, password)
      const attempt = { societyId: society.id, kind, subject: payer.subject, owner: payer.owner }
      const budget = await takeAttempt(tx, attempt, secretMac, now, { release: society.policy.lockRelease })
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      const hash = await passwordHash(tx, society.id, accountId)
      return hash ? ok({ ...payer, societyId: society.id, taken: budget, hash, right: false }) : err({ kind: 'notDue' })
    },
    async work(tried) {
      const verified = await gate.hasher.verify(tried.hash, password, tried.inKnownBrowser ? 'known' : 'unknown')
      if (verified.ok) return ok({ ...tried, right: verified.value })
      const attempt = { societyId: tried.societyId, kind, subject: tried.subject, owner: tried.owner }
      await gate.database.inSociety(tried.societyId, (tx) => returnAttempt(tx, attempt, tried.taken))
      return err({ kind: 'busy' })
    },
    async commit(context, { subject, owner, taken, inKnownBrowser, hash, right }) {
      const { tx, society, situation, step } = context
      if (step.kind !== 'prove' || !step.options.includes('password')) return err({ kind: 'notDue' })
      const { account, visit } = situation
      if (!right || (await passwordHash(tx, society.id, account.id)) !== hash) {
        const who = { accountId: account.id, visitId: visit.id }
        await noteFailure(context, { kind, ...who, taken, inKnownBrowser })
        return err({ kind: 'wrong' })
      }
      await clearAttempts(tx, { societyId: society.id, kind, subject, owner })
      return ok({
        proofs: [{ factor: 'password', credentialId: null }],
        events: [{ name: 'factor.proven', detail: { factor: 'password' } }],
      })
    },
  }
}

/** What this member types at the sign-in: the ID of their own, else the address, else the issued ID. */
async function signInKey(tx: Tx, societyId: number, accountId: string): Promise<string> {
  const rows = await tx
    .selectFrom('identifier')
    .select(['kind', 'value'])
    .where('society_id', '=', societyId)
    .where('account_id', '=', accountId)
    .execute()
  const found = (['own', 'kept', 'mail', 'temporary'] as const).map((kind) => rows.find((row) => row.kind === kind))
  return found.find((row) => row !== undefined)?.value ?? accountId
}

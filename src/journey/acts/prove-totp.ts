import { type AttemptOwner, clearAttempts, type TakenAttempt, takeAttempt } from '../../account/attempts.ts'
import { proveTotp as prove } from '../../factor/totp/prove.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import { answersHere } from '../answers-here.ts'
import { budgetOwner } from '../budget-owner.ts'
import type { Gate, Handler, VisitContext } from '../handler.ts'
import { noteFailure } from '../note-failure.ts'

/** `device` is null where there is only one. */
export type ProveTotpForm = { readonly otp: string; readonly device: string | null }
export type ProveTotpProblem =
  | { readonly kind: 'wrong' | 'used' | 'deviceMissing' }
  | { readonly kind: 'clock'; readonly driftSeconds: number }
  | { readonly kind: 'tooMany'; readonly until: Instant | null }

type Taken = {
  readonly device: string
  readonly taken: TakenAttempt
  readonly subject: string
  readonly inKnownBrowser: boolean
  readonly owner: AttemptOwner
}

/** OTP-39…44, LMP-11…15: a code of one of the member's own devices; each time step opens once. */
export function proveTotp(gate: Gate, form: ProveTotpForm): Handler<VisitContext, Taken, Taken, ProveTotpProblem> {
  return {
    async prepare(context) {
      const { tx, society, situation, facts, now } = context
      const devices = situation.devices.filter(({ id }) => answersHere(facts, id))
      const device = form.device ?? devices[0]?.id
      if (!device || !devices.some(({ id }) => id === device)) return err({ kind: 'deviceMissing' })
      const payer = await budgetOwner(context, situation.account.id, situation.account.id)
      const key = { societyId: society.id, kind: 'secondFactor' as const, subject: payer.subject, owner: payer.owner }
      const secretMac = gate.keyring.mac('typed-identifier', situation.account.id, device, form.otp)
      const budget = await takeAttempt(tx, key, secretMac, now)
      if (!budget.allowed) return err({ kind: 'tooMany', until: budget.until })
      return ok({ ...payer, device, taken: budget })
    },
    async commit(context, { device: deviceId, taken, subject, owner, inKnownBrowser }) {
      const { tx, society, situation, now } = context
      const whose = { societyId: society.id, accountId: situation.account.id, deviceId }
      const checked = await prove(tx, gate.keyring, whose, form.otp, now)
      if (checked.kind !== 'match') {
        const { account, visit } = situation
        const who = { accountId: account.id, visitId: visit.id }
        await noteFailure(context, { kind: 'secondFactor', ...who, taken, inKnownBrowser })
      }
      if (checked.kind === 'clock') return err({ kind: 'clock', driftSeconds: checked.driftSeconds })
      if (checked.kind === 'gone') return err({ kind: 'deviceMissing' })
      if (checked.kind !== 'match') return err({ kind: checked.kind === 'replayed' ? 'used' : 'wrong' })
      await clearAttempts(tx, { societyId: society.id, kind: 'secondFactor', subject, owner })
      return ok({
        proofs: [{ factor: 'totp', credentialId: deviceId }],
        events: [{ name: 'factor.proven', detail: { factor: 'totp' } }],
      })
    },
  }
}

import { clearAttempts, takeAttempt } from '../../account/attempts.ts'
import { proveTotp as prove } from '../../factor/totp/prove.ts'
import type { Instant } from '../../kernel/clock.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Gate, Handler, VisitContext } from '../act.ts'

/** `device` is null where there is only one. */
export type ProveTotpForm = { readonly otp: string; readonly device: string | null }
export type ProveTotpProblem =
  | { readonly kind: 'wrong' | 'used' | 'deviceMissing' }
  | { readonly kind: 'clock'; readonly driftSeconds: number }
  | { readonly kind: 'tooMany'; readonly until: Instant }

/** OTP-39…44, LMP-11…15: a code of one of the member's own devices; each time step opens once. */
export function proveTotp(gate: Gate, form: ProveTotpForm): Handler<VisitContext, string, string, ProveTotpProblem> {
  return {
    async prepare({ tx, society, situation, now }) {
      const device = form.device ?? situation.devices[0]?.id
      if (!device || !situation.devices.some(({ id }) => id === device)) return err({ kind: 'deviceMissing' })
      const key = { societyId: society.id, kind: 'secondFactor' as const, subject: situation.account.id }
      const secretMac = gate.keyring.mac('typed-identifier', key.subject, device, form.otp)
      const budget = await takeAttempt(tx, key, secretMac, now)
      return budget.allowed ? ok(device) : err({ kind: 'tooMany', until: budget.until })
    },
    async commit({ tx, society, situation, now }, deviceId) {
      const owner = { societyId: society.id, accountId: situation.account.id, deviceId }
      const checked = await prove(tx, gate.keyring, owner, form.otp, now)
      if (checked.kind === 'clock') return err({ kind: 'clock', driftSeconds: checked.driftSeconds })
      if (checked.kind === 'gone') return err({ kind: 'deviceMissing' })
      if (checked.kind !== 'match') return err({ kind: checked.kind === 'replayed' ? 'used' : 'wrong' })
      await clearAttempts(tx, { societyId: society.id, kind: 'secondFactor', subject: situation.account.id })
      return ok({
        proofs: [{ factor: 'totp', credentialId: deviceId }],
        events: [{ name: 'factor.proven', detail: { factor: 'totp' } }],
      })
    },
  }
}

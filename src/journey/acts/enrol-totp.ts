import { spendLetters } from '../../account/letters.ts'
import { checkTotp } from '../../factor/totp/check-code.ts'
import { pendingSecret } from '../../factor/totp/pending-secret.ts'
import { sealSecret } from '../../factor/totp/sealed-secret.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { announce } from '../announce.ts'
import { isFounded, rootsForBinding } from '../evidence.ts'
import type { Effect, Gate, Handler, VisitContext } from '../handler.ts'

/** The name is trimmed and 1–40 characters long. */
export type EnrolTotpForm = { readonly otp: string; readonly deviceName: string; readonly signOutEverywhere: boolean }
export type EnrolTotpProblem =
  | { readonly kind: 'notDue' | 'otpWrong' | 'otpUsed' | 'deviceNameTaken' | 'tooManyDevices' }
  | { readonly kind: 'clock'; readonly driftSeconds: number }

/** GAP-08: more than this is clutter. */
export const MOST_DEVICES = 5

/** OTP-17…19: the app shows a right code, so the device is bound, with a name by which its owner knows it. */
export function enrolTotp(gate: Gate, form: EnrolTotpForm): Handler<VisitContext, null, null, EnrolTotpProblem> {
  return {
    prepare: async () => ok(null),
    async commit(context) {
      const { step } = context
      if (step.kind !== 'enrol' || step.method !== 'totp') return err({ kind: 'notDue' })
      return bindApp(gate, context, form)
    },
  }
}

/** The same for whoever has methods already and adds one. */
export async function bindApp(
  gate: Gate,
  context: VisitContext,
  form: EnrolTotpForm,
): Promise<Result<Effect, EnrolTotpProblem>> {
  const { tx, society, situation, facts, now } = context
  if (situation.devices.length >= MOST_DEVICES) return err({ kind: 'tooManyDevices' })
  if (situation.devices.some(({ name }) => name === form.deviceName)) return err({ kind: 'deviceNameTaken' })
  const secret = await pendingSecret(tx, gate.keyring, society.id, situation.visit.id, now)
  const checked = checkTotp(secret, form.otp, now, null)
  if (checked.kind === 'clock') return err({ kind: 'clock', driftSeconds: checked.driftSeconds })
  if (checked.kind !== 'match') return err({ kind: checked.kind === 'replayed' ? 'otpUsed' : 'otpWrong' })
  const id = await bind(gate, context, { secret, name: form.deviceName, step: checked.step })
  const letters = await spendLetters(tx, society.id, situation.account.id, now)
  const activated = !isFounded(facts)
  return ok({
    proofs: [{ factor: 'totp', credentialId: id }],
    binds: true,
    signOutEverywhere: form.signOutEverywhere,
    events: [{ name: 'totp.bound' }, ...(letters > 0 ? [{ name: 'letter.spent' as const }] : [])],
    mails: activated
      ? [{ kind: 'activated', societyId: society.id, accountId: situation.account.id }]
      : announce(context, 'device'),
  })
}

async function bind(gate: Gate, context: VisitContext, device: { secret: string; name: string; step: number }) {
  const { tx, society, situation, facts, now } = context
  const id = crypto.randomUUID()
  const accountId = situation.account.id
  const roots = rootsForBinding(facts)
  await tx
    .insertInto('totp_device')
    .values({
      society_id: society.id,
      id,
      account_id: accountId,
      name: device.name,
      secret_sealed: sealSecret(gate.keyring, { societyId: society.id, accountId, id }, device.secret),
      last_step: device.step,
      created_at: new Date(now),
      last_used_at: new Date(now),
      bound_visit_id: situation.visit.id,
      roots: roots && [...roots],
    })
    .execute()
  const choice = { method: 'totp' as const, chosen_at: new Date(now), bound_visit_id: situation.visit.id }
  await tx
    .insertInto('method_choice')
    .values({ society_id: society.id, account_id: accountId, ...choice })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await tx
    .deleteFrom('totp_enrolment')
    .where('society_id', '=', society.id)
    .where('visit_id', '=', situation.visit.id)
    .execute()
  return id
}

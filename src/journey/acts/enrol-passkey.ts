import { spendLetters } from '../../account/letters.ts'
import { burnChallenge } from '../../factor/passkey/challenge.ts'
import { type NamedDevice, proposePasskeyName } from '../../factor/passkey/propose-name.ts'
import type { PasskeyRefusal } from '../../factor/passkey/refusal.ts'
import { relyingParty } from '../../factor/passkey/relying-party.ts'
import type { Registration } from '../../factor/passkey/response.ts'
import { type NewPasskey, verifyRegistration } from '../../factor/passkey/verify-registration.ts'
import { err, ok } from '../../kernel/result.ts'
import type { Society } from '../../society/society-directory.ts'
import { announce } from '../announce.ts'
import { dropSetAside } from '../drop-set-aside.ts'
import { isFounded, rootsForBinding } from '../evidence.ts'
import type { Handler, VisitContext } from '../handler.ts'
import type { Step } from '../step.ts'

/** `device`: how this browser's device is called, for the name that is proposed. */
export type EnrolPasskeyForm = {
  readonly answer: Registration
  readonly device: NamedDevice
  readonly signOutEverywhere: boolean
}
export type EnrolPasskeyProblem =
  | { readonly kind: 'notDue' | 'expired' | 'tooManyPasskeys' | 'alreadyRegistered' }
  | { readonly kind: 'refused'; readonly because: PasskeyRefusal }

/** GAP-08: more than this is clutter. */
export const MOST_PASSKEYS = 10

/** PSK-01…16: a passkey that answers the challenge of this very visit is bound. The challenge is gone, right or wrong. */
export function enrolPasskey(
  society: Society,
  form: EnrolPasskeyForm,
): Handler<VisitContext, string, NewPasskey, EnrolPasskeyProblem> {
  return bindsPasskey(society, form, (step) => step.kind === 'enrol' && step.method === 'passkey')
}

/** The same for whoever has methods already and adds one; `due` says at which step. */
export function bindsPasskey(
  society: Society,
  form: EnrolPasskeyForm,
  due: (step: Step) => boolean,
): Handler<VisitContext, string, NewPasskey, EnrolPasskeyProblem> {
  return {
    async prepare({ tx, situation, step, now }) {
      if (!due(step)) return err({ kind: 'notDue' })
      if (situation.passkeys.length >= MOST_PASSKEYS) return err({ kind: 'tooManyPasskeys' })
      const at = { societyId: society.id, visitId: situation.visit.id, ceremony: 'enrol' as const }
      const challenge = await burnChallenge(tx, at, now)
      return challenge === undefined ? err({ kind: 'expired' }) : ok(challenge)
    },
    async work(challenge) {
      const verified = await verifyRegistration(relyingParty(society.policy), challenge, form.answer)
      return verified.ok ? verified : err({ kind: 'refused', because: verified.error })
    },
    async commit(context, made) {
      const { tx, situation, facts, step, now } = context
      if (!due(step)) return err({ kind: 'notDue' })
      if (situation.passkeys.length >= MOST_PASSKEYS) return err({ kind: 'tooManyPasskeys' })
      const id = await bind(context, made, form.device)
      if (!id) return err({ kind: 'alreadyRegistered' })
      const letters = await spendLetters(tx, society.id, situation.account.id, now)
      return ok({
        proofs: [{ factor: 'passkey', credentialId: id }],
        binds: true,
        signOutEverywhere: form.signOutEverywhere,
        events: [{ name: 'passkey.bound' }, ...(letters > 0 ? [{ name: 'letter.spent' as const }] : [])],
        mails: isFounded(facts)
          ? announce(context, 'device')
          : [{ kind: 'activated', societyId: society.id, accountId: situation.account.id }],
      })
    },
  }
}

/** Undefined when the society has this credential already, whosever it is. */
async function bind(context: VisitContext, made: NewPasskey, device: NamedDevice): Promise<string | undefined> {
  const { tx, society, situation, facts, now } = context
  await dropSetAside(context)
  const at = new Date(now)
  const roots = rootsForBinding(facts)
  const taken = situation.passkeys.flatMap(({ name }) => name ?? [])
  const row = await tx
    .insertInto('passkey')
    .values({
      society_id: society.id,
      account_id: situation.account.id,
      credential_id: made.credentialId,
      public_key: made.publicKey,
      counter: made.counter,
      transports: [...made.transports],
      aaguid: made.aaguid,
      backup_eligible: made.backupEligible,
      backed_up: made.backedUp,
      name: society.policy.passkeyName === 'asked' ? null : proposePasskeyName(device, made.aaguid, taken),
      created_at: at,
      last_used_at: at,
      bound_visit_id: situation.visit.id,
      roots: roots && [...roots],
    })
    .onConflict((conflict) => conflict.columns(['society_id', 'credential_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) return undefined
  await tx
    .insertInto('method_choice')
    .values({
      society_id: society.id,
      account_id: situation.account.id,
      method: 'passkey',
      chosen_at: at,
      bound_visit_id: situation.visit.id,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return row.id
}

import { burnChallenge } from '../../factor/passkey/challenge.ts'
import { findPasskey } from '../../factor/passkey/find-passkey.ts'
import type { PasskeyRefusal } from '../../factor/passkey/refusal.ts'
import { relyingParty } from '../../factor/passkey/relying-party.ts'
import type { Assertion } from '../../factor/passkey/response.ts'
import type { StoredPasskey } from '../../factor/passkey/stored-passkey.ts'
import { type ProvenPasskey, verifyAssertion } from '../../factor/passkey/verify-assertion.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Society } from '../../society/society-directory.ts'
import { answersHere } from '../answers-here.ts'
import type { Handler, VisitContext } from '../handler.ts'
import { acceptUse } from './accept-passkey-use.ts'

export type ProvePasskeyProblem =
  | { readonly kind: 'notDue' | 'expired' | 'wrongDevice' }
  | { readonly kind: 'refused'; readonly because: PasskeyRefusal }

type Prepared = { readonly challenge: string; readonly passkey: StoredPasskey }
type Worked = { readonly passkey: StoredPasskey; readonly proven: Result<ProvenPasskey, PasskeyRefusal> }

/** PSK-22…28: one of the member's own passkeys answers the challenge of this visit. */
export function provePasskey(
  society: Society,
  answer: Assertion,
): Handler<VisitContext, Prepared, Worked, ProvePasskeyProblem> {
  return {
    async prepare({ tx, situation, facts, step, now }) {
      if (step.kind !== 'prove' || !step.options.includes('passkey')) return err({ kind: 'notDue' })
      const at = { societyId: society.id, visitId: situation.visit.id, ceremony: 'prove' as const }
      const challenge = await burnChallenge(tx, at, now)
      if (challenge === undefined) return err({ kind: 'expired' })
      const passkey = await findPasskey(tx, society.id, answer.id)
      const own = passkey?.accountId === situation.account.id && answersHere(facts, passkey.id)
      return own ? ok({ challenge, passkey }) : err({ kind: 'wrongDevice' })
    },
    async work({ challenge, passkey }) {
      return ok({
        passkey,
        proven: await verifyAssertion(relyingParty(society.policy), challenge, answer, passkey, true),
      })
    },
    async commit({ tx, step, now }, { passkey, proven }) {
      if (step.kind !== 'prove' || !step.options.includes('passkey')) return err({ kind: 'notDue' })
      const accepted = await acceptUse(tx, society.id, passkey, proven, now)
      if (!accepted.ok) return err({ kind: 'refused', because: accepted.error })
      return ok({
        proofs: [{ factor: 'passkey', credentialId: passkey.id }],
        events: [{ name: 'factor.proven', detail: { factor: 'passkey' } }],
      })
    },
  }
}

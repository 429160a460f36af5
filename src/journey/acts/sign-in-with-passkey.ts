import { findPasskey } from '../../factor/passkey/find-passkey.ts'
import type { PasskeyRefusal } from '../../factor/passkey/refusal.ts'
import { relyingParty } from '../../factor/passkey/relying-party.ts'
import type { Assertion } from '../../factor/passkey/response.ts'
import { spendSignInChallenge } from '../../factor/passkey/sign-in-challenge.ts'
import type { StoredPasskey } from '../../factor/passkey/stored-passkey.ts'
import { type ProvenPasskey, verifyAssertion } from '../../factor/passkey/verify-assertion.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import type { Society } from '../../society/society-directory.ts'
import type { ActContext, Handler } from '../handler.ts'
import { lockAccount } from '../lock.ts'
import { acceptUse } from './accept-passkey-use.ts'

export type PasskeySignInForm = {
  readonly answer: Assertion
  /** The sealed challenge that this browser was given. */
  readonly cookie: string | undefined
  readonly browser: string
}
export type PasskeySignInProblem = { readonly kind: 'passkeyExpired' | 'passkeyRefused' }

type Prepared = { readonly challenge: string; readonly passkey: StoredPasskey }
type Worked = { readonly passkey: StoredPasskey; readonly proven: Result<ProvenPasskey, PasskeyRefusal> }

/**
 * A way in where passkeys come first: the authenticator says who it is. The challenge is spent before anything is looked
 * up, and one answer stands for an unknown, a removed, a forged and a foreign passkey.
 */
export function signInWithPasskey(
  society: Society,
  form: PasskeySignInForm,
): Handler<ActContext, Prepared, Worked, PasskeySignInProblem> {
  return {
    async prepare({ tx, gate, now }) {
      const challenge = await spendSignInChallenge(tx, gate.keyring, society.id, form.cookie, now)
      if (challenge === undefined) return err({ kind: 'passkeyExpired' })
      if (society.policy.passkey !== 'first') return err({ kind: 'passkeyRefused' })
      const passkey = await findPasskey(tx, society.id, form.answer.id)
      return passkey ? ok({ challenge, passkey }) : err({ kind: 'passkeyRefused' })
    },
    async work({ challenge, passkey }) {
      const party = relyingParty(society.policy)
      return ok({ passkey, proven: await verifyAssertion(party, challenge, form.answer, passkey, false) })
    },
    async commit({ tx, now }, { passkey, proven }) {
      await lockAccount(tx, society.id, passkey.accountId)
      const accepted = await acceptUse(tx, society.id, passkey, proven, now)
      if (!accepted.ok) return err({ kind: 'passkeyRefused' })
      return ok({
        opens: { accountId: passkey.accountId, letterId: null, birthDateMatched: false, browser: form.browser },
        proofs: [{ factor: 'passkey', credentialId: passkey.id }],
        events: [{ name: 'visit.opened' }, { name: 'factor.proven', detail: { factor: 'passkey' } }],
      })
    },
  }
}

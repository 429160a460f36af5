import { equal } from '../../kernel/equal.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { bytesOf, library } from './library.ts'
import { type PasskeyRefusal, refusalOf } from './refusal.ts'
import type { RelyingParty } from './relying-party.ts'
import { type Assertion, libraryAssertion } from './response.ts'
import type { StoredPasskey } from './stored-passkey.ts'

/** What a use of a passkey leaves behind. */
export type ProvenPasskey = { readonly passkey: StoredPasskey; readonly counter: number; readonly backedUp: boolean }

/**
 * Verifies that a stored passkey answered this challenge, here, after its device recognised its owner. `identified`: we
 * know already whose it must be; else the authenticator must say it, and say it right (Level 3 §7.2, step 6).
 */
export async function verifyAssertion(
  party: RelyingParty,
  challenge: string,
  answer: Assertion,
  passkey: StoredPasskey,
  identified: boolean,
): Promise<Result<ProvenPasskey, PasskeyRefusal>> {
  if (!isTheirs(passkey, answer.response.userHandle ?? null, identified)) return err('notTheirs')
  const { verifyAuthenticationResponse } = await library()
  try {
    const checked = await verifyAuthenticationResponse({
      response: libraryAssertion(answer),
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      // The counter is ours to judge: the library would refuse synced passkeys whose devices count each for itself.
      credential: { id: passkey.credentialId, publicKey: bytesOf(passkey.publicKey), counter: 0 },
      requireUserVerification: true,
    })
    if (!checked.verified) return err('refused')
    const { newCounter, credentialBackedUp } = checked.authenticationInfo
    if (rolledBack(passkey, newCounter)) return err('counterRolledBack')
    return ok({ passkey, counter: newCounter, backedUp: credentialBackedUp })
  } catch (thrown) {
    return err(refusalOf(thrown))
  }
}

/** A device that counts never counts backwards; one that was copied does. Synced passkeys are never judged by it. */
export function rolledBack(
  { counter, backupEligible }: Pick<StoredPasskey, 'counter' | 'backupEligible'>,
  counted: number,
): boolean {
  return !backupEligible && (counted > 0 || counter > 0) && counted <= counter
}

function isTheirs({ userHandle }: StoredPasskey, said: string | null, identified: boolean): boolean {
  if (said === null) return identified
  return userHandle !== null && equal(said, userHandle)
}

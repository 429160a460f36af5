import { err, ok, type Result } from '../../kernel/result.ts'
import { library } from './library.ts'
import { ALGORITHMS } from './options.ts'
import { type PasskeyRefusal, refusalOf } from './refusal.ts'
import type { RelyingParty } from './relying-party.ts'
import { libraryRegistration, type Registration } from './response.ts'

/** What is worth keeping of a new passkey (WA-03). */
export type NewPasskey = {
  readonly credentialId: string
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly aaguid: string
  readonly backupEligible: boolean
  readonly backedUp: boolean
}

/** Verifies a new passkey: made for us, here, for this challenge, by a person whom the device has recognised. */
export async function verifyRegistration(
  party: RelyingParty,
  challenge: string,
  answer: Registration,
): Promise<Result<NewPasskey, PasskeyRefusal>> {
  // Not signed, but honest browsers say when the authenticator could only make a key that needs our list.
  if (answer.clientExtensionResults.credProps?.rk === false) return err('notDiscoverable')
  const { verifyRegistrationResponse } = await library()
  try {
    const checked = await verifyRegistrationResponse({
      response: libraryRegistration(answer),
      expectedChallenge: challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (!checked.verified) return err('refused')
    const { credential, aaguid, credentialDeviceType, credentialBackedUp } = checked.registrationInfo
    return ok({
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      counter: credential.counter,
      transports: answer.response.transports,
      aaguid,
      backupEligible: credentialDeviceType === 'multiDevice',
      backedUp: credentialBackedUp,
    })
  } catch (thrown) {
    return err(refusalOf(thrown))
  }
}

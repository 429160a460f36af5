import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import { minutes } from '../../kernel/clock.ts'
import { bytesOf, library } from './library.ts'
import type { RelyingParty } from './relying-party.ts'
import type { StoredPasskey } from './stored-passkey.ts'

/** How long the system sheet waits: what the specification recommends as the default (Level 3 §15.1). */
export const CEREMONY_TIME = minutes(5)

/** ES256, EdDSA, RS256: what phones, keys and Windows Hello have, best known first. */
export const ALGORITHMS = [-7, -8, -257]

type Known = Pick<StoredPasskey, 'credentialId' | 'transports'>

/** What the browser is asked to make: discoverable, with user verification, not where there is one already (WA-02). */
export async function registrationOptions(
  party: RelyingParty,
  user: { readonly handle: string; readonly name: string; readonly displayName: string },
  challenge: string,
  existing: readonly Known[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library()
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userID: bytesOf(user.handle),
    userName: user.name,
    userDisplayName: user.displayName,
    challenge: bytesOf(challenge),
    timeout: CEREMONY_TIME,
    attestationType: 'none',
    excludeCredentials: existing.map(described),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })
}

/**
 * What the browser is asked to show (Level 3 §5.5). Nobody identified yet: no list, the authenticator says who it is. Written here and
 * not by the library, so that the sign-in page need not wait until that is loaded.
 */
export function authenticationOptions(
  party: RelyingParty,
  challenge: string,
  allowed: readonly Known[] = [],
): PublicKeyCredentialRequestOptionsJSON {
  return {
    rpId: party.id,
    challenge,
    timeout: CEREMONY_TIME,
    userVerification: 'required',
    allowCredentials: allowed.map((known) => ({ ...described(known), type: 'public-key' })),
  }
}

const described = ({ credentialId, transports }: Known) => ({ id: credentialId, transports: [...transports] })

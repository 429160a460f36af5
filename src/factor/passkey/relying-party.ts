/**
 * src/factor/passkey owns registration and use of passkeys (WebAuthn Level 3): options, challenges, verification, rows.
 * It is the only folder that knows the WebAuthn library. It must not know other factors, visits' meaning or pages.
 * This file: who a passkey is made for.
 */
import type { Policy } from '../../society/policy.ts'

/** A society as an authenticator sees it. The RP ID is for life; an answer must come from one of the exact origins. */
export type RelyingParty = { readonly id: string; readonly name: string; readonly origins: readonly string[] }

/** Only the canonical origin shows pages (other hosts lead there), so only it may answer. */
export function relyingParty(policy: Policy): RelyingParty {
  return { id: policy.hosts.rpId, name: policy.title, origins: [policy.hosts.origin] }
}

/**
 * Tells the keepers of passkeys which ones are still accepted and how their owner is called today, so that a phone offers
 * nothing that was deleted (WebAuthn Level 3, Signal API). Nothing where the browser does not know how; nothing depends on it.
 */
import { sendSignal } from '@simplewebauthn/browser'

type Signal = {
  rpId: string
  userId: string
  credentialIds: string[]
  name: string
  displayName: string
}

const place = document.querySelector<HTMLElement>('[data-signal]')
if (place?.dataset.signal) void tell(JSON.parse(place.dataset.signal))

async function tell({ rpId, userId, credentialIds, name, displayName }: Signal): Promise<void> {
  try {
    await sendSignal({
      signalName: 'allAcceptedCredentials',
      rpID: rpId,
      userID: userId,
      allAcceptedCredentialIDs: credentialIds,
    })
    await sendSignal({
      signalName: 'currentUserDetails',
      rpID: rpId,
      userID: userId,
      userName: name,
      userDisplayName: displayName,
    })
  } catch {
    // A browser that cannot, or a keeper that will not: the list of the server decides alone.
  }
}

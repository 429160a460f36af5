import { deviceKind } from '../account/device-name.ts'
import { signInName } from '../account/password-context.ts'
import { openChallenge } from '../factor/passkey/challenge.ts'
import { registrationOptions } from '../factor/passkey/options.ts'
import type { NamedDevice } from '../factor/passkey/propose-name.ts'
import { relyingParty } from '../factor/passkey/relying-party.ts'
import { userHandleOf } from '../factor/passkey/user-handle.ts'
import type { EnrolPasskeyProblem } from '../journey/acts/enrol-passkey.ts'
import type { Present } from '../journey/find-visit.ts'
import { texts } from '../texts/catalogue.ts'
import type { PasskeyProblemCode } from '../texts/codes.ts'
import { problemOf } from './passkey-failure.ts'
import type { PageRequest } from './request.ts'

/** What the browser is asked to make, as WebAuthn options. */
export async function passkeyOffer({ gate, society }: PageRequest, { situation }: Present) {
  const { visit, account, address, passkeys } = situation
  return gate.database.inSociety(society.id, async (tx) => {
    const at = { societyId: society.id, visitId: visit.id, ceremony: 'enrol' as const }
    const challenge = await openChallenge(tx, at, gate.clock())
    const handle = await userHandleOf(tx, society.id, account.id)
    const name = (await signInName(tx, society.id, account.id)) ?? address?.address ?? account.name
    const user = { handle, name, displayName: account.name }
    return registrationOptions(relyingParty(society.policy), user, challenge, passkeys)
  })
}

/** What the name of a new passkey begins with. */
export function thisDevice({ visitor, locale }: PageRequest): NamedDevice {
  return { name: deviceKind(visitor.userAgent, locale) ?? texts(locale).passkey.unnamed, locale }
}

/** What a refusal is called on the page. */
export function explainedPasskey(problem: EnrolPasskeyProblem): PasskeyProblemCode | null {
  if (problem.kind === 'refused') return problemOf(problem.because)
  return problem.kind === 'notDue' ? null : problem.kind
}

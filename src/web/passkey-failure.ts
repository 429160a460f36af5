import type { PasskeyRefusal } from '../factor/passkey/refusal.ts'
import type { PasskeyProblemCode } from '../texts/codes.ts'
import type { Form } from './read-form.ts'

/** What the script may report of its own ceremony. */
const REPORTED: readonly PasskeyProblemCode[] = [
  'cancelled',
  'timedOut',
  'noAuthenticator',
  'noVerification',
  'alreadyRegistered',
  'unsupported',
]

/** Why a form came without an authenticator's answer: what script said, or that there was none. */
export function failureOf(form: Form): PasskeyProblemCode {
  const said = form.text('failure')
  return REPORTED.find((code) => code === said) ?? (said === '' ? 'noScript' : 'refused')
}

/** What a refusal of ours is called on the page. */
export function problemOf(because: PasskeyRefusal): PasskeyProblemCode {
  switch (because) {
    case 'noUserVerification':
      return 'noVerification'
    case 'notDiscoverable':
      return 'noAuthenticator'
    case 'notTheirs':
      return 'wrongDevice'
    case 'challenge':
      return 'expired'
    default:
      return 'refused'
  }
}

/**
 * Why an authenticator's answer was not taken. `refused` is everything without a better word: a wrong signature, a
 * broken structure, an algorithm that nobody asked for.
 */
export type PasskeyRefusal =
  | 'challenge'
  | 'origin'
  | 'rpId'
  | 'noUserVerification'
  | 'notDiscoverable'
  | 'notTheirs'
  | 'counterRolledBack'
  | 'refused'

/** The library says some things by throwing a sentence; its version is pinned, and a test reads each of these. */
const SENTENCES: readonly (readonly [RegExp, PasskeyRefusal])[] = [
  [/response challenge/, 'challenge'],
  [/response origin|top origin/, 'origin'],
  [/RP ID/, 'rpId'],
  [/user could not be verified|user was not present|user not present/i, 'noUserVerification'],
]

export function refusalOf(thrown: unknown): PasskeyRefusal {
  const sentence = thrown instanceof Error ? thrown.message : ''
  return SENTENCES.find(([shape]) => shape.test(sentence))?.[1] ?? 'refused'
}

import { contextTerms } from './context-terms.ts'
import { estimateStrength, type Weakness } from './weakness.ts'

/** What to say about a password that is being chosen; the view has the words. */
export type PasswordFeedback = {
  readonly score: 0 | 1 | 2 | 3 | 4
  readonly strength: 'weak' | 'fair' | 'strong'
  /** What would make it better; empty when it is strong. */
  readonly hints: readonly PasswordHint[]
}

export type PasswordHint =
  | 'longer'
  | 'unrelatedWords'
  | 'noPersonalData'
  | 'noRepeats'
  | 'noSequences'
  | 'noCommonPassword'

const AGAINST: Record<Weakness, PasswordHint> = {
  context: 'noPersonalData',
  repeated: 'noRepeats',
  sequence: 'noSequences',
  common: 'noCommonPassword',
}
const STRENGTH = ['weak', 'weak', 'fair', 'strong', 'strong'] as const
const LONG = 15

/** How good a password is and how to better it (NIST-04: guide to a better one); `context` as in `checkPassword`. */
export function passwordFeedback(password: string, context: readonly string[]): PasswordFeedback {
  const { score, weakness } = estimateStrength(password, contextTerms(context))
  const strength = STRENGTH[score]
  const hints: PasswordHint[] = weakness ? [AGAINST[weakness]] : []
  if (strength !== 'strong') hints.push(Array.from(password).length < LONG ? 'longer' : 'unrelatedWords')
  return { score, strength, hints }
}

import type { ZxcvbnResult } from '@zxcvbn-ts/core'
import { estimateGuesses, isCommon } from './common.ts'

/** Why a stranger would guess a password soon: the person's own data or a date, `aaaa`, `1234` or `qwer`, or a common one. */
export type Weakness = 'context' | 'repeated' | 'sequence' | 'common'

export type Estimate = {
  /** 0 … 4, where 0 and 1 are fewer than a million guesses. */
  readonly score: 0 | 1 | 2 | 3 | 4
  /** What makes up most of it when the score is 0 or 1 or it stands in a list; otherwise null. */
  readonly weakness: Weakness | null
}

const GUESSED_AT_ONCE = 1

/** `context` is what a stranger may know about the person and the place. */
export function estimateStrength(password: string, context: readonly string[]): Estimate {
  const result = estimateGuesses(password, context)
  if (result.score <= GUESSED_AT_ONCE) return { score: result.score, weakness: mainPattern(result) }
  return isCommon(password) ? { score: GUESSED_AT_ONCE, weakness: 'common' } : { score: result.score, weakness: null }
}

function mainPattern({ sequence }: ZxcvbnResult): Weakness {
  const longest = [...sequence].sort((a, b) => b.token.length - a.token.length)[0]
  switch (longest?.pattern) {
    case 'repeat':
      return 'repeated'
    case 'sequence':
    case 'spatial':
    case 'wordSequence':
      return 'sequence'
    case 'date':
      return 'context'
    case 'dictionary':
      return longest.dictionaryName === 'userInputs' ? 'context' : 'common'
    default:
      return 'common'
  }
}

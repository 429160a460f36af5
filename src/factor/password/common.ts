// factor/password: what a password must be like, how it is hashed, and how fast anybody may try one.
// It knows text and time. It must not know accounts, visits, the database, the web or another factor.
// This file: the lists of passwords that many people use, and how soon somebody would guess a given one.
import { createRequire } from 'node:module'
import type { ZxcvbnFactory, ZxcvbnResult } from '@zxcvbn-ts/core'

type Lists = { readonly words: ReadonlySet<string>; readonly estimator: ZxcvbnFactory }

// More than this is scored by its beginning; longer texts with many substitutions would hold up the event loop (0.1 s each).
const SCORED_LENGTH = 64
const SUBSTITUTIONS = 8

let lists: Lists | undefined

/**
 * Loads the lists if they are not there yet (0.15 s and 40 MB once). They are read on first use so that start-up stays
 * quick; a server calls this when it has begun to listen, so that the first member does not wait.
 */
export function loadCommonPasswords(): Lists {
  lists ??= readLists()
  return lists
}

/**
 * Whether the whole password, in any case, stands in a list (ASVS 6.2.4, NIST-04): 49 000 common passwords, 28 000
 * Japanese words and names in Latin letters, and the words of the usual passphrase list.
 */
export function isCommon(password: string): boolean {
  return loadCommonPasswords().words.has(password.toLowerCase())
}

/** How many guesses a skilled stranger needs who also knows `context`; substitutions (p@ssw0rd) and additions count little. */
export function estimateGuesses(password: string, context: readonly string[]): ZxcvbnResult {
  return loadCommonPasswords().estimator.check(password, [...context])
}

// Read by require because the packages are CommonJS and a form check should not have to be asynchronous for them.
function readLists(): Lists {
  const require = createRequire(import.meta.url)
  const core = require('@zxcvbn-ts/core') as typeof import('@zxcvbn-ts/core')
  const common = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common')
  const japanese = require('@zxcvbn-ts/language-ja') as typeof import('@zxcvbn-ts/language-ja')
  const dictionary: Record<string, (string | number)[]> = { ...common.dictionary, ...japanese.dictionary }
  const words = new Set(Object.values(dictionary).flatMap((list) => list.map((word) => String(word).toLowerCase())))
  const estimator = new core.ZxcvbnFactory({
    dictionary,
    graphs: common.adjacencyGraphs,
    maxLength: SCORED_LENGTH,
    l33tMaxSubstitutions: SUBSTITUTIONS,
  })
  return { words, estimator }
}

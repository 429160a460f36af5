import type { MethodName } from '../store/tables.ts'
import type { Policy } from './policy.ts'

/** What is wrong with a policy, where, and why. */
export type PolicyProblem = { readonly path: string; readonly message: string }

/** What the checks must know beside the policy: the day in Japan (YYYY-MM-DD) and the methods that can be served. */
export type CheckContext = { readonly today: string; readonly served: readonly MethodName[] }

/** Looks at more than one key of a policy whose keys are each right in themselves. */
export type Check = (policy: Policy, context: CheckContext) => (PolicyProblem | false)[]

export const problem = (path: string, message: string): PolicyProblem => ({ path, message })

export function repeated(path: string, words: readonly string[]): PolicyProblem[] {
  const twice = new Set(words.filter((word, at) => words.indexOf(word) < at))
  return [...twice].map((word) => problem(path, `${word} is listed twice`))
}

export function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

import type { Factor, Method, Rung } from './facts.ts'

/** Why a visitor cannot go on, each with a page that says what to do instead (design.md §5, invariant 6). */
export type Refusal =
  | 'qualificationEnded'
  | 'closed'
  | 'frozen'
  | 'letterNeeded'
  | 'beginByLetter'
  | 'signInAgain'
  | 'recovered'

/** Where a refused visitor can go; never needs what was lost. */
export type Exit = 'contact' | 'letter' | 'signIn'

/** Why a proof is asked: it decides the words on the screen, nothing else. */
export type ProveReason = 'secondFactor' | 'resume' | 'stepUp' | 'freshness' | 'recovery' | 'restore'

export type Step =
  | { readonly kind: 'signIn' }
  | { readonly kind: 'refused'; readonly reason: Refusal; readonly exits: readonly Exit[] }
  | { readonly kind: 'matchBirthDate' }
  | { readonly kind: 'prove'; readonly options: readonly Factor[]; readonly reason: ProveReason }
  | { readonly kind: 'restore'; readonly by: 'ownFactors' | 'letter' }
  | { readonly kind: 'recover'; readonly rung: Rung; readonly replaces: readonly Factor[] }
  | { readonly kind: 'acceptTerms'; readonly version: number }
  | { readonly kind: 'confirmMail' }
  | { readonly kind: 'verifyMail' }
  | {
      readonly kind: 'chooseMethod'
      readonly methods: readonly Method[]
      readonly userId: 'none' | 'optional' | 'required'
    }
  | { readonly kind: 'setPassword' }
  | { readonly kind: 'enrol'; readonly method: Method }
  | { readonly kind: 'namePasskey' }
  | { readonly kind: 'keepRecoveryPaper' }
  | { readonly kind: 'consent' }
  | { readonly kind: 'done'; readonly portal: 'open' | 'servicesLocked' }

export type StepKind = Step['kind']

/** Whether a mailed code is what is asked first. One that is only another way goes out when it is asked for. */
export function asksForMailCode(step: Step): boolean {
  if (step.kind === 'enrol') return step.method === 'mailCode'
  return step.kind === 'prove' && step.options.find((factor) => factor !== 'password') === 'mailCode'
}

/** Whether a mailed code is of use here. */
export function takesMailCode(step: Step): boolean {
  return asksForMailCode(step) || (step.kind === 'prove' && step.options.includes('mailCode'))
}

/**
 * What a form may do: a step's own kind, `openLetter` and `redeemLink`, the other ways in where `signIn` is asked, and where
 * everything else is done `mailAfterwards`, the verification for which the sitting did not wait (CON-03), and `care`, what
 * members change about their own sign-in.
 */
export type ActKind = Exclude<StepKind, 'refused' | 'done'> | 'openLetter' | 'redeemLink' | 'mailAfterwards' | 'care'

/** What may be done at a step beside answering it. */
const ALSO: Partial<Record<StepKind, readonly ActKind[]>> = {
  signIn: ['openLetter', 'redeemLink'],
  done: ['mailAfterwards', 'care'],
}

/** Whether this act answers this step. */
export function answers(step: Step, act: ActKind): boolean {
  return step.kind === act || (ALSO[step.kind] ?? []).includes(act)
}

/** The checks that look at more than one key of a policy: combinations that would open a hole or strand somebody. */
import { colourProblems } from './colour-checks.ts'
import { hostProblems } from './host-checks.ts'
import { available, methodProblems } from './method-checks.ts'
import type { Policy } from './policy.ts'
import { type Check, type CheckContext, isDay, type PolicyProblem, problem, repeated } from './policy-problem.ts'

/** All problems of a policy whose keys are each right in themselves. */
export function policyProblems(policy: Policy, context: CheckContext): PolicyProblem[] {
  const checks: Check[] = [
    hostProblems,
    colourProblems,
    wording,
    activation,
    methodProblems,
    beginning,
    signIn,
    passkey,
    recovery,
  ]
  return checks.flatMap((check) => check(policy, context)).filter((problem) => problem !== false)
}

const wording: Check = (policy) => {
  const { languages, title } = policy
  return [
    !languages.includes('ja') && problem('languages', 'ja is missing: terms, letters and notices are Japanese'),
    ...repeated('languages', languages),
    title.includes(':') && problem('title', 'a colon would split the name in authenticator apps'),
    ...invisible('', policy),
  ]
}

/** Line breaks, control signs and invisible marks (the joiner inside emoji is none of them): they break mails and letters, or show one name and mean another. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}]|(?!\u200D)\p{Cf}/u

function invisible(path: string, value: unknown): PolicyProblem[] {
  if (typeof value === 'string') {
    const [found] = UNSEEN.exec(value) ?? []
    const code = found?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')
    return code ? [problem(path, `U+${code} cannot be seen: write one plain line without it`)] : []
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inside]) => invisible(path ? `${path}.${key}` : key, inside))
}

const activation: Check = (policy) => {
  const steps = policy.activation
  const has = (step: (typeof steps)[number]) => steps.includes(step)
  const afterMethod = steps.indexOf('password') > steps.indexOf('method')
  return [
    ...repeated('activation', steps),
    !has('terms') && problem('activation', 'terms is missing: nobody would have accepted the terms of use'),
    !has('method') && problem('activation', 'method is missing: nobody would have a second factor'),
    !has('password') && problem('activation', 'password is missing: whoever has no passkey could not sign in again'),
    !has('mail') && policy.mail === 'required' && problem('activation', 'mail is missing although `mail` is required'),
    has('password') &&
      has('method') &&
      !afterMethod &&
      policy.password === 'whenNoPasskey' &&
      problem('activation', 'password stands before method, but whether one is needed depends on the method'),
  ]
}

/** Days that a letter may take to be printed, posted and opened. */
const POST = 7

const beginning: Check = ({ initial, computed, lifetimes }, { today }) => [
  ...repeated('initial', initial),
  !initial.includes('letter') &&
    problem('initial', 'letter is missing: whoever has no address or has lost everything could not begin'),
  initial.includes('letter') &&
    initial.at(-1) !== 'letter' &&
    problem('initial', 'letter fits everybody: what stands after it would never be used, so it comes last'),
  computed.until !== null &&
    !isDay(computed.until) &&
    problem('computed.until', `${computed.until} is not a day of the calendar`),
  initial.includes('computed') &&
    computed.until !== null &&
    isDay(computed.until) &&
    computed.until < today &&
    problem(
      'computed.until',
      `its last day (${computed.until}) is over and nobody could begin by it: name a later day`,
    ),
  lifetimes.letterDays < POST &&
    problem('lifetimes.letterDays', `less than ${POST} days: letters would open no more when the post brings them`),
]

const signIn: Check = (policy) => {
  if (policy.userId === 'required') return []
  const because = `\`userId\` is ${policy.userId}: whoever has no user ID would be stranded`
  if (policy.signInWith === 'id') return [problem('signInWith', `only an ID opens the door, but ${because}`)]
  return [
    policy.mail === 'optional' && problem('mail', `mail is optional and ${because} without an address`),
    policy.mail === 'required' &&
      policy.mailVerification === 'afterwards' &&
      problem('mailVerification', `an address that nobody verified opens nothing, and ${because}`),
  ]
}

const passkey: Check = (policy) => [
  policy.passkey === 'afterPassword' &&
    policy.password === 'whenNoPasskey' &&
    problem('passkey', 'a passkey after the password needs one, but `password` asks only those who have no passkey'),
]

const recovery: Check = (policy, { today }) => {
  const { recovery: rungs, password, mail, mailVerification } = policy
  return [
    ...repeated('recovery', rungs),
    !rungs.includes('letter') &&
      problem('recovery', 'letter is missing: whoever has lost everything else would be stranded'),
    rungs.includes('direct') &&
      !available(policy, today).includes('totp') &&
      problem('recovery', 'direct sets up an authenticator app anew, but `methods` offers none now'),
    rungs.includes('direct') &&
      password !== 'required' &&
      problem('recovery', 'direct ends with a new password, but `password` does not ask everybody for one'),
    rungs.includes('direct') &&
      mail !== 'required' &&
      problem('recovery', 'direct rests on the mail address, but `mail` is optional'),
    rungs.includes('direct') &&
      mailVerification === 'afterwards' &&
      !rungs.includes('twoKinds') &&
      problem(
        'recovery',
        'direct opens only for verified addresses: without twoKinds everybody else would need a letter',
      ),
  ]
}

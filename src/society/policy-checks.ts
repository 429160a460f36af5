/** The checks that look at more than one key of a policy: combinations that would open a hole or strand somebody. */
import type { MethodName } from '../store/tables.ts'
import { colourProblems } from './colour-checks.ts'
import { hostProblems } from './host-checks.ts'
import type { Policy } from './policy.ts'

/** What is wrong with a policy, where, and why. */
export type PolicyProblem = { readonly path: string; readonly message: string }

/** What the checks must know beside the policy: the day in Japan (YYYY-MM-DD) and the methods that can be served. */
export type CheckContext = { readonly today: string; readonly served: readonly MethodName[] }

type Check = (policy: Policy, context: CheckContext) => (PolicyProblem | false)[]

/** All problems of a policy whose keys are each right in themselves. */
export function policyProblems(policy: Policy, context: CheckContext): PolicyProblem[] {
  const checks: Check[] = [
    hostProblems,
    colourProblems,
    wording,
    activation,
    methods,
    mailCode,
    later,
    laterWithoutPassword,
    beginning,
    signIn,
    passkey,
    recovery,
  ]
  return checks.flatMap((check) => check(policy, context)).filter((problem) => problem !== false)
}

const problem = (path: string, message: string): PolicyProblem => ({ path, message })

const wording: Check = ({ languages, title }) => [
  !languages.includes('ja') && problem('languages', 'ja is missing: terms, letters and notices are Japanese'),
  ...repeated('languages', languages),
  title.includes(':') && problem('title', 'a colon would split the name in authenticator apps'),
]

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

const methods: Check = (policy, { served, today }) => [
  policy.methods.length === 0 && problem('methods', 'the list is empty: nobody could choose a second factor'),
  ...repeated(
    'methods',
    policy.methods.map(({ method }) => method),
  ),
  ...policy.methods.flatMap(({ method, from }, at) => [
    !served.includes(method) && problem(`methods.${at}.method`, `this version of Genkan cannot serve ${method} yet`),
    from !== null && !isDay(from) && problem(`methods.${at}.from`, `${from} is not a day of the calendar`),
  ]),
  policy.methods.length > 0 &&
    available(policy, today).length === 0 &&
    problem('methods', `every method starts after today (${today}): nobody could finish a first sitting until then`),
  policy.methods.filter(({ recommended }) => recommended).length > 1 &&
    problem('methods', 'more than one method is recommended: 推奨 must point at one'),
]

const mailCode: Check = (policy, { today }) => {
  const offered = policy.methods.some(({ method }) => method === 'mailCode')
  const only = offered && available(policy, today).every((method) => method === 'mailCode')
  return [
    only &&
      policy.mail === 'optional' &&
      problem('methods', 'mailCode is the only method, but mail is optional: whoever has no address would be stranded'),
    offered &&
      policy.mailVerification === 'afterwards' &&
      problem(
        'mailVerification',
        'mailCode is offered: no code that proves anything goes to an address nobody verified',
      ),
    offered &&
      !policy.activation.includes('mail') &&
      problem('activation', 'mailCode is offered, but mail is missing: no address would ever be verified'),
  ]
}

const later: Check = (policy) => {
  const waits = policy.methods.filter(({ method }) => policy.enrolment[method] === 'nextSignIn')
  return waits.map(
    ({ method }) =>
      (policy.mailVerification === 'afterwards' || policy.mail === 'optional') &&
      problem(
        `enrolment.${method}`,
        'the next sign-in sets the method up after a code to the verified address, but with `mailVerification` afterwards or `mail` optional not everybody has one: they would need another letter',
      ),
  )
}

const laterWithoutPassword: Check = (policy) => [
  policy.password === 'whenNoPasskey' &&
    policy.enrolment.passkey === 'nextSignIn' &&
    policy.methods.some(({ method }) => method === 'passkey') &&
    problem(
      'enrolment.passkey',
      'the passkey waits for the next sign-in, but whoever chose one has no password to sign in with then',
    ),
]

const beginning: Check = ({ initial, computed }) => [
  ...repeated('initial', initial),
  !initial.includes('letter') &&
    problem('initial', 'letter is missing: whoever has no address or has lost everything could not begin'),
  computed.until !== null &&
    !isDay(computed.until) &&
    problem('computed.until', `${computed.until} is not a day of the calendar`),
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

const recovery: Check = ({ recovery: rungs, methods, password, mail, mailVerification }) => [
  ...repeated('recovery', rungs),
  !rungs.includes('letter') &&
    problem('recovery', 'letter is missing: whoever has lost everything else would be stranded'),
  rungs.includes('direct') &&
    !methods.some(({ method }) => method === 'totp') &&
    problem('recovery', 'direct sets up an authenticator app anew, but `methods` offers none'),
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

function available(policy: Policy, today: string): MethodName[] {
  return policy.methods.filter(({ from }) => from === null || from <= today).map(({ method }) => method)
}

function repeated(path: string, words: readonly string[]): PolicyProblem[] {
  const twice = new Set(words.filter((word, at) => words.indexOf(word) < at))
  return [...twice].map((word) => problem(path, `${word} is listed twice`))
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

import type { MethodName } from '../store/tables.ts'
import type { Policy } from './policy.ts'
import { type Check, isDay, problem, repeated } from './policy-problem.ts'

/** Methods that nobody could have, and settings of one that would strand whoever chose it. */
export const methodProblems: Check = (policy, context) =>
  [methods, needsADevice, mailCode, later, laterWithoutPassword].flatMap((check) => check(policy, context))

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

/** Everybody must be able to have one: a passkey needs a device that can keep it, and script. */
const needsADevice: Check = (policy, { today }) => {
  const hasMailbox = policy.mail === 'required'
  const forEverybody = available(policy, today).filter((method) => method !== 'mailCode' || hasMailbox)
  const who = hasMailbox ? 'whoever' : 'whoever gives no address and'
  return [
    forEverybody.length > 0 &&
      forEverybody.every((method) => method === 'passkey') &&
      problem('methods', `passkey is the only method left: ${who} has no device that keeps passkeys would be stranded`),
  ]
}

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

/** What is offered on this day. */
export function available(policy: Policy, today: string): MethodName[] {
  return policy.methods.filter(({ from }) => from === null || from <= today).map(({ method }) => method)
}

import { isFounded, living } from './evidence.ts'
import type { Facts, JourneyPolicy, Method } from './facts.ts'
import type { Step } from './step.ts'

/** How long a founded password may wait for its first method before only a letter goes on: 14 days, in milliseconds (design.md §6, same sitting). */
export const ENROL_LATER_WITHIN = 14 * 24 * 60 * 60 * 1000

/** The methods that a society offers for enrolment now, in its order: the dated ones from midnight in Japan on. */
export function offeredMethods(policy: JourneyPolicy, now: number): readonly Method[] {
  return policy.methods
    .filter(({ from }) => from === null || Date.parse(`${from}T00:00:00+09:00`) <= now)
    .map(({ method }) => method)
}

/** What of it this member can have: mailed codes need an address, which is verified or will be asked for. */
export function offeredTo({ policy, member, now }: Facts): readonly Method[] {
  const hasMailbox = policy.mail === 'required' || member?.address?.verifiedAt != null
  return offeredMethods(policy, now).filter((method) => method !== 'mailCode' || hasMailbox)
}

/**
 * The method that this member goes by: a living one first (a withdrawn method strands nobody, invariant 9), else the
 * chosen one while it is offered, else the only one there is when no user ID is asked on the same form.
 */
export function effectiveMethod(facts: Facts): Method | null {
  const member = facts.member
  if (!member) return null
  const offered = offeredTo(facts)
  const owned = living(facts).map(({ factor }) => factor)
  if (member.chosenMethod && (owned.includes(member.chosenMethod) || offered.includes(member.chosenMethod))) {
    return member.chosenMethod
  }
  const own = owned.find((factor): factor is Method => factor !== 'password')
  if (own) return own
  if (asksUserId(facts)) return null
  return offered.length === 1 ? (offered[0] ?? null) : straightTo(facts)
}

/**
 * Where passkeys come first and one is recommended, the page of the method is the button that makes it; the other
 * methods stand below it (design.md §6, ⑤). Choosing one of them there is the choice.
 */
export function straightTo({ policy, now }: Facts): Method | null {
  const recommended = policy.methods.some(({ method, recommended }) => method === 'passkey' && recommended)
  const first = policy.passkey === 'first' && recommended && policy.enrolment.passkey === 'sameSitting'
  return first && offeredMethods(policy, now).includes('passkey') ? 'passkey' : null
}

/** Until when a method that waits for the next sign-in can be set up without new paper; null where nothing waits. */
export function enrolUntil(facts: Facts): number | null {
  const password = living(facts).find(({ factor }) => factor === 'password')
  return password && !isFounded(facts) ? password.boundAt + ENROL_LATER_WITHIN : null
}

/** Whether the user-ID field is still to be answered: while founding; an optional one is asked once, with the method. */
export function asksUserId(facts: Facts): boolean {
  const { policy, member } = facts
  if (!member || member.hasLastingId || policy.userId === 'none') return false
  // A policy that changed later sends nobody back who signs in already.
  if (isFounded(facts)) return false
  return policy.userId === 'required' || member.chosenMethod === null
}

/** What a member may go by: what is offered to them, and what is owned although it is offered no more (invariant 9). */
export function usableMethods(facts: Facts): readonly Method[] {
  const owned = living(facts).flatMap(({ factor }) => (factor === 'password' ? [] : [factor]))
  return [...new Set([...offeredTo(facts), ...owned])]
}

/**
 * Mailed codes have no ceremony of their own. Where this visit has shown the mailbox, or its address was confirmed by the
 * link that this visit had sent, the act that leads to the enrolment completes it (CON-07); elsewhere a code is typed first.
 */
export function bindsItself({ member, proofs }: Facts, step: Step): boolean {
  const address = member?.address
  if (step.kind !== 'enrol' || step.method !== 'mailCode' || address?.verifiedAt == null) return false
  const shown = proofs.some(({ factor, credentialId }) => factor === 'mailCode' && credentialId === address.id)
  return shown || address.verifiedInVisit
}

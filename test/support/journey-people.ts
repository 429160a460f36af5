/** People at the door, and the path that lies before them, in words. */
import assert from 'node:assert/strict'
import { beginner } from '../../src/journey/beginner.ts'
import type { Address, Credential, Facts, JourneyPolicy, MemberFacts, Method } from '../../src/journey/facts.ts'
import { PORTAL } from '../../src/journey/facts.ts'
import { assumeDone, outstanding } from '../../src/journey/outstanding.ts'
import type { Step } from '../../src/journey/step.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import { NOW } from './journey-policies.ts'

export const visit = { startedAt: NOW - minutes(10), knownBrowser: false, birthDateMatchedAt: null, letter: null }
export const anonymous = (policy: JourneyPolicy): Facts => {
  return { now: NOW, policy, terms: 1, member: null, proofs: [], visit, recovery: null, demand: PORTAL }
}
const newcomer = beginner(NOW - days(90))
export const address = newcomer.address as Address
export const verified: Address = { ...address, submittedAt: NOW - days(2), verifiedAt: NOW - days(2) }
export const nobody: MemberFacts = { ...newcomer, address: null }
const letter = { id: 'letter', issuedAt: NOW - days(3), mailAddressId: null }

/** A letter was opened and the birth date is right. */
export const opened = (policy: JourneyPolicy, member: Partial<MemberFacts> = {}): Facts => ({
  ...anonymous(policy),
  member: { ...nobody, ...member },
  visit: { ...visit, letter, birthDateMatchedAt: NOW - minutes(10) },
  proofs: [{ factor: 'letter', credentialId: letter.id, at: NOW - minutes(10) }],
})
export const owned = (factor: Credential['factor'], change: Partial<Credential> = {}): Credential => {
  return { id: factor, factor, boundAt: NOW - days(2), boundInVisit: false, roots: null, ...change }
}
/** Activated two days ago. */
export const active = (method: Method, ...factors: Credential['factor'][]): MemberFacts => ({
  ...nobody,
  credentials: factors.map((factor) => owned(factor, factor === 'mailCode' ? { id: address.id } : {})),
  address: verified,
  hasLastingId: true,
  chosenMethod: method,
  acceptedTerms: 1,
  recoveryPaper: { issued: true, keptAt: NOW - days(2) },
})
/** A visit that began with these proofs. */
export const signedIn = (
  policy: JourneyPolicy,
  member: MemberFacts,
  ...factors: Facts['proofs'][number]['factor'][]
): Facts => {
  const id = (factor: string) => (factor === 'password' ? null : factor === 'mailCode' ? address.id : factor)
  const proofs = factors.map((factor) => ({ factor, credentialId: id(factor), at: NOW - minutes(1) }))
  return { ...anonymous(policy), member, proofs }
}

export const shown = (step: Step): string => {
  if (step.kind === 'enrol') return `enrol ${step.method}`
  if (step.kind === 'chooseMethod')
    return step.userId === 'none' ? 'chooseMethod' : `chooseMethod + userId ${step.userId}`
  if (step.kind === 'prove') return `prove ${step.options.join('|')} (${step.reason})`
  if (step.kind === 'refused') return `refused: ${step.reason} → ${step.exits.join(', ')}`
  return step.kind === 'done' ? `done: ${step.portal}` : step.kind
}
export const path = (facts: Facts): string => outstanding(facts).map(shown).join(' → ')
/** The path of whoever chooses this method. */
export const choosing = (method: Method, policy: JourneyPolicy): string => {
  const steps = outstanding(opened(policy))
  const at = steps.findIndex(({ kind }) => kind === 'chooseMethod')
  const facts = steps.slice(0, at).reduce(assumeDone, opened(policy))
  const step = steps[at]
  assert.ok(step?.kind === 'chooseMethod')
  return `${steps
    .slice(0, at + 1)
    .map(shown)
    .join(' → ')} → ${path(assumeDone(facts, { ...step, methods: [method] }))}`
}

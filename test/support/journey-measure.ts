/** How far somebody is from the end of the journey, and what somebody has who is there. */
import type { Facts, Method } from '../../src/journey/facts.ts'
import type { Step } from '../../src/journey/step.ts'
import { hours } from '../../src/kernel/clock.ts'
import * as oracle from './journey-oracle.ts'

export const offeredOn = (day: string, { methods }: Facts['policy']): Method[] =>
  methods.filter(({ from }) => from === null || from <= day).map(({ method }) => method)

/** A step with each of its choices made. */
export function choices(step: Step): Step[] {
  if (step.kind === 'prove') return step.options.map((option) => ({ ...step, options: [option] }))
  if (step.kind === 'chooseMethod') return step.methods.map((method) => ({ ...step, methods: [method] }))
  return ['done', 'refused', 'signIn'].includes(step.kind) ? [] : [step]
}

/** An upper bound over the choices that remain. */
export function whatIsLeft(facts: Facts): number {
  const { member, policy, visit, demand, terms, proofs, now } = facts
  if (!member) return 0
  const { address } = member
  const credentials = oracle.ownedBy(facts)
  const has = (factor: string) => credentials.some((owned) => owned.factor === factor)
  const hasMailbox = policy.mail === 'required' || address?.verifiedAt != null
  const offered = offeredOn('2026-08-01', policy).filter((method) => method !== 'mailCode' || hasMailbox)
  const chosen =
    member.chosenMethod && (has(member.chosenMethod) || offered.includes(member.chosenMethod)) && member.chosenMethod
  const fresh = proofs.filter(({ at }) => demand.maxAge === null || now - at <= demand.maxAge)
  const unproven = credentials.filter((owned) => !owned.boundInVisit && !oracle.wasShown(owned, fresh))
  const saidWhere = !address?.submittedAt || address.submittedAt < visit.startedAt
  return (
    // Lifting it may take away what is set up again afterwards.
    Number(member.standing === 'frozen') * 64 +
    Number(visit.birthDateMatchedAt === null) +
    Number(member.acceptedTerms < terms) +
    Number(address?.verifiedAt == null) * 2 +
    Number(saidWhere) +
    Number(member.declinedMailAt === null || member.declinedMailAt < visit.startedAt) +
    Number(policy.userId !== 'none' && !member.hasLastingId) * 16 +
    Number(!chosen) * 16 +
    Number(!has('password')) * 2 +
    // Whose choice is not offered any more goes by whatever else there is.
    Number(chosen ? !has(chosen) : credentials.every(({ factor }) => factor === 'password')) * 2 +
    Number(member.recoveryPaper.keptAt === null) +
    Number(member.unnamedPasskey) +
    Number(demand.consent === 'needed') +
    credentials.filter(({ factor, boundInVisit }) => !boundInVisit && visit.recovering?.lost.includes(factor)).length *
      32 +
    (visit.letter?.recovers ? credentials.filter(({ boundInVisit }) => !boundInVisit).length * 32 : 0) +
    Number(!proofs.some(({ factor }) => factor === 'recoveryCode')) +
    (policy.recovery?.includes('direct') ? 64 * credentials.filter(({ boundInVisit }) => !boundInVisit).length : 0) +
    Number(!fresh.some(({ factor }) => factor === 'mailCode')) +
    unproven.length
  )
}

/** The same person with everything bound and shown: what a member has who is done. */
export function settled(facts: Facts): Facts {
  const before = facts.now - hours(48)
  const method: Method = facts.member?.chosenMethod ?? 'totp'
  const factors = ['password', method] as const
  const credentials = factors.map((factor) => ({
    id: factor,
    factor,
    boundAt: before,
    boundInVisit: false,
    roots: null,
  }))
  const address = {
    id: 'mailCode',
    onFileAt: before,
    fromFile: true,
    submittedAt: before,
    verifiedAt: before,
    verifiedInVisit: false,
    roots: null,
  }
  const member = {
    standing: 'eligible' as const,
    credentials,
    address,
    declinedMailAt: null,
    heldSince: null,
    hasLastingId: true,
    chosenMethod: facts.member?.chosenMethod ?? null,
    acceptedTerms: facts.terms,
    recoveryPaper: { issued: true, keptAt: before },
    unnamedPasskey: false,
  }
  const proofs = credentials.map(({ factor, id }) => ({ factor, credentialId: id, at: facts.now }))
  const visit = { ...facts.visit, letter: null, birthDateMatchedAt: null, recovering: null }
  return { ...facts, member, proofs, visit, recovery: null }
}

/** "Re-authentication asks for the account's own level", and never for less than the society's floor. */
export const wanted = (facts: Facts): number =>
  facts.demand.level === 'own' ? oracle.floor(facts) : facts.demand.level

export const level = (kinds: ReadonlySet<unknown>): number => Math.min(kinds.size, 2)

export const isOpen = (step: Step): boolean => step.kind === 'done' && step.portal === 'open'

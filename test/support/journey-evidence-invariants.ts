/** The invariants about what proofs are worth, each a search for a counterexample (see journey-invariants.ts). */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { CHANGE, type Credential, type Facts } from '../../src/journey/facts.ts'
import { hours } from '../../src/kernel/clock.ts'
import { knownFacts, unknownFacts } from './journey-facts.ts'
import { isOpen, level, wanted } from './journey-measure.ts'
import type { Journey } from './journey-modules.ts'
import * as oracle from './journey-oracle.ts'
import { NOW } from './journey-policies.ts'
import { type Counterexample, search } from './search.ts'

export type Check = (journey: Journey) => Counterexample

/** Also whoever is not identified yet. */
export const everyone = fc.oneof({ arbitrary: knownFacts, weight: 9 }, { arbitrary: unknownFacts, weight: 1 })
export const withBoolean = fc.tuple(knownFacts, fc.boolean())
const withNumber = fc.tuple(everyone, fc.nat())
const oneKindFacts = knownFacts.map((facts): Facts => cameBackDirectly(facts))
const within = (some: ReadonlySet<unknown>, all: ReadonlySet<unknown>): boolean =>
  [...some].every((one) => all.has(one))

/** 4: what this visit bound shows nothing to a demand, and to the floor only while founding. */
export const newThingsProveLittle: Check = (journey) =>
  search(knownFacts, (facts) => {
    const demand = journey.shownKinds(facts, 'demand')
    const floor = journey.shownKinds(facts, 'floor')
    const before = oracle.shownBefore(facts, null)
    const roots = journey.rootsForBinding(facts)
    const step = journey.nextStep(facts)
    return (
      (!within(demand, before) && `${[...demand]} shown to a demand`) ||
      (!within(floor, oracle.shownWhileFounding(facts)) && `${[...floor]} shown to the floor`) ||
      (roots !== null && !within(new Set(roots), before) && `${roots} as roots`) ||
      (isOpen(step) && facts.demand.maxAge !== null && level(before) < wanted(facts) && 'a demand met with new things')
    )
  })

/** 3, for what is bound: one root never becomes two kinds, and what founds an account is worth its own kind. */
export const oneRootIsOneKind: Check = (journey) =>
  search(knownFacts, (facts) => {
    const owned = facts.member?.credentials ?? []
    const wrong = owned.find(
      (one) => !isDeepStrictEqual([...journey.worth(one)].sort(), [...oracle.kindsOf(one.factor, one.roots)].sort()),
    )
    if (wrong) return `${wrong.factor} with the roots ${wrong.roots} is taken for ${journey.worth(wrong)}`
    const living = oracle.ownedBy(facts)
    const founding = living.every(({ boundInVisit }) => boundInVisit) || !living.some(oracle.isSecondFactor)
    const anew = facts.recovery === null || facts.recovery.rung === 'letter'
    return (founding && anew) !== (journey.rootsForBinding(facts) === null) && 'roots are stored wrongly'
  })

/** 2 and 3: nothing is set aside before two kinds, a recovery letter, or one mailbox where the society insists, were shown. */
export const recoveriesAreEarned: Check = ({ nextStep }) =>
  search(knownFacts, (facts) => {
    const step = nextStep(facts)
    if (step.kind !== 'recover') return undefined
    const { visit, proofs, policy } = facts
    const earned = {
      twoKinds: level(oracle.shownBefore(facts, null)) >= 2 && policy.recovery?.includes('twoKinds'),
      letter: visit.letter?.recovers && visit.birthDateMatchedAt !== null,
      direct: policy.recovery?.includes('direct') && proofs.some(({ factor }) => factor === 'mailCode'),
    }
    return (
      (!earned[step.rung] && `recovered by ${step.rung} for nothing`) || (step.replaces.length === 0 && 'for nothing')
    )
  })

/** 5: done means that floor and demand are met by proofs that are young enough; fewer proofs never show more. */
export const doneIsEnough: Check = (journey) =>
  search(withNumber, ([facts, at]) => {
    const step = journey.nextStep(facts)
    const { maxAge } = facts.demand
    const unasked = { ...facts.demand, consent: 'needed' as const }
    const own = level(oracle.allKinds(oracle.ownedBy(facts)))
    const needed = maxAge === null && facts.demand.level !== 'own' ? 0 : Math.max(wanted(facts), own)
    const fewer = { ...facts, proofs: facts.proofs.filter((_, index) => index !== at % (facts.proofs.length || 1)) }
    const rises = (['floor', 'demand'] as const).some(
      (counting) =>
        journey.levelOf(journey.shownKinds(fewer, counting)) > journey.levelOf(journey.shownKinds(facts, counting)),
    )
    return (
      (isOpen(step) && level(oracle.shownWhileFounding(facts)) < oracle.floor(facts) && 'done below the floor') ||
      (step.kind === 'done' && level(oracle.shownBefore(facts, maxAge)) < needed && 'done below the demand') ||
      (journey.nextStep({ ...facts, demand: unasked }).kind === 'done' && 'done without the consent') ||
      (!facts.member && step.kind === 'done' && 'done for nobody') ||
      (rises && 'fewer proofs show more')
    )
  })

/** 5: what came back by one mailbox shows all that it has, fresh and from before this visit, before it changes anything. */
export const oneKindShowsEverything: Check = ({ nextStep }) =>
  search(oneKindFacts, (facts) => {
    if (nextStep(facts).kind !== 'done') return undefined
    const plain = (owned: readonly Credential[]) =>
      level(new Set(owned.flatMap(({ factor }) => oracle.kindsOf(factor, null))))
    const fresh = facts.proofs.filter(({ at }) => facts.now - at <= (facts.demand.maxAge ?? 0))
    const shown = oracle.ownedBefore(facts).filter((owned) => oracle.wasShown(owned, fresh))
    return plain(shown) < plain(oracle.ownedBy(facts)) && 'changed by a part of what the account has'
  })

/** 5: the proof of a password that was replaced since shows nothing, as if it had never been given. */
export const replacedPasswordsShowNothing: Check = ({ nextStep, shownKinds }) =>
  search(knownFacts, (known) => {
    const { member } = known
    const password = member?.credentials.find(({ factor }) => factor === 'password')
    if (!member || !password || password.boundInVisit) return undefined
    const credentials = member.credentials.map((owned) => (owned === password ? { ...owned, boundAt: NOW } : owned))
    const proofs = known.proofs.map((proof) => (proof.factor === 'password' ? { ...proof, at: NOW - 1 } : proof))
    const facts = { ...known, member: { ...member, credentials }, proofs }
    const without = { ...facts, proofs: proofs.filter(({ factor }) => factor !== 'password') }
    const differs = (['floor', 'demand'] as const).some(
      (counting) => !isDeepStrictEqual(shownKinds(facts, counting), shownKinds(without, counting)),
    )
    return (
      (differs && 'the password before this one shows something') ||
      (!isDeepStrictEqual(nextStep(facts), nextStep(without)) && 'the password before this one leads on')
    )
  })

/** 12 (the pure part): an address that becomes verified adds nothing to what a visit has shown. */
export const linksAddNoProof: Check = (journey) =>
  search(withBoolean, ([known, here]) => {
    const address = known.member?.address
    if (!known.member || !address || address.verifiedAt !== null) return undefined
    const proofs = known.proofs.filter(({ factor }) => factor !== 'mailCode')
    const facts = { ...known, proofs }
    const verified = { ...address, submittedAt: NOW, verifiedAt: NOW, verifiedInVisit: here }
    const redeemed = { ...facts, member: { ...known.member, address: verified } }
    const differs = (['floor', 'demand'] as const).some(
      (counting) => !isDeepStrictEqual(journey.shownKinds(facts, counting), journey.shownKinds(redeemed, counting)),
    )
    return differs && 'a link shows something'
  })

/** The same person after `direct`: one mailbox stands behind everything, and something is to be changed. */
function cameBackDirectly(facts: Facts): Facts {
  if (!facts.member) return facts
  const credentials = facts.member.credentials.map((owned) => ({ ...owned, roots: ['mailbox' as const] }))
  const recovery = { rung: 'direct' as const, grantedAt: NOW - hours(30), grantedInVisit: false, setsAside: {} }
  const visit = { ...facts.visit, recovering: null, letter: null }
  return { ...facts, member: { ...facts.member, credentials }, recovery, visit, demand: CHANGE }
}

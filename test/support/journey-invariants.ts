/**
 * The invariants of design.md §5 that can be decided without a database, each a search for a counterexample. They run
 * on the real modules, and on the spoiled copies of planted-mistakes.ts, which they must catch.
 */
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import type { Facts } from '../../src/journey/facts.ts'
import type { ActKind, Step } from '../../src/journey/step.ts'
import { hours, minutes } from '../../src/kernel/clock.ts'
import {
  type Check,
  doneIsEnough,
  everyone,
  linksAddNoProof,
  newThingsProveLittle,
  oneKindShowsEverything,
  oneRootIsOneKind,
  recoveriesAreEarned,
  replacedPasswordsShowNothing,
  withBoolean,
} from './journey-evidence-invariants.ts'
import { knownFacts, unknownFacts } from './journey-facts.ts'
import { choices, isOpen, level, offeredOn, settled, whatIsLeft } from './journey-measure.ts'
import * as oracle from './journey-oracle.ts'
import { NOW, policies } from './journey-policies.ts'
import {
  directIsWorthOneKind,
  newPaperSetsAside,
  onlyWhatTheTableSays,
  refusalsHaveWaysOut,
  strangersBesideTheMember,
} from './journey-reach.ts'
import { search } from './search.ts'

const withPolicy = fc.tuple(knownFacts, policies)
const closedDoors = fc.constantFrom('closed' as const, 'qualificationEnded' as const)
const frozenFacts = knownFacts.map((facts): Facts => frozen(facts))
const withStanding = fc.tuple(knownFacts, closedDoors)
const wait = fc.constantFrom(0, 0, minutes(1), minutes(16), hours(25))
const secret = fc.constantFrom('a', 'b', 'c', 'd')
const triesInARow = fc.array(fc.record({ wait, secret }), { minLength: 20, maxLength: 60 })
const writes = (step: Step) =>
  !['signIn', 'refused', 'prove', 'matchBirthDate', 'recover', 'restore'].includes(step.kind)

/** 1 (the pure part): before anybody is identified the answer is one and the same. */
const nothingBeforeTheFirstProof: Check = ({ nextStep }) =>
  search(unknownFacts, (facts) => !isDeepStrictEqual(nextStep(facts), { kind: 'signIn' }) && 'it says more than signIn')

/** 2: whoever owns living factors has proven them up to the level of the account before anything is written. */
const ownersProveFirst: Check = ({ nextStep }) =>
  search(knownFacts, (facts) => {
    const step = nextStep(facts)
    if (!writes(step)) return undefined
    const owned = oracle.ownedBefore(facts)
    const proven = owned.filter((owned) => oracle.wasShown(owned, facts.proofs))
    const missing = level(oracle.allKinds(proven)) < level(oracle.allKinds(owned))
    return missing && `${step.kind} without the factors of the account`
  })

/** 6: no list is empty, no refusal is a dead end, and only what the visitor owns is asked for. */
const noEmptyList: Check = ({ nextStep }) =>
  search(withBoolean, ([known, closed]) => {
    const methods = known.policy.methods.map((offer) => ({ ...offer, from: closed ? '2099-01-01' : offer.from }))
    const facts = { ...known, policy: { ...known.policy, methods } }
    const step = nextStep(facts)
    if (step.kind === 'chooseMethod') return step.methods.length === 0 && 'no method to choose'
    if (step.kind === 'refused') return !step.exits.includes('contact') && 'refused without a way out'
    if (step.kind !== 'prove') return undefined
    const provable = [
      ...oracle.ownedBefore(facts).map(({ factor }) => factor),
      facts.member?.address?.verifiedAt && 'mailCode',
      facts.member?.recoveryPaper.usable && 'recoveryCode',
    ]
    return (
      (step.options.length === 0 || !step.options.every((option) => provable.includes(option))) && 'nothing to prove'
    )
  })

/** 7: every completed step shrinks what is left, so that doing what is asked ends. */
const everyStepShrinks: Check = (journey) =>
  search(everyone, (facts) => {
    const step = journey.nextStep(facts)
    for (const taken of choices(step)) {
      const after = journey.assumeDone(facts, taken)
      if (whatIsLeft(after) >= whatIsLeft(facts)) return `${taken.kind} leaves as much to do as before`
    }
    try {
      return journey.outstanding(facts).length > 16 && 'a journey of more than 16 steps'
    } catch (error) {
      return String(error)
    }
  })

/** 8 (the pure part): a step is answered by its own form alone. */
const nothingButItsStep: Check = ({ nextStep, answers }) =>
  search(everyone, (facts) => {
    const step = nextStep(facts)
    const also = { signIn: ['openLetter', 'redeemLink'], done: ['mailAfterwards'] } as Partial<
      Record<Step['kind'], string[]>
    >
    const expected = [step.kind, ...(also[step.kind] ?? [])]
    const open = ACTS.filter((act) => answers(step, act))
    return (
      !isDeepStrictEqual(
        open,
        ACTS.filter((act) => expected.includes(act)),
      ) && `${step.kind} is answered by ${open}`
    )
  })

/** 9: another policy neither makes proofs worth more nor asks somebody who has all factors for another one. */
const policyStrandsNobody: Check = (journey) =>
  search(withPolicy, ([facts, policy]) => {
    const changed = { ...facts, policy }
    const steps = new Set(journey.outstanding(settled(changed)).map(({ kind }) => kind))
    const step = journey.nextStep(changed)
    const offered = offeredOn('2026-08-01', policy)
    return (
      (journey.ownLevel(facts) !== journey.ownLevel(changed) && 'the account is worth something else') ||
      (isOpen(step) && level(oracle.shownWhileFounding(facts)) < oracle.floor(facts) && 'done below the floor') ||
      (step.kind === 'enrol' && !offered.includes(step.method) && 'a withdrawn method is enrolled') ||
      (step.kind === 'chooseMethod' &&
        !step.methods.every((method) => offered.includes(method)) &&
        'a withdrawn method is offered') ||
      (['enrol', 'chooseMethod', 'refused'].some((kind) => steps.has(kind as never)) &&
        `a settled member meets ${[...steps]}`)
    )
  })

/** 11 (the pure part): nothing but a success lowers a count; a guesser gets few tries a day, and the same try counts once. */
const countersOnlyGrow: Check = (journey) =>
  search(triesInARow, (tries) => {
    let state = journey.NO_FAILURES
    let now = NOW
    const taken: number[] = []
    for (const { wait, secret } of tries) {
      now += wait
      const budget = journey.takeFromBudget('password', state, secret, now)
      if (!budget.allowed) continue
      if (secret === state.lastWrong && budget.state.failures !== state.failures) return 'the same secret counted twice'
      if (secret !== state.lastWrong) {
        taken.push(now)
        if (budget.state.failures <= state.failures) return 'a failure was not counted'
      }
      state = budget.state
    }
    const inADay = Math.max(...taken.map((at) => taken.filter((other) => other >= at && other < at + hours(24)).length))
    return inADay > 11 && `${inADay} guesses within a day`
  })

/** The same person, stopped half a day ago because of something that happened two days ago. */
function frozen(facts: Facts): Facts {
  if (!facts.member) return facts
  const freeze = facts.member.freeze ?? { at: NOW - hours(12), doubtedSince: NOW - hours(36) }
  return { ...facts, member: { ...facts.member, standing: 'frozen', freeze } }
}

/**
 * 13: what is frozen is lifted by two kinds that had been bound before the doubt, or by paper printed after the freeze and
 * its birth date, and until then it is asked for nothing else and reaches nothing.
 */
const frozenStaysShut: Check = ({ nextStep }) =>
  search(frozenFacts, (facts) => {
    const step = nextStep(facts)
    const { freeze } = facts.member ?? {}
    const { letter, birthDateMatchedAt } = facts.visit
    const isNew = letter !== null && letter.mailAddressId === null && letter.issuedAt >= (freeze?.at ?? 0)
    const paper = isNew && birthDateMatchedAt !== null
    const before = oracle.ownedBefore(facts).filter(({ boundAt }) => boundAt < (freeze?.doubtedSince ?? 0))
    const shown = level(oracle.allKinds(before.filter((owned) => oracle.wasShown(owned, facts.proofs))))
    if (step.kind === 'restore') {
      if (step.by === 'letter') return !paper && 'an old letter, or none, lifts the freeze'
      return shown < 2 && 'lifted by less than two kinds from before the doubt'
    }
    if (step.kind === 'recover') return (step.rung !== 'letter' || !paper) && `recovered by ${step.rung} while frozen`
    if (step.kind === 'prove')
      return !step.options.every((option) => before.some(({ factor }) => factor === option)) && 'asks for a stranger’s'
    return step.kind !== 'refused' && step.kind !== 'matchBirthDate' && `${step.kind} although frozen`
  })

/** 13 (the pure part): what was closed or has ended opens for no proof at all. */
const protectionNeverOpens: Check = ({ nextStep }) =>
  search(withStanding, ([facts, standing]) => {
    const member = facts.member && { ...facts.member, standing }
    return nextStep({ ...facts, member }).kind !== 'refused' && `${standing}, and yet not refused`
  })

/** The number of the invariant, in design.md's order, and the searches that belong to it. */
export const invariants: ReadonlyMap<number, readonly Check[]> = new Map([
  [1, [nothingBeforeTheFirstProof]],
  [2, [ownersProveFirst, recoveriesAreEarned]],
  [3, [oneRootIsOneKind, recoveriesAreEarned, onlyWhatTheTableSays, directIsWorthOneKind, strangersBesideTheMember]],
  [4, [newThingsProveLittle]],
  [5, [doneIsEnough, oneKindShowsEverything, replacedPasswordsShowNothing]],
  [6, [noEmptyList, refusalsHaveWaysOut]],
  [7, [everyStepShrinks]],
  [8, [nothingButItsStep]],
  [9, [policyStrandsNobody]],
  [10, [newPaperSetsAside]],
  [11, [countersOnlyGrow]],
  [12, [linksAddNoProof]],
  [13, [protectionNeverOpens, frozenStaysShut]],
])

const ACTS: readonly ActKind[] = [
  'mailAfterwards',
  'signIn',
  'openLetter',
  'redeemLink',
  'recover',
  'restore',
  'matchBirthDate',
  'prove',
  'acceptTerms',
  'confirmMail',
  'verifyMail',
  'chooseMethod',
  'setPassword',
  'enrol',
  'namePasskey',
  'keepRecoveryPaper',
  'consent',
]

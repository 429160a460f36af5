import type { Facts, MemberFacts, Method } from './facts.ts'
import { offeredMethods } from './methods.ts'
import { nextStep } from './next-step.ts'
import { assumeDone, outstanding } from './outstanding.ts'
import type { Step } from './step.ts'

/**
 * Where a visit that began with a letter stands: the screen it is at, and of how many (the letter's page is the first).
 * Each screen counts one, whatever was chosen; how many there are changes only with a choice that leads another way than
 * the first method on offer.
 */
export function progress(facts: Facts): { at: number; of: number } | null {
  const { member, visit } = facts
  if (!visit.letter || !member) return null
  const left = outstanding(facts).filter(isScreen).length
  const of = wholeWay(fromTheStart(facts, member), member.chosenMethod) + 1
  return { at: Math.max(1, Math.min(of, of - left + 1)), of }
}

function isScreen(step: Step): boolean {
  return step.kind !== 'refused' && step.kind !== 'signIn' && step.kind !== 'done'
}

/** How many screens lie behind the letter's page for whoever chooses this method where there is a choice. */
function wholeWay(start: Facts, choice: Method | null): number {
  let facts = start
  let screens = 0
  for (let step = nextStep(facts); isScreen(step); step = nextStep(facts)) {
    facts = choice ? taking(choice, facts, step) : assumeDone(facts, step)
    screens += 1
  }
  return screens
}

/** The step as it went: also on the page of the recommended method another one can be chosen. */
function taking(choice: Method, facts: Facts, step: Step): Facts {
  const offered = offeredMethods(facts.policy, facts.now).includes(choice)
  if (offered && step.kind === 'chooseMethod') return assumeDone(facts, { ...step, methods: [choice] })
  if (offered && step.kind === 'enrol' && step.method !== choice)
    return assumeDone(facts, { kind: 'chooseMethod', methods: [choice], userId: 'none' })
  return assumeDone(facts, step)
}

/** The same visit as if only the letter and the birth date had been shown. */
function fromTheStart(facts: Facts, member: MemberFacts): Facts {
  const blank: MemberFacts = {
    ...member,
    address: member.address && { ...member.address, submittedAt: null, verifiedAt: null },
    credentials: [],
    hasLastingId: member.keptId === true,
    chosenMethod: null,
    unnamedPasskey: false,
    acceptedTerms: 0,
    recoveryPaper: { ...member.recoveryPaper, keptAt: null },
  }
  const proofs = facts.proofs.filter(({ factor }) => factor === 'letter')
  return { ...facts, member: blank, proofs, visit: { ...facts.visit, birthDateMatchedAt: facts.visit.startedAt } }
}

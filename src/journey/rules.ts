import {
  begunByComputed,
  isFounded,
  isFoundingVisit,
  isSetAside,
  KINDS,
  levelOf,
  living,
  mayHaveCodes,
  ownLevel,
  replacedHere,
  shownKinds,
  shows,
  worth,
} from './evidence.ts'
import { type Address, type Credential, type Facts, FLOOR, type Proof } from './facts.ts'
import { asksUserId, ENROL_LATER_WITHIN, effectiveMethod, offeredTo } from './methods.ts'
import { floorOf, isRecovering, setsUpFirst } from './recovery.ts'
import type { ProveReason, Step } from './step.ts'

/** Looks at one thing; answers when something is to be done about it. */
export type Rule = (facts: Facts) => Step | undefined

export const identify: Rule = ({ member }) => (member ? undefined : { kind: 'signIn' })

/** What is frozen is refused by `restore`, which also says what lifts the freeze. */
export const refuse: Rule = ({ member }) => {
  if (!member || member.standing === 'eligible' || member.standing === 'frozen') return undefined
  return { kind: 'refused', reason: member.standing, exits: ['contact'] }
}

/** The birth date belongs to the letter; it is asked before anything is sent to anybody. */
export const matchBirthDate: Rule = (facts) =>
  facts.visit.letter && facts.visit.birthDateMatchedAt === null ? { kind: 'matchBirthDate' } : undefined

/** Who owns living factors proves them, up to the account's own level, before any step that writes (invariant 2). */
export const proveOwned: Rule = (facts) => {
  const owned = living(facts).filter(({ boundInVisit }) => !boundInVisit)
  const shown = owned.filter((credential) => isProven(credential, facts.proofs)).flatMap(worth)
  // Where one mailbox stands behind both, they are worth one kind and yet both are shown.
  const plain = (credentials: readonly Credential[]) =>
    levelOf(new Set(credentials.flatMap(({ factor }) => KINDS[factor])))
  const proven = owned.filter((credential) => isProven(credential, facts.proofs))
  const enough = levelOf(new Set(shown)) >= levelOf(new Set(owned.flatMap(worth)))
  if (enough && plain(proven) >= plain(owned)) return undefined
  const adding = unproven(facts).filter((credential) =>
    enough ? plain([...proven, credential]) > plain(proven) : worth(credential).some((kind) => !shown.includes(kind)),
  )
  return ask(adding, 'secondFactor')
}

/**
 * An activation that was interrupted goes on only with a second kind: what began with the letter or the password also
 * needs the mailbox, once an address is verified. A password that waited too long, or has no mailbox, needs a letter.
 */
export const resume: Rule = (facts) => {
  const { member, visit } = facts
  if (!member || isFounded(facts)) return undefined
  const password = living(facts).find(({ factor, boundInVisit }) => factor === 'password' && !boundInVisit)
  if (levelOf(shownKinds(facts, 'demand')) >= floorOf(facts) && isRecovering(facts)) return undefined
  if (!password && !visit.letter) return abandoned(facts) ? startOver : undefined
  if (levelOf(shownKinds(facts, 'demand')) >= FLOOR) return undefined
  const address = member.address
  // An invitation shows one mailbox, again and again: there is no second kind before something is bound.
  const invited = visit.letter?.mailAddressId ?? null
  if (invited !== null && (invited === address?.id || isShown(address, facts))) return undefined
  const mailboxIsOpen = address?.verifiedAt != null && !address.verifiedInVisit && !isSetAside(address, facts)
  if (!mailboxIsOpen) return password ? letterNeeded : undefined
  const since = Math.max(password?.boundAt ?? 0, facts.recovery?.grantedAt ?? 0)
  if (password && facts.now - since > ENROL_LATER_WITHIN) return letterNeeded
  // What was bound behind a single kind adds none: then nothing here is enough.
  if (isShown(address, facts)) return letterNeeded
  return { kind: 'prove', options: ['mailCode'], reason: 'resume' }
}

/**
 * The computed password shows nothing (design.md §6): before anything is written the visitor types a code that went to
 * the address on file, or, where the society insists, to any. A letter that was sent overrides it.
 */
export const showMailboxFirst: Rule = (facts) => {
  const { member, policy, visit } = facts
  if (!member || !begunByComputed(facts) || visit.letter) return undefined
  if (!policy.initial.includes('computed') || member.letterSent) return beginByLetter
  const address = member.address
  if (isShown(address, facts)) return undefined
  if (address?.verifiedAt != null) return { kind: 'prove', options: ['mailCode'], reason: 'resume' }
  if (policy.computed.mail === 'onFile' && !address?.fromFile) return beginByLetter
  const saidHere = address?.submittedAt != null && address.submittedAt >= visit.startedAt
  return { kind: saidHere ? 'verifyMail' : 'confirmMail' }
}

/** A code to this address was typed in this visit. */
function isShown(address: Address | null, { proofs }: Facts): boolean {
  return (
    address !== null && proofs.some(({ factor, credentialId }) => factor === 'mailCode' && credentialId === address.id)
  )
}
/** What a recovery has set aside opens nothing, and nothing was put in its place: it begins again. */
const abandoned = (facts: Facts): boolean => facts.recovery !== null && living(facts).length === 0

const startOver: Step = { kind: 'refused', reason: 'signInAgain', exits: ['signIn', 'letter', 'contact'] }

/** Where the computed password does not lead on. */
const beginByLetter: Step = { kind: 'refused', reason: 'beginByLetter', exits: ['letter', 'contact'] }

const letterNeeded: Step = { kind: 'refused', reason: 'letterNeeded', exits: ['letter', 'contact'] }

export const acceptTerms: Rule = ({ member, terms }) =>
  member && member.acceptedTerms < terms ? { kind: 'acceptTerms', version: terms } : undefined

/** While founding, an address counts as said only by whoever sits here: another visit may have been a stranger's. */
export const confirmMail: Rule = (facts) => {
  const { member, policy, visit } = facts
  if (!member) return undefined
  const address = member.address
  if (address?.verifiedAt != null && !isSetAside(address, facts)) return undefined
  const inVisit = (at: number | null | undefined) => at != null && at >= visit.startedAt
  const founded = isFounded(facts)
  const declined = member.declinedMailAt != null && (founded || inVisit(member.declinedMailAt))
  if (policy.mail === 'optional' && declined) return undefined
  // Where it is to be verified now the code belongs to this visit, whenever the address was said.
  const saidBefore = founded && policy.mailVerification === 'afterwards' && address?.submittedAt != null
  if (!address || !(saidBefore || inVisit(address.submittedAt))) return { kind: 'confirmMail' }
  return address.verifiedAt == null && policy.mailVerification === 'codeOrLink' ? { kind: 'verifyMail' } : undefined
}

export const chooseMethod: Rule = (facts) => {
  if (effectiveMethod(facts) !== null && !asksUserId(facts)) return undefined
  const methods = offeredTo(facts)
  if (methods.length === 0) return { kind: 'refused', reason: 'letterNeeded', exits: ['contact'] }
  return { kind: 'chooseMethod', methods, userId: asksUserId(facts) ? facts.policy.userId : 'none' }
}

export const setPassword: Rule = (facts) => {
  const owned = living(facts).map(({ factor }) => factor)
  if (owned.includes('password') || setsUpFirst(facts)) return undefined
  const withoutPasskey = effectiveMethod(facts) !== 'passkey' && !owned.includes('passkey')
  return facts.policy.password === 'required' || withoutPasskey ? { kind: 'setPassword' } : undefined
}

export const enrol: Rule = (facts) => {
  const method = effectiveMethod(facts)
  if (!method || living(facts).some(({ factor }) => factor === method)) return undefined
  const later = facts.policy.enrolment[method] === 'nextSignIn' && isFoundingVisit(facts)
  return later ? waitForMethod(facts) : { kind: 'enrol', method }
}

/** The portal opens and its services wait. Whoever came for more than the portal is not done by that (invariant 5). */
function waitForMethod(facts: Facts): Step {
  if (facts.demand.consent === 'needed') return SIGN_IN_AGAIN
  return meetDemand(facts) ?? { kind: 'done', portal: 'servicesLocked' }
}

/** PSK-07…13: only where the society asks; elsewhere the passkey has the name that was proposed for it. */
export const namePasskey: Rule = ({ member, policy }) =>
  policy.passkeyName === 'asked' && member?.unnamedPasskey ? { kind: 'namePasskey' } : undefined

export const keepRecoveryPaper: Rule = (facts) => {
  const { member, policy } = facts
  if (!member || policy.recoveryPaper === 'none') return undefined
  const onScreen = policy.recoveryPaper === 'screen'
  if (onScreen ? !mayHaveCodes(facts) : !member.recoveryPaper.issued) return undefined
  return member.recoveryPaper.keptAt === null ? { kind: 'keepRecoveryPaper' } : undefined
}

/** The society's floor, counting what this visit founded. */
export const meetFloor: Rule = (facts) =>
  levelOf(shownKinds(facts, 'floor')) >= floorOf(facts) ? undefined : askOrSignInAgain(facts, 'stepUp', null)

/** A demand beyond the portal's counts only what existed before this visit, and only while it is fresh. */
export const meetDemand: Rule = (facts) => {
  const { level, maxAge } = facts.demand
  if (maxAge === null && level !== 'own' && level <= FLOOR) return undefined
  const needed = Math.max(level === 'own' ? floorOf(facts) : level, Math.min(ownLevel(facts), FLOOR))
  if (needed < FLOOR) return showEverything(facts)
  const shown = shownKinds(facts, 'demand', maxAge)
  if (levelOf(shown) >= needed) return undefined
  // Behind one mailbox there is no second kind, however often its owner signs in: new paper founds the account anew.
  if (floorOf(facts) < FLOOR && ownLevel(facts) < needed) return letterNeeded
  // What was bound here never helps: whoever has too little besides begins a new visit, and is not asked in vain.
  const left = unproven(withFreshProofs(facts, maxAge)).flatMap(worth)
  if (levelOf(new Set([...shown, ...left])) < needed) return SIGN_IN_AGAIN
  const stale = levelOf(shownKinds(facts, 'demand')) >= needed
  return askOrSignInAgain(facts, stale ? 'freshness' : 'stepUp', maxAge)
}

/** Of an account that is worth one kind everything is asked for anew, as at sign-in; what was bound here shows nothing. */
function showEverything(facts: Facts): Step | undefined {
  const fresh = withFreshProofs(facts, facts.demand.maxAge)
  const plain = (owned: readonly Credential[]) => levelOf(new Set(owned.flatMap(({ factor }) => KINDS[factor])))
  const shown = living(facts).filter((owned) =>
    owned.boundInVisit ? fresh.proofs.some((proof) => replacedHere(proof, owned)) : isProven(owned, fresh.proofs),
  )
  return plain(shown) >= plain(living(facts)) ? undefined : ask(unproven(fresh), 'freshness')
}

/** REC-09, where the society wants it: whoever came back signs in with what is new. */
export const signInAfterReset: Rule = ({ policy, visit, recovery }) =>
  policy.afterReset === 'signIn' && visit.recovering && recovery?.grantedInVisit
    ? { kind: 'refused', reason: 'recovered', exits: ['signIn', 'contact'] }
    : undefined

export const consent: Rule = ({ demand }) => (demand.consent === 'needed' ? { kind: 'consent' } : undefined)

/** Whoever began with nothing but the computed password waits, so that staff can look; a letter ends the waiting. */
export const hold: Rule = ({ member, policy, now }) => {
  if (member?.heldSince == null) return undefined
  const until = member.heldSince + policy.computed.holdHours * 60 * 60 * 1000
  return now < until ? { kind: 'done', portal: 'servicesLocked' } : undefined
}

/** Asks for what is still to be shown of what was owned before; where nothing is left, a new visit is the way on. */
function askOrSignInAgain(facts: Facts, reason: ProveReason, maxAge: number | null): Step {
  return ask(unproven(withFreshProofs(facts, maxAge)), reason)
}

function withFreshProofs(facts: Facts, maxAge: number | null): Facts {
  return { ...facts, proofs: facts.proofs.filter(({ at }) => maxAge === null || facts.now - at <= maxAge) }
}

const SIGN_IN_AGAIN: Step = { kind: 'refused', reason: 'signInAgain', exits: ['signIn', 'letter', 'contact'] }

function ask(credentials: readonly Credential[], reason: ProveReason): Step {
  const options = [...new Set(credentials.map(({ factor }) => factor))]
  if (options.length === 0) return SIGN_IN_AGAIN
  return { kind: 'prove', options, reason }
}

function unproven(facts: Facts): readonly Credential[] {
  return living(facts).filter((credential) => !credential.boundInVisit && !isProven(credential, facts.proofs))
}

export function isProven(credential: Credential, proofs: readonly Proof[]): boolean {
  return proofs.some((proof) => shows(proof, credential))
}

import { isMethod, KINDS, levelOf, living, shownKinds, worth } from './evidence.ts'
import { type Credential, type Factor, type Facts, FLOOR, type Kind, type Level } from './facts.ts'
import type { Rule } from './rules.ts'
import type { Step } from './step.ts'

/** Days, in milliseconds, for which a changed address opens no `direct` recovery (design.md §6). */
export const CLOSED_AFTER_MAIL_CHANGE = 7 * 24 * 60 * 60 * 1000

/**
 * The way back. Whoever says that something is lost shows two kinds with different roots by what is left, and then the
 * lost factors are set aside; a recovery letter sets everything aside; `direct` lets one mailbox do it where the society
 * insists (REC-07). Otherwise a letter.
 */
export const recover: Rule = (facts) => {
  const { member, visit } = facts
  if (!member) return undefined
  const old = visit.letter?.recovers ? stillOwned(facts) : []
  if (old.length > 0) return { kind: 'recover', rung: 'letter', replaces: factorsOf(old) }
  if (!visit.recovering) return undefined
  const lost = stillOwned(facts).filter(({ factor }) => visit.recovering?.lost.includes(factor))
  const enough = levelOf(shownKinds(facts, 'demand')) >= FLOOR
  if (enough && !offers(facts, 'twoKinds') && lost.length > 0) return letterNeeded
  if (enough) return lost.length > 0 ? { kind: 'recover', rung: 'twoKinds', replaces: factorsOf(lost) } : undefined
  if (allowsDirect(facts)) return { kind: 'recover', rung: 'direct', replaces: factorsOf(stillOwned(facts)) }
  if (goesOnDirectly(facts)) return undefined
  const options = offers(facts, 'twoKinds') || lost.length === 0 ? waysOf(facts) : []
  return options.length > 0 ? { kind: 'prove', options, reason: 'recovery' } : letterNeeded
}

const letterNeeded: Step = { kind: 'refused', reason: 'letterNeeded', exits: ['letter', 'contact', 'signIn'] }

/** The level that a society asks before its portal opens: one kind only for whoever came back by one mailbox. */
export function floorOf({ recovery }: Facts): Level {
  return recovery?.rung === 'direct' ? 1 : FLOOR
}

/** This visit goes on with what a recovery left. */
export function isRecovering({ visit, recovery }: Facts): boolean {
  return visit.recovering != null && recovery !== null
}

/** REC-07: under `direct` the app comes before the password. */
export function setsUpFirst(facts: Facts): boolean {
  const { recovery, visit } = facts
  return recovery?.rung === 'direct' && visit.recovering != null && !living(facts).some(isMethod)
}

function allowsDirect(facts: Facts): boolean {
  const address = facts.member?.address
  const methods = stillOwned(facts).filter(isMethod)
  const appOnly = methods.length > 0 && methods.every(({ factor }) => factor === 'totp')
  if (!offers(facts, 'direct') || !appOnly || address?.verifiedAt == null) return false
  const changed = address.roots !== null && facts.now - address.verifiedAt < CLOSED_AFTER_MAIL_CHANGE
  return !changed && readsMail(facts)
}

/** A direct recovery that was granted here, or was broken off before anything took the place of what it set aside. */
function goesOnDirectly(facts: Facts): boolean {
  if (facts.recovery?.rung !== 'direct') return false
  const brokenOff = offers(facts, 'direct') && readsMail(facts) && stillOwned(facts).length === 0
  return facts.recovery.grantedInVisit || brokenOff
}

/** By the link or a code of this visit: a password behind which the mailbox stands is none. */
const readsMail = (facts: Facts): boolean =>
  facts.proofs.some(({ factor }) => factor === 'mailCode') && shownKinds(facts, 'demand').has('mailbox')

/** What can still be shown and adds a kind: other methods, the mailbox, the recovery paper. */
function waysOf(facts: Facts): readonly Factor[] {
  const lost = facts.visit.recovering?.lost ?? []
  const shown = shownKinds(facts, 'demand')
  const adds = (kinds: readonly Kind[]) => kinds.some((kind) => !shown.has(kind))
  const isProven = (factor: Factor, id: string | null) =>
    facts.proofs.some((proof) => proof.factor === factor && (id === null || proof.credentialId === id))
  const owned = stillOwned(facts).filter(
    ({ factor, id, ...rest }) =>
      (factor === 'passkey' || factor === 'totp') &&
      !lost.includes(factor) &&
      !isProven(factor, id) &&
      adds(worth({ factor, id, ...rest })),
  )
  const { address, recoveryPaper } = facts.member ?? {}
  if (address?.verifiedAt == null || address.verifiedInVisit || lost.includes('mailCode')) return factorsOf(owned)
  const mail = !isProven('mailCode', address.id) && adds(address.roots?.length === 1 ? address.roots : KINDS.mailCode)
  const papers = facts.policy.recoveryPaper !== 'none' && recoveryPaper?.usable
  const paper = papers && !isProven('recoveryCode', null)
  return [...factorsOf(owned), ...(mail ? ['mailCode' as const] : []), ...(paper ? ['recoveryCode' as const] : [])]
}

const stillOwned = (facts: Facts): readonly Credential[] => living(facts).filter(({ boundInVisit }) => !boundInVisit)

const factorsOf = (credentials: readonly Credential[]): readonly Factor[] => [
  ...new Set(credentials.map(({ factor }) => factor)),
]

const offers = ({ policy }: Facts, rung: 'twoKinds' | 'direct'): boolean =>
  (policy.recovery ?? ['twoKinds', 'letter']).includes(rung)

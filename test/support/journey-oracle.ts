/** What design.md §5 says about evidence, written a second time: what the code decides is measured against it. */
import type { Credential, Factor, Facts, Kind } from '../../src/journey/facts.ts'

const SHOWS: Record<Factor, readonly Kind[]> = {
  password: ['memory'],
  passkey: ['device', 'memory'],
  totp: ['device'],
  mailCode: ['mailbox'],
  recoveryCode: ['paper'],
  letter: ['paper'],
}

/** "Proofs whose single root is the same kind count once." */
export function kindsOf(factor: Factor, roots: readonly Kind[] | null): readonly Kind[] {
  return roots?.length === 1 ? roots : SHOWS[factor]
}

export const isSecondFactor = ({ factor }: Credential): boolean => factor !== 'password'

/** "Only a completed recovery sets factors aside"; a letter sets aside what an unfinished founding left over. */
export function ownedBy({ member, recovery, visit }: Facts): readonly Credential[] {
  const all = member?.credentials ?? []
  if (recovery) return all.filter(({ boundAt }) => boundAt > recovery.grantedAt)
  if (all.some(isSecondFactor)) return all
  return all.filter(({ boundAt }) => !visit.letter || boundAt >= visit.letter.issuedAt)
}

/** What was there before this visit. */
export const ownedBefore = (facts: Facts): readonly Credential[] =>
  ownedBy(facts).filter(({ boundInVisit }) => !boundInVisit)

/** The kinds shown with what existed before this visit, by proofs not older than `maxAge`. */
export function shownBefore(facts: Facts, maxAge: number | null): ReadonlySet<Kind> {
  const fresh = facts.proofs.filter(({ at }) => maxAge === null || facts.now - at <= maxAge)
  const kinds = fresh.flatMap((proof): readonly Kind[] => {
    if (proof.factor === 'letter') return facts.visit.letter ? SHOWS.letter : []
    if (proof.factor === 'recoveryCode') return SHOWS.recoveryCode
    if (proof.factor === 'mailCode') return mailbox(facts)
    return ownedBy(facts)
      .filter((one) => !one.boundInVisit || isChangedSince(one, proof.at, facts))
      .filter(({ factor, id }) => factor === proof.factor && (factor === 'password' || id === proof.credentialId))
      .flatMap(({ factor, roots }) => kindsOf(factor, roots))
  })
  return new Set(kinds)
}

/** A password shown and then changed in this visit: the proof was of the one before, whose change needed a level of its own. */
function isChangedSince({ factor, boundAt, roots }: Credential, at: number, { recovery }: Facts): boolean {
  return factor === 'password' && roots !== null && at < boundAt && recovery === null
}

/** "An address is evidence only if it was on file before the letter was issued, or verified before this visit." */
function mailbox({ member, visit }: Facts): readonly Kind[] {
  const address = member?.address
  if (address?.verifiedAt == null) return []
  const counts = !address.verifiedInVisit || (visit.letter !== null && address.onFileAt < visit.letter.issuedAt)
  return counts ? kindsOf('mailCode', address.roots) : []
}

/** "It may meet the floor in the activating visit": everything was bound here, while founding, and was shown to work. */
export function shownWhileFounding(facts: Facts): ReadonlySet<Kind> {
  const owned = ownedBy(facts)
  const founding = owned.length > 0 && owned.every(({ boundInVisit }) => boundInVisit)
  const here = founding ? owned.filter(({ roots }) => roots === null) : []
  const shown = here.filter(({ factor, id }) =>
    facts.proofs.some((proof) => proof.factor === factor && (factor === 'password' || proof.credentialId === id)),
  )
  return new Set([...shownBefore(facts, null), ...shown.flatMap(({ factor, roots }) => kindsOf(factor, roots))])
}

export const allKinds = (owned: readonly Credential[]): ReadonlySet<Kind> =>
  new Set(owned.flatMap(({ factor, roots }) => kindsOf(factor, roots)))

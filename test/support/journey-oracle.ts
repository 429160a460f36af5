/** What design.md §5 says about evidence, written a second time: what the code decides is measured against it. */
import type { Credential, Factor, Facts, Kind } from '../../src/journey/facts.ts'

const SHOWS: Record<Factor, readonly Kind[]> = {
  password: ['memory'],
  passkey: ['device', 'memory'],
  totp: ['device'],
  mailCode: ['mailbox'],
  recoveryCode: ['paper'],
  letter: ['paper'],
  computed: [],
}

/** "Proofs whose single root is the same kind count once." */
export function kindsOf(factor: Factor, roots: readonly Kind[] | null): readonly Kind[] {
  return roots?.length === 1 ? roots : SHOWS[factor]
}

export const isSecondFactor = ({ factor }: Credential): boolean => factor !== 'password'

/** "Only a completed recovery sets factors aside"; a letter sets aside what an unfinished founding left over. */
export function ownedBy({ member, recovery, visit }: Facts): readonly Credential[] {
  const all = member?.credentials ?? []
  const kept = all.filter(({ factor, boundAt }) => boundAt >= (recovery?.setsAside[factor] ?? 0))
  if (kept.some(isSecondFactor)) return kept
  const paper = visit.letter?.mailAddressId === null ? visit.letter : null
  return kept.filter(({ boundAt }) => !paper || boundAt >= paper.issuedAt)
}

/** What was there before this visit. */
export const ownedBefore = (facts: Facts): readonly Credential[] =>
  ownedBy(facts).filter(({ boundInVisit }) => !boundInVisit)

/** The kinds shown with what existed before this visit, by proofs not older than `maxAge`. */
export function shownBefore(facts: Facts, maxAge: number | null): ReadonlySet<Kind> {
  const fresh = facts.proofs.filter(({ at }) => maxAge === null || facts.now - at <= maxAge)
  // A recovery number counts with the mailbox only, by a code of it or by what only the mailbox stands behind.
  const others = { ...facts, proofs: fresh.filter(({ factor }) => factor !== 'recoveryCode') }
  const mailIsShown = fresh.length > others.proofs.length && shownBefore(others, null).has('mailbox')
  const kinds = fresh.flatMap((proof): readonly Kind[] => {
    if (proof.factor === 'letter') return opened(facts)
    if (proof.factor === 'recoveryCode') return mailIsShown ? SHOWS.recoveryCode : []
    if (proof.factor === 'mailCode') return mailbox(facts)
    const replaced = proof.factor === 'password' ? replacedHere(facts, proof.at) : []
    return [...ownedBefore(facts), ...replaced]
      .filter((owned) => wasShown(owned, [proof]))
      .flatMap(({ factor, roots }) => kindsOf(factor, roots))
  })
  return new Set(kinds)
}

/** Paper; an invitation is worth the one mailbox that it went to. */
function opened({ visit: { letter } }: Facts): readonly Kind[] {
  if (!letter) return []
  return letter.mailAddressId === null ? SHOWS.letter : SHOWS.mailCode
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
  const shown = here.filter((owned) => wasShown(owned, facts.proofs))
  return new Set([...shownBefore(facts, null), ...shown.flatMap(({ factor, roots }) => kindsOf(factor, roots))])
}

/** A replaced password's proof counts no longer, but in the visit that replaced it; and none shows another device. */
export const wasShown = ({ factor, id, boundAt, boundInVisit }: Credential, proofs: Facts['proofs']): boolean =>
  proofs.some((proof) => {
    if (proof.factor !== factor) return false
    return factor === 'password' ? boundInVisit || proof.at >= boundAt : proof.credentialId === id
  })

/** What was shown here and then replaced here: it existed before this visit. */
const replacedHere = (facts: Facts, at: number) =>
  ownedBy(facts).filter(({ factor, boundAt, boundInVisit }) => factor === 'password' && boundInVisit && at < boundAt)

export const allKinds = (owned: readonly Credential[]): ReadonlySet<Kind> =>
  new Set(owned.flatMap(({ factor, roots }) => kindsOf(factor, roots)))

/** "Two kinds are never reached from one root, except under a policy's `direct` recovery." */
export const floor = ({ recovery }: Facts): number => (recovery?.rung === 'direct' ? 1 : 2)

import { isMethod, levelOf, living, worth } from './evidence.ts'
import { type Credential, type Facts, FLOOR, type MemberFacts, type Method } from './facts.ts'
import { isProven, type Rule } from './rules.ts'
import type { Step } from './step.ts'

/**
 * 「心当たりがない」 stopped the account. Two kinds by what its owner had bound before the doubt lift that, or paper that
 * was issued after it (design.md §6). A mailbox helps only where mailed codes are the method; who says that something is
 * lost needs the letter, and what was bound since then is a stranger's until the freeze is lifted.
 */
export const restore: Rule = (facts) => {
  const { member, visit } = facts
  if (member?.standing !== 'frozen') return undefined
  if (bringsNewPaper(facts)) {
    // A recovery letter sets everything aside, and lifts the freeze in the same act.
    const setsAside = visit.letter?.recovers && living(facts).some(({ boundInVisit }) => !boundInVisit)
    return setsAside ? undefined : { kind: 'restore', by: 'letter' }
  }
  if (visit.letter) return REFUSED
  const lost = visit.recovering?.lost ?? []
  const trusted = undoubted(facts).filter(({ factor }) => !lost.includes(factor))
  const shown = trusted.filter((owned) => isProven(owned, facts.proofs)).flatMap(worth)
  if (levelOf(new Set(shown)) >= FLOOR) return { kind: 'restore', by: 'ownFactors' }
  if (levelOf(new Set(trusted.flatMap(worth))) < FLOOR) return REFUSED
  const adding = trusted.filter((owned) => worth(owned).some((kind) => !shown.includes(kind)))
  return { kind: 'prove', options: [...new Set(adding.map(({ factor }) => factor))], reason: 'restore' }
}

const REFUSED: Step = { kind: 'refused', reason: 'frozen', exits: ['letter', 'contact'] }

/** The birth date was matched before this is asked. An invitation is a mailbox, and no paper. */
function bringsNewPaper({ member, visit }: Facts): boolean {
  const { letter } = visit
  const since = member?.freeze?.at ?? Number.POSITIVE_INFINITY
  return letter !== null && letter.mailAddressId === null && letter.issuedAt >= since
}

/**
 * What is left once the freeze is lifted. By the owner's factors: what was there before the doubt, so that a stranger's
 * devices and mailbox do not come back with it. By a letter: nothing, since paper founds anew.
 */
export function afterRestore(facts: Facts, member: MemberFacts, by: 'ownFactors' | 'letter'): MemberFacts {
  const since = member.freeze?.doubtedSince ?? 0
  const credentials = by === 'letter' ? [] : undoubted(facts)
  const doubtful = by === 'ownFactors' && (member.address?.verifiedAt ?? member.address?.submittedAt ?? 0) >= since
  const methods = credentials.filter(isMethod).map(({ factor }) => factor)
  return {
    ...member,
    standing: 'eligible',
    freeze: null,
    credentials,
    address: doubtful ? null : member.address,
    chosenMethod: chosenOf(member, methods),
  }
}

const chosenOf = ({ chosenMethod }: MemberFacts, methods: readonly Method[]): Method | null =>
  methods.length === 0 || (chosenMethod && methods.includes(chosenMethod)) ? chosenMethod : (methods[0] ?? null)

/** What was bound before anybody had to doubt who acted. */
export function undoubted(facts: Facts): readonly Credential[] {
  const since = facts.member?.freeze?.doubtedSince ?? 0
  return living(facts).filter(({ boundAt, boundInVisit }) => !boundInVisit && boundAt < since)
}

import {
  type Address,
  type Credential,
  type Factor,
  type Facts,
  FLOOR,
  type Kind,
  type Level,
  type Method,
  type Proof,
} from './facts.ts'

/** What each factor shows by itself. A passkey is always with user verification: it is two kinds. */
export const KINDS: Record<Factor, readonly Kind[]> = {
  password: ['memory'],
  passkey: ['device', 'memory'],
  totp: ['device'],
  mailCode: ['mailbox'],
  recoveryCode: ['paper'],
  letter: ['paper'],
  computed: [],
}

/**
 * What a proof is counted for.
 * - `floor`: also what was bound while founding the account in this very visit; it proves that it works, and the letter stands behind it.
 * - `demand`: only what existed before this visit (invariant 4).
 */
export type Counting = 'floor' | 'demand'

/** The kinds shown by proofs not older than `maxAge` (milliseconds; null for any age in this visit). */
export function shownKinds(facts: Facts, counting: Counting, maxAge: number | null = null): ReadonlySet<Kind> {
  const fresh = facts.proofs.filter((proof) => maxAge === null || facts.now - proof.at <= maxAge)
  const isPaper = ({ factor }: Proof) => factor === 'recoveryCode'
  const kinds = (by: Counting) => fresh.filter((one) => !isPaper(one)).flatMap((proof) => kindsOf(proof, facts, by))
  const shown = new Set(kinds(counting))
  // A recovery number or code works only together with the mailbox.
  return fresh.some(isPaper) && kinds('demand').includes('mailbox') ? shown.add('paper') : shown
}

export function levelOf(kinds: ReadonlySet<Kind>): Level {
  return Math.min(kinds.size, 2) as Level
}

/**
 * The credentials that count. A completed recovery sets aside what was bound before it; a letter issued after an
 * unfinished founding does the same to the password that was left over.
 */
export function living(facts: Facts): readonly Credential[] {
  const all = facts.member?.credentials ?? []
  const { recovery, visit } = facts
  const kept = recovery
    ? all.filter((owned) => owned.boundAt >= (recovery.setsAside[owned.factor] ?? owned.boundAt))
    : all
  const letter = visit.letter
  if (!letter || letter.mailAddressId !== null || kept.some(isMethod)) return kept
  return kept.filter(({ boundAt, boundInVisit }) => boundInVisit || boundAt >= letter.issuedAt)
}

/** The level that all living credentials of the account together can show: what re-authentication asks for. */
export function ownLevel(facts: Facts): Level {
  return levelOf(new Set(living(facts).flatMap(worth)))
}

/** The kinds that one credential shows when it is proven. */
export function worth(credential: Credential): readonly Kind[] {
  return rooted(credential.factor, credential.roots)
}

/**
 * The roots to store with a credential bound now: null while founding, also anew by a letter, else everything that this
 * visit has shown. What another recovery binds has the kinds that were shown for it, however little was left.
 */
export function rootsForBinding(facts: Facts): readonly Kind[] | null {
  const founding = !isFounded(facts) || isFoundingVisit(facts)
  return founding && !isRecovered(facts) ? null : [...shownKinds(facts, 'demand')].sort()
}

/**
 * Whether it was this credential that was shown. There is one password at a time: a proof from before it was set showed the
 * password that it replaced, and counts for nothing any more, but in the visit in which its owner replaced it.
 */
export function shows(proof: Proof, credential: Credential): boolean {
  if (proof.factor !== credential.factor) return false
  if (credential.factor !== 'password') return proof.credentialId === credential.id
  return proof.at >= credential.boundAt || credential.boundInVisit
}

/** The password that was shown here was replaced here afterwards: what it showed stays shown. */
export function replacedHere(proof: Proof, credential: Credential): boolean {
  return proof.factor === 'password' && shows(proof, credential) && proof.at < credential.boundAt
}

/** The account has a second factor: founding is over. */
export function isFounded(facts: Facts): boolean {
  return living(facts).some(isMethod)
}

export function isMethod(credential: Credential): credential is Credential & { factor: Method } {
  return credential.factor !== 'password'
}

/** The account goes on after a recovery by something else than a letter. */
export function isRecovered({ recovery }: Facts): boolean {
  return recovery !== null && recovery.rung !== 'letter'
}

/** Codes on a page must not be worth more than what they stand on: what came back by one kind alone gets none. */
export function mayHaveCodes(facts: Facts): boolean {
  return !isRecovered(facts) || ownLevel(facts) >= FLOOR
}

/** The visit in which the account is being founded: a credential was founded here, or a letter is open and nothing is. */
export function isFoundingVisit(facts: Facts): boolean {
  const credentials = living(facts)
  return credentials.length > 0
    ? credentials.every((credential) => credential.boundInVisit)
    : facts.visit.letter !== null || begunByComputed(facts)
}

/** Founding ended in this visit: begun here, or brought here from a sitting that left its method to this sign-in. */
export function isFoundedHere(facts: Facts): boolean {
  if (!isFounded(facts)) return false
  return isFoundingVisit(facts) || living(facts).some((owned) => isMethod(owned) && isFounding(owned))
}

/** Bound in this visit, while there was no method yet. */
const isFounding = ({ boundInVisit, roots }: Credential): boolean => boundInVisit && roots === null

/** The visit began with the computed password, which shows nothing. */
export function begunByComputed({ proofs }: Facts): boolean {
  return proofs.some(({ factor }) => factor === 'computed')
}

/** An address is evidence only if it was on file before the letter was issued, or verified before this visit. */
export function isEvidence(address: Address, facts: Facts): boolean {
  const letter = facts.visit.letter
  const onFileBefore = letter !== null && address.onFileAt < letter.issuedAt && address.verifiedAt !== null
  return onFileBefore || (address.verifiedAt !== null && !address.verifiedInVisit)
}

/**
 * Whether the letter was issued after an unfinished founding: it sets aside the address that was verified in it, as it
 * does the password, so that whoever lost that mailbox (or never had it) goes on with new paper (invariant 6).
 */
export function isSetAside(address: Address, facts: Facts): boolean {
  const letter = facts.visit.letter
  if (letter === null || letter.mailAddressId !== null || isFounded(facts) || address.verifiedAt === null) return false
  const begunAnew = facts.recovery?.rung === 'letter' ? facts.recovery.grantedAt : letter.issuedAt
  return address.verifiedAt < Math.max(letter.issuedAt, begunAnew)
}

function kindsOf(proof: Proof, facts: Facts, counting: Counting): readonly Kind[] {
  if (proof.factor === 'letter') return letterShows(facts)
  const address = facts.member?.address
  const sameAddress = proof.factor === 'mailCode' && address?.id === proof.credentialId
  if (sameAddress && isEvidence(address, facts)) return rooted('mailCode', address.roots)
  const credential = living(facts).find((owned) => shows(proof, owned))
  if (!credential) return []
  if (!credential.boundInVisit || replacedHere(proof, credential))
    return proof.factor === 'mailCode' ? [] : worth(credential)
  const founds = counting === 'floor' && credential.roots === null && isFoundingVisit(facts)
  return founds ? worth(credential) : []
}

/** Paper, or the mailbox that an invitation went to. */
function letterShows({ visit: { letter } }: Facts): readonly Kind[] {
  if (!letter) return []
  return letter.mailAddressId === null ? KINDS.letter : KINDS.mailCode
}

/** What was bound behind a single kind is worth that kind only: one mailbox stays one mailbox, a year later too. */
function rooted(factor: Factor, roots: readonly Kind[] | null): readonly Kind[] {
  return roots?.length === 1 ? roots : KINDS[factor]
}

import { computedPassword } from '../account/computed-password.ts'
import { maskAddress } from '../account/mail-address-rule.ts'
import { record } from '../audit/events.ts'
import type { Factor, Facts, Proof, Standing } from '../journey/facts.ts'
import { imagineFacts } from '../journey/load-facts.ts'
import { nextStep } from '../journey/next-step.ts'
import { outstanding } from '../journey/outstanding.ts'
import type { Step, StepKind } from '../journey/step.ts'
import type { Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'
import type { Order } from './close-account.ts'
import { accountOf } from './find-member.ts'
import { type MemberDossier, readDossier } from './member-dossier.ts'
import { locksOf, type MemberLock } from './member-locks.ts'

/** How somebody would come in now: by signing in, with the letter, with the computed password, or not at all. */
export type WayIn = 'signIn' | 'letter' | 'computed' | 'none'

type Way = { readonly way: WayIn; readonly letterId: string | null; readonly proofs: readonly Proof[] }

/** Where a member stands, so that staff see why somebody is stuck. No secret, no whole address. */
export type MemberView = MemberDossier & {
  readonly standing: Standing
  readonly locks: readonly MemberLock[]
  /** What the member would meet now, by `nextStep`; null where there is no way in. */
  readonly next: { readonly way: WayIn; readonly step: Step | null; readonly after: readonly StepKind[] }
}

type Place = { readonly society: Society; readonly keyring: Keyring; readonly now: Instant }

/** Looks at a member (STF-18); who looked and why is in the history. */
export function showMember(
  database: Database,
  place: Place,
  order: Order,
): Promise<Result<MemberView, 'noSuchMember'>> {
  const { society, now } = place
  return database.inSociety(society.id, async (tx) => {
    const accountId = await accountOf(tx, society.id, order.member)
    if (!accountId) return err('noSuchMember')
    const dossier = await readDossier(tx, society, accountId, now)
    const locks = await locksOf(tx, { ...place, societyId: society.id }, accountId)
    const { standing, next } = await wayOn(tx, place, accountId, dossier)
    const { actor, by, reason } = order
    await record(tx, society.id, now, [{ name: 'account.shown', actor, accountId, detail: { by, reason } }])
    const mail = dossier.mail && { ...dossier.mail, address: maskAddress(dossier.mail.address) }
    return ok({ ...dossier, mail, standing, locks, next })
  })
}

/** The first way in that leads on; else the first there is, which says why it does not. */
async function wayOn(tx: Tx, { society, now }: Place, accountId: string, dossier: MemberDossier) {
  const ways = waysIn(dossier, now)
  if ((await computedPassword(tx, society, { accountId, kind: 'kept' }, now)) !== null && hasKeptId(dossier))
    ways.push({ way: 'computed', letterId: null, proofs: [{ factor: 'computed', credentialId: null, at: now }] })
  const imagined: { way: WayIn; facts: Facts }[] = []
  for (const { way, ...shown } of ways.length > 0 ? ways : [NO_WAY]) {
    const facts = await imagineFacts(tx, society, { accountId, ...shown }, now)
    if (facts) imagined.push({ way, facts })
  }
  const chosen = imagined.find(({ facts }) => nextStep(facts).kind !== 'refused') ?? imagined[0]
  if (!chosen?.facts.member) throw new Error('a member has facts')
  const { way, facts } = chosen
  const standing = chosen.facts.member.standing
  const step = nextStep(facts)
  // With nothing to sign in with and no letter there is no step that the member could take.
  const leads = way !== 'none' || step.kind === 'refused'
  const after = leads
    ? outstanding(facts)
        .slice(1)
        .map(({ kind }) => kind)
    : []
  return { standing, next: { way, step: leads ? step : null, after } }
}

const NO_WAY: Way = { way: 'none', letterId: null, proofs: [] }

function waysIn(dossier: MemberDossier, now: Instant): Way[] {
  const first = firstFactor(dossier)
  const letter = dossier.letters.find(({ state }) => state === 'living')
  const ways: Way[] = first ? [{ way: 'signIn', letterId: null, proofs: [{ ...first, at: now }] }] : []
  if (!letter) return ways
  const opened: Proof = { factor: 'letter', credentialId: letter.id, at: now }
  return [...ways, { way: 'letter', letterId: letter.id, proofs: [opened] }]
}

const hasKeptId = ({ userIds }: MemberDossier): boolean => userIds.some(({ kind }) => kind === 'kept')

/** What sign-in begins with: a passkey where there is one, else the password. */
function firstFactor({ methods }: MemberDossier): { factor: Factor; credentialId: string | null } | undefined {
  const passkey = methods.find(({ factor }) => factor === 'passkey')
  if (passkey) return { factor: 'passkey', credentialId: passkey.id }
  return methods.some(({ factor }) => factor === 'password') ? { factor: 'password', credentialId: null } : undefined
}

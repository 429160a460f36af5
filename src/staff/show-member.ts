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

/** How somebody would come in now: by signing in, with the letter, or not at all. */
export type WayIn = 'signIn' | 'letter' | 'none'

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
  const letter = dossier.letters.find(({ state }) => state === 'living')
  const first = firstFactor(dossier)
  const ways: { way: WayIn; letterId: string | null; proofs: Proof[] }[] = []
  if (first) ways.push({ way: 'signIn', letterId: null, proofs: [{ ...first, at: now }] })
  if (letter) {
    const proof: Proof = { factor: 'letter', credentialId: letter.id, at: now }
    ways.push({ way: 'letter', letterId: letter.id, proofs: [proof] })
  }
  const imagined: { way: WayIn; facts: Facts }[] = []
  for (const { way, ...shown } of ways.length > 0 ? ways : [{ way: 'none' as const, letterId: null, proofs: [] }]) {
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

/** What sign-in begins with: a passkey where there is one, else the password. */
function firstFactor({ methods }: MemberDossier): { factor: Factor; credentialId: string | null } | undefined {
  const passkey = methods.find(({ factor }) => factor === 'passkey')
  if (passkey) return { factor: 'passkey', credentialId: passkey.id }
  return methods.some(({ factor }) => factor === 'password') ? { factor: 'password', credentialId: null } : undefined
}

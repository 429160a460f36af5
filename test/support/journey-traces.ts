/** What an act leaves in the small world, as the write side has it. */
import type { Facts } from '../../src/journey/facts.ts'
import type { Journey } from './journey-modules.ts'
import { type Bound, factsOf, PLAIN, type Story, type Visit, type World } from './journey-world.ts'

/** What was bound in a visit that is over is bound in no visit that lives: the name may be used again. */
export function forget(world: World, id: string): World {
  const over = <T extends { readonly visit: string | null }>(row: T): T =>
    row.visit === id ? { ...row, visit: null } : row
  const recovery = world.recovery && over(world.recovery)
  return { ...world, recovery, credentials: world.credentials.map(over), address: world.address && over(world.address) }
}

/** Whoever opens the link of an invitation reads the mailbox that it went to. */
export function verifiedByInvitation(world: World): World {
  const { address, now } = world
  if (address?.id !== 'mailbox of member' || address.verifiedAt !== null) return world
  return { ...world, address: { ...address, submittedAt: now, verifiedAt: now, visit: null } }
}

/** Binding stores the roots and spends every letter. */
export function bound(
  world: World,
  facts: Facts,
  visit: Visit,
  factor: 'password' | 'totp' | 'passkey',
  journey: Journey,
): Partial<World> {
  const id = factor === 'password' ? 'password' : `${factor} of ${visit.by}`
  const roots = journey.rootsForBinding(facts)
  const credential: Bound = { id, factor, boundAt: world.now, roots, visit: visit.id, by: visit.by }
  // What a newer letter set aside goes when a method is bound (src/journey/drop-set-aside.ts).
  const living = new Set(journey.living(facts).map((owned) => owned.id))
  const stays = (owned: Bound) => owned.id !== id && (factor === 'password' || living.has(owned.id))
  const credentials = [...world.credentials.filter(stays), credential]
  const usedUp = visit.proofs.some(({ factor: shown }) => shown === 'recoveryCode')
  return { credentials, letters: [], ...(usedUp ? { paperUsable: false } : {}) }
}

/** Mailed codes bind themselves where the mailbox was shown, as src/journey/act.ts has it. */
export function settle(world: World, visit: Visit, story: Story): World {
  const { journey, policy } = story
  const facts = factsOf(world, visit, policy, PLAIN)
  const { address } = world
  if (!address || !journey.bindsItself(facts, journey.nextStep(facts))) return world
  const { id, roots, by } = address
  const credential: Bound = { id, factor: 'mailCode', boundAt: world.now, roots, visit: visit.id, by }
  const living = new Set(journey.living(facts).map((owned) => owned.id))
  const credentials = [...world.credentials.filter((owned) => living.has(owned.id)), credential]
  const chosenMethod = world.chosenMethod ?? 'mailCode'
  return endOthers({ ...world, credentials, chosenMethod, letters: [] }, visit.id, story)
}

/** Invariant 8, as src/journey/act.ts does it. */
export function endOthers(world: World, self: string, { journey, policy }: Story): World {
  const stays = (visit: Visit) => {
    if (visit.id === self) return true
    // As it stood before: a visit that was complete is asked for the new password, not ended.
    const credentials = world.credentials.map((owned) => (owned.id === 'password' ? { ...owned, boundAt: 0 } : owned))
    return journey.nextStep(factsOf({ ...world, credentials }, visit, policy, PLAIN)).kind === 'done'
  }
  return { ...world, visits: world.visits.filter(stays) }
}

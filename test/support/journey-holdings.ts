/** What somebody in the small world holds, and so can show or say. */
import type { Facts, Proof } from '../../src/journey/facts.ts'
import {
  type Actor,
  type Bound,
  type Holding,
  isInvitation,
  type Mailbox,
  type Story,
  type World,
} from './journey-world.ts'

export function holds(story: Story, actor: Actor, holding: Holding): boolean {
  return story.holdings[actor]?.has(holding) ?? false
}

export function canProve(story: Story, actor: Actor, credential: Pick<Bound, 'factor' | 'by'>): boolean {
  if (credential.by === actor)
    return credential.factor !== 'mailCode' || actor === 'other' || holds(story, actor, 'mailbox')
  if (credential.by !== 'member') return false
  if (credential.factor === 'mailCode') return holds(story, actor, 'mailbox')
  return holds(story, actor, credential.factor === 'password' ? 'password' : 'device')
}

export function readsMail(story: Story, actor: Actor, { address }: World): boolean {
  return address !== null && canProve(story, actor, { factor: 'mailCode', by: address.by })
}

export function canOpen(story: Story, actor: Actor, letter: string): boolean {
  if (!isInvitation(letter)) return holds(story, actor, 'letter')
  return canProve(story, actor, { factor: 'mailCode', by: 'member' })
}

/**
 * Where the story has recoveries, they are tried by whoever is not the member, if the account was begun before: what they
 * reach is what the table says, and the model stays small.
 */
export const triesRecovery = (actor: Actor, world: World, { recoveries }: Story): boolean =>
  recoveries === true && actor === 'other' && world.paperUsable !== undefined

/** One's own address, as if typed now. */
export function typed({ now }: World, by: Actor, visit: string): Mailbox {
  return {
    id: `mailbox of ${by}`,
    by,
    onFileAt: now,
    fromFile: false,
    submittedAt: now,
    verifiedAt: null,
    visit,
    roots: null,
  }
}

/** What somebody may say is right: the address on file, unless the member sees that it is a stranger's, or the own one. */
export function sayable(world: World, by: Actor, visit: string): Mailbox[] {
  const { address, now } = world
  const own = typed(world, by, visit)
  if (!address || (by === 'member' && address.by === 'other')) return [own]
  const said = { ...address, submittedAt: now, visit: address.verifiedAt === null ? visit : address.visit }
  return address.id === own.id ? [said] : [said, own]
}

export function provable(world: World, facts: Facts, by: Actor, story: Story): Omit<Proof, 'at'>[] {
  const owned = world.credentials
    .filter((credential) => canProve(story, by, credential))
    .map(({ factor, id }) => ({ factor, credentialId: factor === 'password' ? null : id }))
  const mail =
    facts.member?.address?.verifiedAt && readsMail(story, by, world)
      ? [{ factor: 'mailCode' as const, credentialId: facts.member.address.id }]
      : []
  const paper =
    triesRecovery(by, world, story) && world.paperUsable && holds(story, by, 'letter')
      ? [{ factor: 'recoveryCode' as const, credentialId: 'paper' }]
      : []
  const password = world.credentials.find(({ id }) => id === 'password')
  const current = facts.proofs.filter(({ factor, at }) => factor !== 'password' || at >= (password?.boundAt ?? 0))
  const known = new Set(current.map(({ factor, credentialId }) => `${factor} ${credentialId}`))
  return [...owned, ...mail, ...paper].filter(({ factor, credentialId }) => !known.has(`${factor} ${credentialId}`))
}

/** What can be done in the small world, and what it leaves there. */
import type { Factor, Facts, Proof } from '../../src/journey/facts.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import type { Journey } from './journey-modules.ts'
import {
  type Actor,
  type Bound,
  factsOf,
  type Holding,
  isInvitation,
  type Mailbox,
  PLAIN,
  START,
  type Story,
  type Visit,
  type World,
} from './journey-world.ts'

type Move = { readonly label: string; readonly world: World }

/** Every act that anybody of the story can do now. */
export function moves(world: World, story: Story): Move[] {
  const actors = Object.keys(story.holdings) as Actor[]
  const within = world.visits.flatMap((visit) => [
    { label: `${visit.by} leaves`, world: { ...world, visits: world.visits.filter(({ id }) => id !== visit.id) } },
    ...step(world, visit, story),
  ])
  return [
    ...actors.flatMap((actor) => [...entrances(world, actor, story), ...links(world, actor, story)]),
    ...within,
    ...society(world, story),
  ]
}

function holds(story: Story, actor: Actor, holding: Holding): boolean {
  return story.holdings[actor]?.has(holding) ?? false
}

function canProve(story: Story, actor: Actor, credential: Pick<Bound, 'factor' | 'by'>): boolean {
  if (credential.by === actor)
    return credential.factor !== 'mailCode' || actor === 'other' || holds(story, actor, 'mailbox')
  if (credential.by !== 'member') return false
  if (credential.factor === 'mailCode') return holds(story, actor, 'mailbox')
  return holds(story, actor, credential.factor === 'password' ? 'password' : 'device')
}

function readsMail(story: Story, actor: Actor, { address }: World): boolean {
  return address !== null && canProve(story, actor, { factor: 'mailCode', by: address.by })
}

function entrances(world: World, actor: Actor, story: Story): Move[] {
  if (world.visits.filter(({ by }) => by === actor).length >= (story.browsers ?? 2)) return []
  const free = ['1', '2', '3', '4'].find((id) => !world.visits.some((visit) => visit.id === id)) as string
  const begin = (label: string, letter: string | null, proof: Omit<Proof, 'at'>): Move => {
    // Later than whatever was said or bound in another visit.
    const now = world.now + 1
    const proofs = [{ ...proof, at: now }]
    const visit = { id: free, by: actor, startedAt: now, letter, birthDateAt: letter ? now : null, proofs }
    return { label: `${actor} ${label}`, world: { ...forget(world, free), now, visits: [...world.visits, visit] } }
  }
  const keys = world.credentials
    .filter((owned) => ['password', 'passkey'].includes(owned.factor) && canProve(story, actor, owned))
    .map(({ factor, id }) =>
      begin(`signs in with ${factor}`, null, { factor, credentialId: factor === 'password' ? null : id }),
    )
  const opened = world.letters
    .filter(({ id, heldBy }) => heldBy.includes(actor) && canOpen(story, actor, id) && holds(story, actor, 'birthDate'))
    .map(({ id }) => {
      const move = begin('opens a letter', id, { factor: 'letter', credentialId: id })
      return isInvitation(id) ? { ...move, world: verifiedByInvitation(move.world) } : move
    })
  const opensByNumber = world.keptId && world.credentials.length === 0 && holds(story, actor, 'birthDate')
  const computed = opensByNumber && story.policy.initial.includes('computed')
  const known = { factor: 'computed' as const, credentialId: null }
  const typedNumbers = computed ? [begin('types the computed password', null, known)] : []
  return [...keys, ...opened, ...typedNumbers, ...resetLinks(world, actor, story, begin)]
}

function canOpen(story: Story, actor: Actor, letter: string): boolean {
  if (!isInvitation(letter)) return holds(story, actor, 'letter')
  return canProve(story, actor, { factor: 'mailCode', by: 'member' })
}

/** Whoever opens the link of an invitation reads the mailbox that it went to. */
function verifiedByInvitation(world: World): World {
  const { address, now } = world
  if (address?.id !== 'mailbox of member' || address.verifiedAt !== null) return world
  return { ...world, address: { ...address, submittedAt: now, verifiedAt: now, visit: null } }
}

/**
 * Where the story has recoveries, they are tried by whoever is not the member, if the account was begun before: what they
 * reach is what the table says, and the model stays small.
 */
const triesRecovery = (actor: Actor, world: World, { recoveries }: Story): boolean =>
  recoveries === true && actor === 'other' && world.paperUsable !== undefined

/** The mailed link for a forgotten password: it shows the mailbox in a visit of its own. */
function resetLinks(
  world: World,
  actor: Actor,
  story: Story,
  begin: (label: string, letter: null, proof: Omit<Proof, 'at'>) => Move,
): Move[] {
  if (!triesRecovery(actor, world, story) || !world.address?.verifiedAt || !readsMail(story, actor, world)) return []
  const move = begin('redeems the reset link', null, { factor: 'mailCode', credentialId: world.address.id })
  const visits = move.world.visits.map((visit, at, all) =>
    at === all.length - 1 ? { ...visit, lost: ['password' as const] } : visit,
  )
  return [{ ...move, world: { ...move.world, visits } }]
}

/** What was bound in a visit that is over is bound in no visit that lives: the name may be used again. */
function forget(world: World, id: string): World {
  const over = <T extends { readonly visit: string | null }>(row: T): T =>
    row.visit === id ? { ...row, visit: null } : row
  const recovery = world.recovery && over(world.recovery)
  return { ...world, recovery, credentials: world.credentials.map(over), address: world.address && over(world.address) }
}

/** The link of a confirmation mail, opened anywhere: it verifies for the visit that asked, and proves nothing. */
function links(world: World, actor: Actor, story: Story): Move[] {
  const { address } = world
  if (!address?.submittedAt || address.verifiedAt || !readsMail(story, actor, world)) return []
  return [{ label: `${actor} uses the link`, world: { ...world, address: { ...address, verifiedAt: world.now } } }]
}

function society(world: World, story: Story): Move[] {
  const waiting = story.waits && world.now < START + days(15) * story.waits
  const later = waiting ? [{ label: '15 days pass', world: { ...world, now: world.now + days(15), visits: [] } }] : []
  if (world.lettersLeft === 0 || world.credentials.some(({ factor }) => factor !== 'password')) return later
  const issuedAt = world.now + minutes(1)
  const letter = { id: `new@${issuedAt}`, issuedAt, heldBy: ['member' as const] }
  const posted = {
    ...world,
    now: issuedAt + minutes(1),
    // A letter overrides the computed password.
    keptId: false,
    heldSince: null,
    lettersLeft: world.lettersLeft - 1,
    letters: [...world.letters, letter],
  }
  return [...later, { label: 'the society sends a letter', world: posted }]
}

function step(world: World, visit: Visit, story: Story): Move[] {
  const { journey, policy } = story
  const facts = factsOf(world, visit, policy, PLAIN)
  const asked = journey.nextStep(facts)
  const { by, id } = visit
  const computed = facts.proofs.some(({ factor }) => factor === 'computed')
  const done = (label: string, change: Partial<World>, proof?: Omit<Proof, 'at'>, birthDate = false): Move => {
    const proofs = proof ? [...visit.proofs, { ...proof, at: world.now }] : visit.proofs
    const mine = { ...visit, proofs, birthDateAt: birthDate ? world.now : visit.birthDateAt }
    const visits = world.visits.map((one) => (one.id === id ? mine : one))
    return { label: `${by} ${label}`, world: settle({ ...world, ...change, visits }, mine, story) }
  }
  const binds = (move: Move): Move => ({ ...move, world: endOthers(move.world, id, story) })
  switch (asked.kind) {
    case 'matchBirthDate':
      return holds(story, by, 'birthDate') ? [done('gives the birth date', {}, undefined, true)] : []
    case 'prove':
      return provable(world, facts, by, story)
        .filter(({ factor }) => asked.options.includes(factor))
        .map((proof) => done(`proves ${proof.factor}`, {}, proof))

        .concat(triesRecovery(by, world, story) ? losses(world, visit, asked.options) : [])
    case 'recover': {
      const setsAside = Object.fromEntries(asked.replaces.map((factor) => [factor, world.now]))
      const recovery = {
        rung: asked.rung,
        grantedAt: world.now,
        visit: id,
        setsAside: { ...world.recovery?.setsAside, ...setsAside },
      }
      const credentials = world.credentials.filter(({ factor }) => !asked.replaces.includes(factor))
      return [binds(done(`recovers by ${asked.rung}`, { recovery, credentials }))]
    }
    case 'restore': {
      const member = facts.member && journey.afterRestore(facts, facts.member, asked.by)
      const stays = new Set(member?.credentials.map((owned) => owned.id))
      const credentials = world.credentials.filter((owned) => stays.has(owned.id))
      const address = member?.address ? world.address : null
      return [binds(done('lifts the freeze', { standing: 'eligible', freeze: null, credentials, address }))]
    }
    case 'acceptTerms':
      return [done('accepts the terms', { acceptedTerms: asked.version })]
    case 'confirmMail':
      return [
        ...sayable(world, by, id)
          .filter(({ fromFile }) => !computed || policy.computed.mail === 'any' || fromFile)
          .map((address) => {
            const heldSince = computed && !address.fromFile ? world.now : null
            return binds(done(`says ${address.id} is right`, { address, ...(computed ? { heldSince } : {}) }))
          }),
        ...(policy.mail === 'optional'
          ? [binds(done('gives no address', { declinedMailAt: world.now, address: null }))]
          : []),
      ]
    case 'verifyMail': {
      const other = typed(world, by, id)
      const held = computed ? { heldSince: world.now } : {}
      const instead =
        (!computed || policy.computed.mail === 'any') &&
        binds(done(`says ${other.id} is right`, { address: other, ...held }))
      const code = readsMail(story, by, world) && world.address && binds(verify(done, world, world.address, id))
      const resent = world.address && { ...world.address, visit: id }
      const again = world.address?.visit !== id && done('has the mail sent again', { address: resent })
      return [world.address?.id !== other.id && instead, code, again].filter((move) => !!move)
    }
    case 'chooseMethod':
      return asked.methods.map((method) => {
        const change = { chosenMethod: method, hasLastingId: world.hasLastingId || asked.userId !== 'none' }
        return binds(done(`chooses ${method}`, change))
      })
    case 'setPassword':
      return [
        binds(
          done('sets a password', bound(world, facts, visit, 'password', journey), {
            factor: 'password',
            credentialId: null,
          }),
        ),
      ]
    case 'enrol': {
      const instead = journey
        .offeredTo(facts)
        .filter((method) => method !== asked.method)
        .map((method) => binds(done(`chooses ${method} instead`, { chosenMethod: method })))
      if (asked.method === 'mailCode') {
        const code = provable(world, facts, by, story).filter(({ factor }) => factor === 'mailCode')
        return [...code.map((proof) => done('types the code', {}, proof)), ...instead]
      }
      const proof = { factor: asked.method, credentialId: `${asked.method} of ${by}` }
      const change = {
        ...bound(world, facts, visit, asked.method, journey),
        chosenMethod: world.chosenMethod ?? asked.method,
        unnamedPasskey: world.unnamedPasskey || (asked.method === 'passkey' && policy.passkeyName === 'asked'),
      }
      return [binds(done(`enrols ${asked.method}`, change, proof)), ...instead]
    }
    case 'namePasskey':
      return [done('names the passkey', { unnamedPasskey: false })]
    case 'keepRecoveryPaper':
      return [done('keeps the paper', { paperKeptAt: world.now })]
    default:
      return []
  }
}

function losses(world: World, visit: Visit, options: readonly Factor[]): Move[] {
  return options
    .filter((factor) => factor !== 'recoveryCode' && factor !== 'password')
    .map((factor) => {
      const mine = { ...visit, lost: [...(visit.lost ?? []), factor] }
      const visits = world.visits.map((one) => (one.id === visit.id ? mine : one))
      return { label: `${visit.by} says ${factor} is lost`, world: { ...world, visits } }
    })
}

type Done = (label: string, change: Partial<World>, proof?: Omit<Proof, 'at'>) => Move

function verify(done: Done, world: World, address: Mailbox, visit: string): Move {
  const verified = { ...address, submittedAt: world.now, verifiedAt: world.now, visit }
  return done(
    `types the code sent to ${address.id}`,
    { address: verified },
    { factor: 'mailCode', credentialId: address.id },
  )
}

/** One's own address, as if typed now. */
function typed({ now }: World, by: Actor, visit: string): Mailbox {
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
function sayable(world: World, by: Actor, visit: string): Mailbox[] {
  const { address, now } = world
  const own = typed(world, by, visit)
  if (!address || (by === 'member' && address.by === 'other')) return [own]
  const said = { ...address, submittedAt: now, visit: address.verifiedAt === null ? visit : address.visit }
  return address.id === own.id ? [said] : [said, own]
}

function provable(world: World, facts: Facts, by: Actor, story: Story): Omit<Proof, 'at'>[] {
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

/** Binding stores the roots and spends every letter. */
function bound(
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
function settle(world: World, visit: Visit, story: Story): World {
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
function endOthers(world: World, self: string, { journey, policy }: Story): World {
  const stays = (visit: Visit) => {
    if (visit.id === self) return true
    // As it stood before: a visit that was complete is asked for the new password, not ended.
    const credentials = world.credentials.map((owned) => (owned.id === 'password' ? { ...owned, boundAt: 0 } : owned))
    return journey.nextStep(factsOf({ ...world, credentials }, visit, policy, PLAIN)).kind === 'done'
  }
  return { ...world, visits: world.visits.filter(stays) }
}

/** What can be done in the small world. */
import type { Factor, Proof } from '../../src/journey/facts.ts'
import { days, minutes } from '../../src/kernel/clock.ts'
import { canOpen, canProve, holds, provable, readsMail, sayable, triesRecovery, typed } from './journey-holdings.ts'
import { bound, endOthers, forget, settle, verifiedByInvitation } from './journey-traces.ts'
import {
  type Actor,
  factsOf,
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

/**
 * A small world in which one account is attacked or used: what is stored, who knows what, which acts are possible.
 * It stores what the tables store; every decision is taken by the modules of src/journey that it is given.
 */
import type {
  Address,
  Credential,
  Demand,
  Factor,
  Facts,
  Freeze,
  JourneyPolicy,
  Method,
  Proof,
  Recovery,
} from '../../src/journey/facts.ts'
import type { Journey } from './journey-modules.ts'

/** The owner of the account, or somebody else. Whoever binds a credential can prove it. */
export type Actor = 'member' | 'other'
/** Whose a stored thing is; `nobody` for what its owner has lost. */
type Owner = Actor | 'nobody'
export type Holding = 'letter' | 'birthDate' | 'mailbox' | 'password' | 'device'

export type Bound = Omit<Credential, 'boundInVisit'> & { readonly visit: string | null; readonly by: Owner }
export type Mailbox = Omit<Address, 'verifiedInVisit'> & { readonly visit: string | null; readonly by: Owner }
export type Visit = {
  readonly id: string
  readonly by: Actor
  readonly startedAt: number
  readonly letter: string | null
  readonly birthDateAt: number | null
  readonly proofs: readonly Proof[]
  /** What is said to be lost; null where the visit is no recovery. */
  readonly lost?: readonly Factor[] | null
}
type Letter = { readonly id: string; readonly issuedAt: number; readonly heldBy: readonly Actor[] }

export type World = {
  readonly now: number
  readonly standing: 'eligible' | 'frozen'
  readonly freeze?: Freeze | null
  readonly credentials: readonly Bound[]
  readonly address: Mailbox | null
  readonly declinedMailAt: number | null
  /** A user ID of a former system, which opens with the computed password while no letter was sent. */
  readonly keptId: boolean
  readonly heldSince: number | null
  readonly hasLastingId: boolean
  readonly chosenMethod: Method | null
  readonly acceptedTerms: number
  readonly paperKeptAt: number | null
  readonly unnamedPasskey: boolean
  /** Letters that still open. */
  readonly letters: readonly Letter[]
  readonly lettersLeft: number
  readonly visits: readonly Visit[]
  /** The recovery number of the letter with which the account was founded still opens. */
  readonly paperUsable?: boolean
  readonly recovery?: (Omit<Recovery, 'grantedInVisit'> & { readonly visit: string | null }) | null | undefined
}

/** Who takes part, and what they hold when the story begins. */
export type Story = {
  readonly policy: JourneyPolicy
  readonly holdings: Partial<Record<Actor, ReadonlySet<Holding>>>
  readonly journey: Journey
  /** How long the acts may wait: half-signed-in visits die, passwords and letters age. */
  readonly waits?: number
  /** How many visits one person may have at the same time; two are enough to be in each other's way. */
  readonly browsers?: number
  /** Whether somebody tries to recover. */
  readonly recoveries?: boolean
}

export function factsOf(world: World, visit: Visit, policy: JourneyPolicy, demand: Demand): Facts {
  const letter = visit.letter === null ? null : openedLetter(visit.letter)
  const { address } = world
  return {
    now: world.now,
    policy,
    terms: 1,
    member: {
      standing: world.standing,
      freeze: world.freeze ?? null,
      credentials: world.credentials.map(({ id, factor, boundAt, roots, visit: boundVisit }) => {
        return { id, factor, boundAt, roots, boundInVisit: boundVisit === visit.id }
      }),
      address: address && {
        id: address.id,
        onFileAt: address.onFileAt,
        fromFile: address.fromFile,
        submittedAt: address.submittedAt,
        verifiedAt: address.verifiedAt,
        verifiedInVisit: address.visit === visit.id,
        roots: address.roots,
      },
      declinedMailAt: world.declinedMailAt,
      heldSince: world.heldSince,
      hasLastingId: world.hasLastingId,
      chosenMethod: world.chosenMethod,
      acceptedTerms: world.acceptedTerms,
      letterSent: !world.keptId,
      recoveryPaper: { issued: !world.keptId, keptAt: world.paperKeptAt, usable: world.paperUsable ?? false },
      unnamedPasskey: world.unnamedPasskey,
    },
    proofs: visit.proofs,
    visit: {
      startedAt: visit.startedAt,
      knownBrowser: false,
      birthDateMatchedAt: visit.birthDateAt,
      letter,
      recovering: visit.lost ? { lost: visit.lost } : null,
    },
    recovery: world.recovery ? { ...world.recovery, grantedInVisit: world.recovery.visit === visit.id } : null,
    demand,
  }
}

/** An invitation went to the member's mailbox. */
export const isInvitation = (letter: string): boolean => letter.startsWith('invitation')

function openedLetter(id: string): NonNullable<Facts['visit']['letter']> {
  const mailAddressId = isInvitation(id) ? 'mailbox of member' : null
  return { id, issuedAt: Number(id.split('@')[1]), mailAddressId }
}

export const START = Date.parse('2026-08-01T03:00:00Z')
export const PLAIN: Demand = { level: 2, maxAge: null, consent: 'none' }

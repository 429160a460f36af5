/** Walks through every world that acts can lead to, and says how somebody got there. */
import type { Address, Credential, Demand, Method } from '../../src/journey/facts.ts'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { moves } from './journey-moves.ts'
import { type Actor, factsOf, type Holding, PLAIN, START, type Story, type World } from './journey-world.ts'

export type Found = { readonly world: World; readonly path: () => string[]; readonly next: readonly string[] }

/** More worlds than this mean that the model is not finite. */
const MOST_WORLDS = 60_000

/** Every world that can be reached, the nearest first; the model is small enough to be walked to its end. */
export function explore(start: World, story: Story): Map<string, Found> {
  const found = new Map<string, Found & { next: string[] }>()
  const queue: string[] = []
  const visit = (world: World, path: () => string[]): string => {
    const key = nameOf(world)
    if (!found.has(key)) {
      found.set(key, { world, path, next: [] })
      queue.push(key)
    }
    return key
  }
  visit(start, () => [])
  for (const key of queue) {
    if (queue.length > MOST_WORLDS) throw new Error('the model does not end')
    const here = found.get(key) as Found & { next: string[] }
    for (const { label, world } of moves(here.world, story)) {
      here.next.push(visit(world, () => [...here.path(), label]))
    }
  }
  return found
}

/**
 * Two worlds are one if they differ only in the names of visits, or in instants whose order is the same: those are only
 * compared with the day of a letter, the begin of a visit, and the fortnight that a password may wait.
 */
function nameOf(world: World): string {
  const { address, visits, letters, now } = world
  const printed = (letter: string) => Number(letter.split('@')[1])
  const issued = [
    ...letters.map(({ issuedAt }) => issuedAt),
    ...visits.flatMap(({ letter }) => (letter ? [printed(letter)] : [])),
  ]
  const days15 = Math.floor((now - START) / days(15))
  const order = [...new Set(issued)].sort()
  const since = (at: number | null) =>
    at && `${order.filter((one) => one <= at).length}${now - at > days(14) ? ' old' : ''}`
  const shapes = visits.map(({ id, by, letter, startedAt, birthDateAt, proofs, lost }) => {
    const bound = [...world.credentials, address].map((row) => row?.visit === id)
    const saidHere = (address?.submittedAt ?? 0) >= startedAt
    const since = world.credentials.find((row) => row.id === 'password')?.boundAt ?? 0
    const shown = proofs
      .map(
        ({ factor, credentialId, at }) =>
          `${factor} ${factor === 'password' && at < since ? 'replaced' : credentialId}`,
      )
      .sort()
    const declinedHere = (world.declinedMailAt ?? 0) >= startedAt
    return [
      by,
      letter && order.indexOf(printed(letter)),
      birthDateAt === null,
      shown,
      bound,
      saidHere,
      declinedHere,
      [...(lost ?? ['-'])].sort(),
      world.recovery?.visit === id,
    ].join()
  })
  const rest = {
    ...world,
    now: days15,
    visits: shapes.sort(),
    letters: letters.map(({ issuedAt, heldBy }) => [order.indexOf(issuedAt), ...heldBy]),
    credentials: world.credentials.map(({ id, by, roots, boundAt }) => [id, by, roots, since(boundAt)]),
    address: address && [
      address.id,
      address.by,
      address.submittedAt !== null,
      address.fromFile,
      since(address.onFileAt),
      since(address.verifiedAt),
    ],
    paperKeptAt: world.paperKeptAt !== null,
    declinedMailAt: world.declinedMailAt !== null,
    heldSince: since(world.heldSince),
    recovery: world.recovery && [
      world.recovery.rung,
      Object.keys(world.recovery.setsAside).sort(),
      since(world.recovery.grantedAt),
    ],
  }
  return JSON.stringify(rest)
}

/** How far somebody came in a visit. */
export const REACHES = ['nothing', 'asked for more', 'in the sitting', 'services locked', 'portal', 'changes'] as const
export type Reach = (typeof REACHES)[number]

/** Two kinds, fresh: what changes ask for, but of whoever came back by one kind (decision 0018). */
const SENSITIVE: Demand = { level: 2, maxAge: minutes(5), consent: 'none' }

/** The furthest that `actor` stands in one of the visits of this world. */
export function reachOf(world: World, actor: Actor, story: Story): Reach {
  const reaches = world.visits
    .filter(({ by }) => by === actor)
    .map((visit): Reach => {
      const step = story.journey.nextStep(factsOf(world, visit, story.policy, PLAIN))
      if (step.kind === 'signIn') return 'nothing'
      if (['refused', 'prove', 'matchBirthDate', 'recover', 'restore'].includes(step.kind)) return 'asked for more'
      const shown = visit.proofs.some(({ factor }) => factor !== 'computed')
      if (!shown && ['confirmMail', 'verifyMail'].includes(step.kind)) return 'asked for more'
      if (step.kind !== 'done') return 'in the sitting'
      if (step.portal === 'servicesLocked') return 'services locked'
      const again = story.journey.nextStep(factsOf(world, visit, story.policy, SENSITIVE))
      return again.kind === 'done' ? 'changes' : 'portal'
    })
  return REACHES[Math.max(0, ...reaches.map((reach) => REACHES.indexOf(reach)))] as Reach
}

const LETTER_AT = START - days(3)

const nobody: World = {
  now: START,
  standing: 'eligible',
  credentials: [],
  address: null,
  declinedMailAt: null,
  keptId: false,
  heldSince: null,
  hasLastingId: false,
  chosenMethod: null,
  acceptedTerms: 0,
  paperKeptAt: null,
  unnamedPasskey: false,
  letters: [{ id: `letter@${LETTER_AT}`, issuedAt: LETTER_AT, heldBy: ['member', 'other'] }],
  lettersLeft: 0,
  visits: [],
}

const mailbox = (change: Partial<Address> & { by?: Actor } = {}): World['address'] => ({
  id: `mailbox of ${change.by ?? 'member'}`,
  by: 'member',
  onFileAt: START - days(30),
  fromFile: true,
  submittedAt: null,
  verifiedAt: null,
  visit: null,
  roots: null,
  ...change,
})
const verified = (ago: number) => mailbox({ submittedAt: START - ago, verifiedAt: START - ago })

const owned = (factor: Credential['factor'], ago: number): World['credentials'][number] => ({
  id: factor === 'password' ? 'password' : `${factor === 'mailCode' ? 'mailbox' : factor} of member`,
  factor,
  boundAt: START - ago,
  roots: null,
  visit: null,
  by: 'member',
})

const founded = (method: Method, ...factors: Credential['factor'][]): World => ({
  ...nobody,
  acceptedTerms: 1,
  hasLastingId: true,
  paperKeptAt: START - days(2),
  paperUsable: true,
  chosenMethod: method,
  address: verified(days(2)),
  credentials: factors.map((factor) => owned(factor, days(2))),
  // A letter that the society sent to somebody who is active already.
  letters: [{ id: `letter@${START - days(1)}`, issuedAt: START - days(1), heldBy: ['member', 'other'] }],
})

const waiting = (ago: number): World => ({
  ...founded('totp', 'password'),
  credentials: [owned('password', ago)],
  address: verified(ago),
  letters: [],
})

/** What the account can be like when somebody comes to it. */
export const beginnings = {
  'letter sent, no address': nobody,
  'letter sent, address on file': { ...nobody, address: mailbox() },
  'address verified, then interrupted': {
    ...nobody,
    acceptedTerms: 1,
    address: verified(days(1)),
    paperUsable: false,
  },
  'password set, method waiting': waiting(days(2)),
  'password set 20 days ago, method waiting': waiting(days(20)),
  'password set, address not verified': { ...waiting(days(2)), address: mailbox({ submittedAt: START - days(2) }) },
  'active: password and app': founded('totp', 'password', 'totp'),
  'active: password and mail code': founded('mailCode', 'password', 'mailCode'),
  'active: passkey': founded('passkey', 'passkey'),
  'invitation sent': {
    ...nobody,
    address: mailbox(),
    letters: [{ id: `invitation@${LETTER_AT}`, issuedAt: LETTER_AT, heldBy: ['member', 'other'] }],
  },
  'kept ID, computed password': { ...nobody, letters: [], keptId: true, address: mailbox() },
  'the same where any address is taken': { ...nobody, letters: [], keptId: true },
  'stopped: password and app': {
    ...founded('totp', 'password', 'totp'),
    standing: 'frozen',
    freeze: { at: START - hours(1), doubtedSince: START - hours(2) },
  },
} as const satisfies Record<string, World>

/** What a society must have chosen for an account to be found like that. */
export function chosenFor(beginning: string): Partial<Story['policy']> {
  if (beginning === 'invitation sent') return { initial: ['invitationMail', 'letter'] }
  const computed = { until: null, holdHours: 72, numberDigits: 0 }
  if (beginning.startsWith('kept ID'))
    return { initial: ['computed', 'letter'], computed: { ...computed, mail: 'onFile' } }
  if (beginning.startsWith('the same'))
    return { initial: ['computed', 'letter'], computed: { ...computed, mail: 'any' } }
  return {}
}

export const holding = (...all: Holding[]): ReadonlySet<Holding> => new Set(all)
export const EVERYTHING = holding('letter', 'birthDate', 'mailbox', 'password', 'device')

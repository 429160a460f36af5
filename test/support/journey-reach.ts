/** What somebody reaches from one thing alone: the table of invariant 3, computed by walking through every world. */
import {
  beginnings,
  chosenFor,
  EVERYTHING,
  explore,
  holding,
  REACHES,
  type Reach,
  reachOf,
} from './journey-explorer.ts'
import type { Journey } from './journey-modules.ts'
import { societies } from './journey-policies.ts'
import type { Holding, Story, World } from './journey-world.ts'

export type Beginning = keyof typeof beginnings

/** The rows of the table in docs/threat-model.md. */
export const holdings = {
  'one mailbox': holding('mailbox'),
  'one letter': holding('letter'),
  '記号・番号 + birth date': holding('birthDate'),
  'one password': holding('password'),
  'one unlocked device': holding('device'),
  'letter + birth date': holding('letter', 'birthDate'),
  'mailbox + birth date': holding('mailbox', 'birthDate'),
  'password + mailbox': holding('password', 'mailbox'),
  'password + device': holding('password', 'device'),
  'letter + birth date + mailbox': holding('letter', 'birthDate', 'mailbox'),
} as const satisfies Record<string, ReadonlySet<Holding>>
export type Row = keyof typeof holdings
const single: readonly Row[] = ['one mailbox', 'one letter', '記号・番号 + birth date', 'one password']

/** What may be reached, at most, under any policy: what is not listed here reaches at most a page that asks for more. */
const FOUNDS: Partial<Record<Row, readonly Beginning[]>> = {
  // A passkey with user verification is two kinds in one hand: device and its screen lock.
  'one unlocked device': ['active: passkey'],
  // The letter founds an account that nobody has begun to found; that is what it is for.
  'letter + birth date': [
    'letter sent, no address',
    'letter sent, address on file',
    'the same where any address is taken',
  ],
  // An invitation founds an account as a letter does; the computed password is worth nothing beside the mailbox.
  'mailbox + birth date': ['invitation sent', 'kept ID, computed password', 'the same where any address is taken'],
  // Where a society insists: after the hold, unless staff looked.
  '記号・番号 + birth date': ['the same where any address is taken'],
  'password + mailbox': [
    'password set, method waiting',
    'password set, address not verified',
    'active: password and mail code',
    // A lost phone is replaced by two other kinds.
    'active: password and app',
  ],
  'password + device': ['active: password and app', 'active: passkey', 'stopped: password and app'],
  'letter + birth date + mailbox': [
    'letter sent, no address',
    'letter sent, address on file',
    'address verified, then interrupted',
    'invitation sent',
    'kept ID, computed password',
    'the same where any address is taken',
    // The number on the letter's lower half and the mailbox are two kinds.
    'password set, method waiting',
    'password set 20 days ago, method waiting',
    'password set, address not verified',
    'active: password and app',
    'active: password and mail code',
    'active: passkey',
  ],
}

/** Societies in which ways back are tried too: one of each combination of methods. */
const WITH_RECOVERIES: readonly string[] = ['genkan, app only', 'minato']

/** The furthest that the holder of `row` comes from `beginning`, over all societies, and a way there. */
export function furthest(journey: Journey, row: Row, beginning: Beginning): { reach: Reach; how: string } {
  let best = { reach: 'nothing' as Reach, how: '' }
  for (const [name, society] of Object.entries(societies)) {
    const policy = { ...society, ...chosenFor(beginning) }
    const story: Story = { policy, holdings: { other: holdings[row] }, journey, waits: 1 }
    // Visits side by side, and ways back in one visit after the other.
    const begun: World = beginnings[beginning]
    const tries = WITH_RECOVERIES.includes(name) && begun.paperUsable !== undefined
    for (const told of tries ? [story, { ...story, recoveries: true, browsers: 1 }] : [story])
      for (const { world, path } of explore(beginnings[beginning], told).values()) {
        const reach = reachOf(world, 'other', told)
        if (REACHES.indexOf(reach) > REACHES.indexOf(best.reach)) best = { reach, how: `${name}: ${path().join(', ')}` }
      }
  }
  return best
}

export function onlyWhatTheTableSays(journey: Journey): string | undefined {
  for (const row of Object.keys(holdings) as Row[]) {
    for (const beginning of Object.keys(beginnings) as Beginning[]) {
      const { reach, how } = furthest(journey, row, beginning)
      const may = FOUNDS[row]?.includes(beginning) ? 'changes' : 'asked for more'
      if (REACHES.indexOf(reach) > REACHES.indexOf(may)) return `${row}, ${beginning}: ${reach} (${how})`
    }
  }
  return undefined
}

/** `direct` lets one mailbox in where an app stands beside the password, and is worth one kind for good (REC-11). */
export function directIsWorthOneKind(journey: Journey): string | undefined {
  const policy = { ...societies['sakura, app only'], recovery: ['direct' as const, 'letter' as const] }
  for (const row of single) {
    for (const beginning of Object.keys(beginnings) as Beginning[]) {
      const story: Story = {
        policy,
        holdings: { other: holdings[row] },
        journey,
        waits: 1,
        recoveries: true,
        browsers: 1,
      }
      for (const { world, path } of explore(beginnings[beginning], story).values()) {
        const opens = row === 'one mailbox' && beginning === 'active: password and app'
        const reach = reachOf(world, 'other', story)
        if (REACHES.indexOf(reach) > REACHES.indexOf(opens ? 'portal' : 'asked for more'))
          return `${row}, ${beginning}: ${reach} after ${path().join(', ')}`
      }
    }
  }
  return undefined
}

/** The same while the member is at it: whoever holds one thing gains nothing from the other's sitting. */
export function strangersBesideTheMember(journey: Journey): string | undefined {
  for (const [name, policy] of Object.entries(societies)) {
    for (const row of single) {
      for (const beginning of Object.keys(beginnings) as Beginning[]) {
        if (FOUNDS[row]?.includes(beginning)) continue
        const chosen = { ...policy, ...chosenFor(beginning) }
        const story: Story = { policy: chosen, holdings: { member: EVERYTHING, other: holdings[row] }, journey }
        for (const { world, path } of explore(beginnings[beginning], story).values()) {
          const reach = reachOf(world, 'other', story)
          const gained = REACHES.indexOf(reach) > REACHES.indexOf('asked for more') || isMixed(world)
          if (gained) return `${row}, ${beginning} (${name}): ${reach} after ${path().join(', ')}`
        }
      }
    }
  }
  return undefined
}

/** Something of a stranger hangs on the account. */
const isMixed = ({ credentials, address }: World): boolean =>
  credentials.some(({ by }) => by === 'other') || address?.by === 'other'

/** Whoever copied an older letter leaves nothing on an account that its owner founds with a newer one. */
export function newPaperSetsAside(journey: Journey): string | undefined {
  for (const [name, policy] of Object.entries(societies)) {
    const held = { member: EVERYTHING, other: holdings['letter + birth date'] }
    const story: Story = { policy, holdings: held, journey, browsers: 1 }
    const start = beginnings['letter sent, no address']
    const letters = start.letters.map((letter) => ({ ...letter, heldBy: ['other' as const] }))
    for (const { world, path } of explore({ ...start, letters, lettersLeft: 1 }, story).values()) {
      const isIn = REACHES.indexOf(reachOf(world, 'member', story)) >= REACHES.indexOf('services locked')
      if (isIn && isMixed(world)) return `${name}: a stranger's things beside the member's after ${path().join(', ')}`
    }
  }
  return undefined
}

const LOST = ['nothing', 'the mailbox', 'the password', 'mailbox and password'] as const

/** Whoever has not finished founding comes to the portal by a new letter, whatever was lost. */
export function refusalsHaveWaysOut(journey: Journey): string | undefined {
  const unfinished = (Object.keys(beginnings) as Beginning[]).filter((name) => !/^(active|stopped)/.test(name))
  for (const [name, policy] of Object.entries(societies)) {
    for (const beginning of unfinished) {
      for (const lost of LOST) {
        const chosen = { ...policy, ...chosenFor(beginning) }
        const story: Story = { policy: chosen, holdings: { member: EVERYTHING }, journey, browsers: 1 }
        const start = { ...without(lost, beginnings[beginning]), lettersLeft: 1 }
        const stranded = findStranded(start, story)
        if (stranded) return `${beginning} (${name}), ${lost} lost, stranded after: ${stranded.join(', ')}`
      }
    }
  }
  return undefined
}

function without(lost: (typeof LOST)[number], world: World): World {
  const address = world.address && { ...world.address, id: 'lost mailbox', by: 'nobody' as const }
  const credentials = world.credentials.map((owned) => ({ ...owned, by: 'nobody' as const }))
  return {
    ...world,
    address: lost.includes('mailbox') ? address : world.address,
    credentials: lost.includes('password') ? credentials : world.credentials,
  }
}

/** A world from which no act leads to the portal although a letter may still be sent. */
function findStranded(start: World, story: Story): string[] | undefined {
  const all = explore(start, story)
  const before = new Map<string, string[]>()
  const good: string[] = []
  for (const [name, { world, next }] of all) {
    for (const other of next) before.set(other, [...(before.get(other) ?? []), name])
    const reach = reachOf(world, 'member', story)
    // What is held opens by itself, or by staff.
    const held = reach === 'services locked' && world.heldSince !== null
    if (held || REACHES.indexOf(reach) >= REACHES.indexOf('portal')) good.push(name)
  }
  const saved = new Set(good)
  for (const name of good) {
    for (const earlier of before.get(name) ?? []) {
      if (saved.has(earlier)) continue
      saved.add(earlier)
      good.push(earlier)
    }
  }
  return [...all].find(([name, { world }]) => !saved.has(name) && world.lettersLeft > 0)?.[1].path()
}

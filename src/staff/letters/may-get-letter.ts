import type { EventName } from '../../audit/events.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { nameForm } from '../../kernel/kana.ts'
import type { Tx } from '../../store/database.ts'
import type { Candidate, Group } from './candidates.ts'

/** Why somebody gets no letter in this run. `secondNeeded`: a member who signs in already needs four eyes (design.md §6). */
export type LetterRefusal =
  | 'noSuchMember'
  | 'badKey'
  | 'ended'
  | 'secondNeeded'
  | 'changedAddress'
  | 'hasLetter'
  | 'sameAddress'
  | 'unprintable'

/** Whom the run is for: a group (`again`: also those whose letter still opens), or members named one by one. */
export type LetterChoice = { readonly group: Group; readonly again: boolean } | 'named'

/** Who issues the letters, and whoever looked a second time. */
export type Eyes = { readonly by: string; readonly second: string | null }

/**
 * Whether two names are one person, however they are typed: width, case, spaces, signs, kana, variants of kanji (高 and 髙) and a
 * title make no difference. A name of which nothing is left is everybody's.
 */
export function sameName(one: string, other: string): boolean {
  const [first, second] = [nameForm(one), nameForm(other)]
  return first === second || first === '' || second === ''
}

/** Why this member gets none; `changers` are those who changed the member's mail or postal address within seven days. */
export function refusalOf(
  candidate: Candidate,
  choice: LetterChoice,
  eyes: Eyes,
  changers: readonly string[],
): LetterRefusal | undefined {
  if (candidate.ended) return 'ended'
  if (candidate.active) {
    const { by, second } = eyes
    if (second === null || sameName(by, second)) return 'secondNeeded'
    if (changers.some((changer) => sameName(changer, by) || sameName(changer, second))) return 'changedAddress'
  }
  if (choice === 'named') return undefined
  if (choice.group === 'neverSignedIn' && !choice.again && candidate.lastLetter === 'living') return 'hasLetter'
  const { returnedAt, addressSince } = candidate
  const moved = addressSince === null || returnedAt === null || addressSince > returnedAt
  return choice.group === 'returned' && !moved ? 'sameAddress' : undefined
}

/** What changes where something for a member is sent to. */
const ADDRESS_EVENTS: readonly EventName[] = ['account.changed', 'address.changed']
const COOLING = days(7)

/** Who changed the address of each of these members lately, as the history has it. */
export async function recentChangers(
  tx: Tx,
  societyId: number,
  accountIds: readonly string[],
  now: Instant,
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>()
  if (accountIds.length === 0) return found
  const events = await tx
    .selectFrom('event')
    .select(['account_id', 'detail'])
    .where('society_id', '=', societyId)
    .where('account_id', 'in', [...accountIds])
    .where('name', 'in', [...ADDRESS_EVENTS])
    .where('happened_at', '>', new Date(now - COOLING))
    .execute()
  for (const { account_id, detail } of events) {
    const { by, fields } = detail as { by?: unknown; fields?: unknown }
    const elsewhere = typeof fields === 'string' && !fields.split(' ').includes('mail')
    // A file that nobody put his name to (a nightly run) may have come from anybody: the empty name is everybody's.
    const changer = typeof by === 'string' ? by : ''
    if (account_id && !elsewhere) found.set(account_id, [...(found.get(account_id) ?? []), changer])
  }
  return found
}

import type { Database, Tx } from '../../store/database.ts'
import type { MemberKey } from '../find-member.ts'
import { type Candidate, nextOfGroup, PAGE, type Place, withKeys } from './candidates.ts'
import { type Eyes, type LetterChoice, type LetterRefusal, recentChangers, refusalOf } from './may-get-letter.ts'

/** A member named on the command line or in a list; `label` is how it stands there. */
export type Named = { readonly label: string; readonly key: MemberKey | null }

export type Refused = { readonly label: string; readonly why: LetterRefusal; readonly detail?: string }

/** A page of a run: who gets a letter, and who does not and why. */
export type PlannedPage = { readonly fine: readonly Candidate[]; readonly refused: readonly Refused[] }

export type Asked = {
  readonly choice: LetterChoice
  /** The members that were named; only read where the choice is `named`. */
  readonly named: () => AsyncIterable<Named>
  readonly eyes: Eyes
  /** For each member the signs that paper or file cannot carry; an empty list where all is well. */
  readonly unprintable: (candidates: readonly Candidate[]) => Promise<string[][]>
}

/** Who would get a letter now, a page at a time, so that any number of members costs the same memory. Writes nothing. */
export async function* planLetters(database: Database, place: Place, asked: Asked): AsyncGenerator<PlannedPage> {
  const pages =
    asked.choice === 'named'
      ? namedPages(database, place, asked.named())
      : groupPages(database, place, asked.choice.group)
  for await (const { found, refused } of pages) {
    const judged = await judge(database, place, asked, found)
    const signs = await asked.unprintable(judged.fine)
    const lost = judged.fine.flatMap((candidate, at) => unprintable(candidate, signs[at] ?? []))
    yield {
      fine: judged.fine.filter((_, at) => (signs[at] ?? []).length === 0),
      refused: [...refused, ...judged.refused, ...lost],
    }
  }
}

/** How a member is named in words: 記号,番号,枝番. */
export function labelOf({ symbol, number, branch }: MemberKey): string {
  return `${symbol},${number},${branch}`
}

async function judge(
  database: Database,
  place: Place,
  asked: Asked,
  found: readonly Candidate[],
): Promise<PlannedPage> {
  const changers = await database.inSociety(place.society.id, (tx) => changersOf(tx, place, found))
  return divide(found, asked, changers)
}

/** The history of those for whom four eyes are needed. */
export function changersOf(
  tx: Tx,
  { society, now }: Place,
  found: readonly Candidate[],
): Promise<Map<string, string[]>> {
  const active = found.flatMap(({ accountId, active }) => (active ? [accountId] : []))
  return recentChangers(tx, society.id, active, now)
}

export function divide(
  found: readonly Candidate[],
  { choice, eyes }: Pick<Asked, 'choice' | 'eyes'>,
  changers: ReadonlyMap<string, readonly string[]>,
): PlannedPage {
  const fine: Candidate[] = []
  const refused: Refused[] = []
  for (const candidate of found) {
    const why = refusalOf(candidate, choice, eyes, changers.get(candidate.accountId) ?? [])
    if (why) refused.push({ label: labelOf(candidate), why })
    else fine.push(candidate)
  }
  return { fine, refused }
}

function unprintable(candidate: Candidate, signs: readonly string[]): Refused[] {
  const code = (sign: string) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  if (signs.length === 0) return []
  return [{ label: labelOf(candidate), why: 'unprintable', detail: signs.map(code).join(' ') }]
}

type FoundPage = { readonly found: readonly Candidate[]; readonly refused: readonly Refused[] }

async function* groupPages(
  database: Database,
  place: Place,
  group: Parameters<typeof nextOfGroup>[2],
): AsyncGenerator<FoundPage> {
  let after: MemberKey | null = null
  for (;;) {
    const behind: MemberKey | null = after
    const found: Candidate[] = await database.inSociety(place.society.id, (tx) => nextOfGroup(tx, place, group, behind))
    if (found.length > 0) yield { found, refused: [] }
    if (found.length < PAGE) return
    after = found.at(-1) ?? null
  }
}

async function* namedPages(database: Database, place: Place, named: AsyncIterable<Named>): AsyncGenerator<FoundPage> {
  const seen = new Set<string>()
  let page: Named[] = []
  for await (const one of named) {
    if (one.key && seen.has(labelOf(one.key))) continue
    if (one.key) seen.add(labelOf(one.key))
    page.push(one)
    if (page.length < PAGE) continue
    yield await lookUp(database, place, page)
    page = []
  }
  if (page.length > 0) yield await lookUp(database, place, page)
}

/** In the order in which they were named, with whatever is wrong where it stands. */
async function lookUp(database: Database, place: Place, page: readonly Named[]): Promise<FoundPage> {
  const keys = page.flatMap(({ key }) => (key ? [key] : []))
  const rows = await database.inSociety(place.society.id, (tx) => withKeys(tx, place, keys))
  const byKey = new Map(rows.map((row) => [labelOf(row), row]))
  const found: Candidate[] = []
  const refused: Refused[] = []
  for (const { label, key } of page) {
    const candidate = key && byKey.get(labelOf(key))
    if (candidate) found.push(candidate)
    else refused.push({ label, why: key ? 'noSuchMember' : 'badKey' })
  }
  return { found, refused }
}

import { type Actor, record } from '../audit/events.ts'
import type { Instant } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { listTerms, type Terms } from '../society/current-terms.ts'
import type { Database, Tx } from '../store/database.ts'
import { texts } from '../texts/catalogue.ts'

/** A version of the terms and the moment from which it holds. Without a title it keeps the one before. */
export type TermsDraft = {
  readonly version: number
  readonly title?: string | undefined
  readonly body: string
  /** A line for each change since the version before. */
  readonly changes: string
  /** The same in English, where there is a translation: all of it or none. */
  readonly english?:
    | { readonly title?: string | undefined; readonly body: string; readonly changes: string }
    | undefined
  readonly effectiveAt: Instant
  readonly actor: Actor
  readonly by: string
}

export type PublishTermsProblem =
  | { readonly code: 'nextVersionIs'; readonly version: number }
  | { readonly code: 'inForce' | 'bodyMissing' | 'bodyTooLong' | 'changesMissing' | 'changesTooLong' | 'past' }
  | { readonly code: 'outOfOrder'; readonly version: number; readonly effectiveAt: Instant }

export type Published = { readonly outcome: 'published' | 'replaced' | 'unchanged'; readonly effectiveAt: Instant }

const LONGEST_BODY = 200_000
const MOST_CHANGES = 20
const LONGEST_CHANGE = 300

/**
 * Publishes a version of the terms (TRM-06): it holds from its moment on by the clock alone. Numbers and days ascend
 * together. A version that does not hold yet may be published again with other words; one that holds is what people
 * agreed to and never changes.
 */
export function publishTerms(
  database: Database,
  place: { readonly societyId: number; readonly now: Instant },
  draft: TermsDraft,
): Promise<Result<Published, PublishTermsProblem>> {
  const { societyId, now } = place
  return database.inSociety(societyId, async (tx) => {
    const all = await listTerms(tx).orderBy('version').forUpdate().execute()
    const wanted = wantedOf(draft, all.at(-1))
    const existing = all.find(({ version }) => version === wanted.version)
    if (existing && holds(existing, now))
      return same(existing, wanted)
        ? ok({ outcome: 'unchanged', effectiveAt: existing.effectiveAt.getTime() })
        : err({ code: 'inForce' })
    const problem = textProblem(wanted) ?? englishProblem(wanted) ?? placeProblem(all, wanted, now)
    if (problem) return err(problem)
    const { version, effectiveAt } = wanted
    if (existing && same(existing, wanted) && existing.effectiveAt.getTime() === effectiveAt)
      return ok({ outcome: 'unchanged', effectiveAt })
    await write(tx, societyId, wanted)
    const detail = { version, by: draft.by, effectiveAt: new Date(effectiveAt).toISOString() }
    await record(tx, societyId, now, [{ name: 'terms.published', actor: draft.actor, detail }])
    return ok({ outcome: existing ? 'replaced' : 'published', effectiveAt })
  })
}

type Wanted = Omit<Terms, 'effectiveAt'> & { readonly effectiveAt: Instant }

function wantedOf({ english, ...draft }: TermsDraft, newest: Terms | undefined): Wanted {
  return {
    version: draft.version,
    title: draft.title?.trim() || newest?.title || texts('ja').terms.title,
    body: tidy(draft.body),
    changes: tidyChanges(draft.changes),
    titleEn: english ? english.title?.trim() || newest?.titleEn || texts('en').terms.title : null,
    bodyEn: english ? tidy(english.body) : null,
    changesEn: english ? tidyChanges(english.changes) : null,
    effectiveAt: draft.effectiveAt,
  }
}

const holds = ({ effectiveAt }: Terms, now: Instant): boolean => effectiveAt.getTime() <= now

const WORDS = ['title', 'body', 'changes', 'titleEn', 'bodyEn', 'changesEn'] as const

const same = (one: Terms, other: Wanted): boolean => WORDS.every((key) => (one[key] ?? null) === (other[key] ?? null))

/** Whoever reads the English text is told as much as anybody. */
const englishProblem = ({ version, bodyEn, changesEn }: Wanted): PublishTermsProblem | undefined =>
  bodyEn == null ? undefined : textProblem({ version, body: bodyEn, changes: changesEn ?? '' })

function textProblem({
  version,
  body,
  changes,
}: Pick<Wanted, 'version' | 'body' | 'changes'>): PublishTermsProblem | undefined {
  if (body === '') return { code: 'bodyMissing' }
  if (body.length > LONGEST_BODY) return { code: 'bodyTooLong' }
  if (changes === '') return version > 1 ? { code: 'changesMissing' } : undefined
  const lines = changes.split('\n')
  const fits = lines.length <= MOST_CHANGES && lines.every(({ length }) => length <= LONGEST_CHANGE)
  return fits ? undefined : { code: 'changesTooLong' }
}

/** Its number follows the newest one, and its moment lies after now and between its neighbours. */
function placeProblem(
  all: readonly Terms[],
  { version, effectiveAt }: Wanted,
  now: Instant,
): PublishTermsProblem | undefined {
  const next = (all.at(-1)?.version ?? 0) + 1
  if (version !== next && !all.some((terms) => terms.version === version))
    return { code: 'nextVersionIs', version: next }
  if (effectiveAt < now) return { code: 'past' }
  const wrong = all.find((other) => {
    const at = other.effectiveAt.getTime()
    return other.version < version ? at >= effectiveAt : other.version > version && at <= effectiveAt
  })
  return wrong && { code: 'outOfOrder', version: wrong.version, effectiveAt: wrong.effectiveAt.getTime() }
}

async function write(tx: Tx, societyId: number, { version, effectiveAt, ...wanted }: Wanted): Promise<void> {
  const { titleEn: title_en, bodyEn: body_en, changesEn: changes_en, ...japanese } = wanted
  const words = { ...japanese, title_en, body_en, changes_en, effective_at: new Date(effectiveAt) }
  await tx
    .insertInto('terms')
    .values({ society_id: societyId, version, ...words })
    .onConflict((conflict) => conflict.columns(['society_id', 'version']).doUpdateSet(words))
    .execute()
}

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').trim()

/** A file of changes may come as a list with signs before its lines. */
function tidyChanges(text: string): string {
  const lines = tidy(text).split('\n')
  return lines
    .map((line) => line.replace(/^\s*[-*・•]?\s*/, '').trim())
    .filter((line) => line !== '')
    .join('\n')
}

import { parseArgs } from 'node:util'
import type { AttemptKind } from '../account/attempts.ts'
import type { Standing } from '../journey/facts.ts'
import type { StepKind } from '../journey/step.ts'
import type { Instant } from '../kernel/clock.ts'
import type { VisitEnd } from '../session/end-visit.ts'
import { type MemberView, showMember } from '../staff/show-member.ts'
import { type Locale, texts } from '../texts/catalogue.ts'
import { memberState as en } from '../texts/en/member-state.ts'
import { formatMinute } from '../texts/format.ts'
import { memberState as ja } from '../texts/ja/member-state.ts'
import { orderOptions, readOrder } from './member-order.ts'
import type { OperatorCommand } from './operator.ts'
import { readLocale, societiesOf } from './scope.ts'

// Whatever can be told has its words: one that is missing does not compile.
type Words = typeof ja & {
  standings: Record<Standing, string>
  steps: Record<StepKind, string>
  attempts: Record<AttemptKind, string>
  endings: Record<VisitEnd, string>
}
const WORDS: Record<Locale, Words> = { ja, en }

/** `genkan member show`: why somebody is stuck. Exit 0, 1 for nobody, 2 for a wrong call. */
export const memberShow: OperatorCommand = async (operator, args, io) => {
  const { values } = parseArgs({ args: [...args], options: orderOptions })
  const order = readOrder('show', values)
  const locale = readLocale(values.lang)
  for (const society of await societiesOf(operator, order.society)) {
    const place = { society, keyring: operator.keyring(), now: operator.clock() }
    const shown = await showMember(operator.database, place, order)
    if (!shown.ok) {
      io.err(WORDS[locale].noSuchMember(values.member ?? ''))
      return 1
    }
    if (values.json) io.out(JSON.stringify(dated(shown.value)))
    else for (const line of lines(shown.value, locale)) io.out(line)
  }
  return 0
}

const TIMES = /(At|^at|^since|^until)$/

/** The same with its times as ISO 8601. */
function dated(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => dated(one))
  if (typeof value === 'number' && TIMES.test(key)) return new Date(value).toISOString()
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, dated(one, name)]))
}

function lines(view: MemberView, locale: Locale): string[] {
  const words = WORDS[locale]
  const { labels } = words
  const rows: [label: string, values: readonly string[]][] = [
    [labels.standing, [standing(view, words)]],
    [labels.userId, view.userIds.map(({ kind, value }) => said(value, words.userIds[kind]))],
    [labels.mail, mail(view, words)],
    [labels.letter, letters(view, words)],
    [labels.method, methods(view, locale)],
    [labels.terms, terms(view, words)],
    [labels.recoveryPaper, view.recoveryPaperKeptAt === null ? [] : [formatMinute(view.recoveryPaperKeptAt)]],
    [labels.held, view.heldSince === null ? [] : [words.since(when(view.heldSince))]],
    [labels.lock, locks(view, words)],
    [labels.visit, visits(view, words)],
    [labels.next, [next(view, locale)]],
    [labels.after, view.next.after.length > 0 ? [view.next.after.map((kind) => words.steps[kind]).join(' → ')] : []],
  ]
  const head = said(view.name, words.categories[view.category], qualified(view, words))
  return [head, ...rows.flatMap(([label, values]) => row(label, values, words.none))]
}

const said = (...parts: (string | null)[]): string => parts.filter(Boolean).join('　')
const when = (at: Instant | null): string => (at === null ? '' : formatMinute(at))

function row(label: string, values: readonly string[], none: string): string[] {
  return (values.length > 0 ? values : [none]).map((value, at) => `${at === 0 ? `${label}:` : ' '}\t${value}`)
}

function qualified({ qualifiedOn, lostOn }: MemberView, words: Words): string | null {
  return qualifiedOn || lostOn ? words.qualified(qualifiedOn ?? '', lostOn ?? '') : null
}

function standing(view: MemberView, words: Words): string {
  const since = view.standing === 'closed' ? view.closedAt : view.standing === 'frozen' ? view.frozenAt : null
  return said(words.standings[view.standing], since === null ? null : words.since(when(since)))
}

function mail({ mail: address }: MemberView, words: Words): string[] {
  if (!address) return []
  const verified = address.verifiedAt === null ? words.unverified : words.verified(when(address.verifiedAt))
  return [said(address.address, verified, `${words.sources[address.source]} ${when(address.onFileAt)}`)]
}

function letters(view: MemberView, words: Words): string[] {
  return view.letters.map(({ by, state, issuedAt, expiresAt, spentAt }) =>
    said(words.letters[state](when(state === 'spent' ? spentAt : expiresAt)), words.issued[by](when(issuedAt))),
  )
}

function methods({ chosenMethod, methods: owned }: MemberView, locale: Locale): string[] {
  const words = WORDS[locale]
  const chosen = chosenMethod === null ? [] : [words.chosen(texts(locale).method.names[chosenMethod])]
  const named = (factor: (typeof owned)[number]['factor']) =>
    factor === 'password' ? words.password : texts(locale).method.names[factor]
  const each = owned.map(({ factor, name, since, lastUsedAt }) =>
    said(named(factor), name, words.since(when(since)), lastUsedAt === null ? null : words.lastUsed(when(lastUsedAt))),
  )
  return [...chosen, ...each]
}

function terms({ terms: { accepted, acceptedAt, withdrawnAt, current } }: MemberView, words: Words): string[] {
  if (withdrawnAt !== null) return [words.termsWithdrawn(when(withdrawnAt)), words.termsOpen(current)]
  const done = accepted > 0 ? [words.termsAccepted(accepted, when(acceptedAt))] : []
  return accepted < current ? [...done, words.termsOpen(current)] : done
}

function locks(view: MemberView, words: Words): string[] {
  return view.locks.map(({ kind, state, until, failures, inKnownBrowser }) =>
    said(
      words.attempts[kind],
      words.lockStates[state](when(until)),
      words.failures(failures),
      inKnownBrowser ? words.knownBrowser : null,
    ),
  )
}

function visits(view: MemberView, words: Words): string[] {
  const endings: Readonly<Record<string, string>> = words.endings
  return view.visits.map(({ at, browser, endedBecause }) =>
    said(when(at), browser, endedBecause === null ? null : (endings[endedBecause] ?? endedBecause)),
  )
}

function next({ next: { way, step } }: MemberView, locale: Locale): string {
  const words = WORDS[locale]
  if (!step) return words.noWay
  if (step.kind !== 'refused') return words.through(words.ways[way], words.steps[step.kind])
  const { title, text } = texts(locale).refused.reasons[step.reason]
  return words.reads(title, text)
}

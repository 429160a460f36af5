import { forgetOtherBrowsers, type KnownBrowser, rememberBrowser } from '../account/known-browser.ts'
import { spendPaper } from '../account/recovery-paper.ts'
import { type AuditEvent, record } from '../audit/events.ts'
import type { Hasher } from '../factor/password/hash.ts'
import { type Clock, days, type Instant } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import type { Result } from '../kernel/result.ts'
import type { MailJob, Queue } from '../mail/queue.ts'
import { endVisits } from '../session/end-visit.ts'
import { sealHandover } from '../session/handover.ts'
import { addProofs, type NewProof, openVisit, rotateVisit } from '../session/open-visit.ts'
import type { VisitTicket } from '../session/visit-ticket.ts'
import type { Society } from '../society/society-directory.ts'
import type { Database, Tx } from '../store/database.ts'
import type { FactorName } from '../store/tables.ts'
import type { Locale } from '../texts/codes.ts'
import { bindMailMethod } from './bind-mail-method.ts'
import { dropRecoveries } from './drop-recoveries.ts'
import { endOtherVisits } from './end-other-visits.ts'
import { type Demand, type Facts, PORTAL } from './facts.ts'
import { findVisit, type Present, signInStage } from './find-visit.ts'
import { anonymousFacts, loadSituation } from './load-facts.ts'
import { lockAccount, lockVisit } from './lock.ts'
import { mailProveCode } from './mail-prove-code.ts'
import { bindsItself } from './methods.ts'
import { nextStep } from './next-step.ts'
import type { Situation } from './situation.ts'
import { type ActKind, answers, asksForMailCode, type Step } from './step.ts'
import { takeUp } from './take-up.ts'

/** What an act needs of the outside. */
export type Gate = {
  readonly database: Database
  readonly keyring: Keyring
  readonly clock: Clock
  readonly queue: Queue
  readonly hasher: Hasher
}

/** Who acts: the society comes from the host, the visit from the cookie, never from the form. */
export type Visitor = {
  readonly society: Society
  readonly ticket: VisitTicket | undefined
  readonly userAgent: string | undefined
  /** The accounts to which this browser says it is known; the database says whether it is. */
  readonly known?: readonly KnownBrowser[]
  /** The token of the page whose form was posted: by it the same form gets the same answer again. */
  readonly once?: string
}

/** What a handler may see; everything in it was read inside the transaction. */
export type ActContext = {
  readonly tx: Tx
  readonly gate: Gate
  readonly society: Society
  readonly now: Instant
  readonly facts: Facts
  readonly step: Step
  readonly known: readonly KnownBrowser[]
}

/** The same with the visit, for everything but the two ways in. */
export type VisitContext = ActContext & { readonly situation: Situation }

/** What a handler did, and what `act` must do for it in the same transaction. */
export type Effect = {
  /** The two ways in: whose visit begins. */
  readonly opens?: {
    readonly accountId: string
    readonly letterId: string | null
    readonly birthDateMatched: boolean
    readonly browser: string
    /** ログイン状態の保存 was ticked; the policy says what it means. */
    readonly rememberMe?: boolean
    /** The visit is a recovery: what is said to be lost. */
    readonly recovering?: readonly FactorName[]
  }
  readonly proofs?: readonly NewProof[]
  /** A credential or an address was bound: every other half-signed-in visit of the member ends (invariant 8). */
  readonly binds?: boolean
  /** Something was set aside, nothing bound yet: the recovery paper stays good until then. */
  readonly keepsPaper?: boolean
  readonly signOutEverywhere?: boolean
  readonly events: readonly Omit<AuditEvent, 'accountId' | 'visitId' | 'actor'>[]
  readonly mails?: readonly MailJob[]
}

/**
 * The three parts of an act. `prepare` runs in a transaction and takes an attempt from the budget where something is
 * guessed at; `work` runs outside of any transaction (hashing); `commit` runs after everything was locked and checked
 * again. Without `work` all is one transaction. A refusal keeps what was written about the failure.
 */
export type Handler<Context extends ActContext, Prepared, Worked, Problem> = {
  prepare(context: Context): Promise<Result<Prepared, Problem>>
  work?(prepared: Prepared): Promise<Result<Worked, Problem>>
  commit(context: Context, worked: Worked): Promise<Result<Effect, Problem>>
}

export type ActResult<Problem> =
  | {
      readonly outcome: 'done'
      readonly ticket: VisitTicket
      readonly step: Step
      /** The sign-in was completed by this act: the browser is known from now on. */
      readonly known: KnownBrowser | null
      readonly rememberedUntil: Instant | null
      /** The language that the account has chosen for itself. */
      readonly language: Locale | null
    }
  | { readonly outcome: 'refused'; readonly problem: Problem }
  /** The form belongs to another step than the one that is due; `stale` when the cookie was rotated under it. */
  | { readonly outcome: 'outOfOrder'; readonly step: Step; readonly stale: boolean }
  | { readonly outcome: 'visitEnded' }

/** ログイン状態の保存 where the policy says `session`. */
const REMEMBERED_FOR = days(14)

type Entrance = Extract<ActKind, 'signIn' | 'openLetter' | 'redeemLink'>

/** A way in: nobody is identified yet. A visit that this browser still has is replaced when the new one begins. */
export async function enter<Prepared, Worked, Problem>(
  gate: Gate,
  visitor: Visitor,
  kind: Entrance,
  handler: Handler<ActContext, Prepared, Worked, Problem>,
): Promise<ActResult<Problem>> {
  const context = (tx: Tx): ActContext => {
    const now = gate.clock()
    const facts = anonymousFacts(visitor.society, now)
    return { tx, gate, society: visitor.society, now, facts, step: nextStep(facts), known: visitor.known ?? [] }
  }
  return run(gate, visitor, handler, async (tx, go) => {
    const current = context(tx)
    return answers(current.step, kind) ? go(current, null) : { outcome: 'outOfOrder', step: current.step, stale: false }
  })
}

/** A step of a visit: the step that is due must be `kind`, before and after the slow work; `demand` is what it is done for. */
export async function act<Prepared, Worked, Problem>(
  gate: Gate,
  visitor: Visitor,
  kind: Exclude<ActKind, Entrance>,
  handler: Handler<VisitContext, Prepared, Worked, Problem>,
  demand: Demand = PORTAL,
): Promise<ActResult<Problem>> {
  const { society, ticket } = visitor
  if (!ticket) return { outcome: 'visitEnded' }
  return run(gate, visitor, handler, async (tx, go) => {
    const now = gate.clock()
    lockVisit(tx, society.id, ticket.id)
    const present = await findVisit(tx, society, ticket, now, { demand, touch: true })
    if (!present) return { outcome: 'visitEnded' }
    const { situation, step } = present
    if (present.ticket === 'previous')
      return takeUp(gate, visitor, present) ?? { outcome: 'outOfOrder', step, stale: true }
    if (!answers(step, kind)) return { outcome: 'outOfOrder', step, stale: false }
    const known = visitor.known ?? []
    return go({ tx, gate, society, now, facts: situation.facts, step, situation, known }, present)
  })
}

type Checked<Context, Problem> = <T>(
  tx: Tx,
  go: (context: Context, present: Present | null) => Promise<T>,
) => Promise<T | ActResult<Problem>>

async function run<Context extends ActContext, Prepared, Worked, Problem>(
  gate: Gate,
  visitor: Visitor,
  handler: Handler<Context, Prepared, Worked, Problem>,
  checked: Checked<Context, Problem>,
): Promise<ActResult<Problem>> {
  const { id } = visitor.society
  const commit = async (context: Context, present: Present | null, worked: Worked): Promise<ActResult<Problem>> => {
    const effect = await handler.commit(context, worked)
    return effect.ok ? keep(context, visitor, present, effect.value) : { outcome: 'refused', problem: effect.error }
  }
  const work = handler.work?.bind(handler)
  const prepared = await gate.database.inSociety(id, (tx) =>
    checked(tx, async (context, present) => {
      const result = await handler.prepare(context)
      if (!result.ok) return { outcome: 'refused' as const, problem: result.error }
      // Without slow work what was prepared is what is committed: the two types are the same then.
      return work ? { prepared: result.value } : commit(context, present, result.value as unknown as Worked)
    }),
  )
  if (!work || 'outcome' in prepared) return prepared as ActResult<Problem>
  const worked = await work(prepared.prepared)
  if (!worked.ok) return { outcome: 'refused', problem: worked.error }
  return gate.database.inSociety(id, (tx) => checked(tx, (context, present) => commit(context, present, worked.value)))
}

async function usePaperUp({ tx, society, now }: ActContext, of: { accountId: string; visitId: string }): Promise<void> {
  const codes = await spendPaper(tx, { societyId: society.id, ...of }, now)
  if (codes > 0)
    await record(tx, society.id, now, [{ name: 'recoveryCodes.spent', actor: 'member', ...of, detail: { codes } }])
}

/** Writes what follows from an effect: visit, proofs, rotation, other visits, history, mails. */
async function keep<Problem>(
  context: ActContext,
  visitor: Visitor,
  present: Present | null,
  effect: Effect,
): Promise<ActResult<Problem>> {
  const { tx, society, now, gate } = context
  const opened = effect.opens && (await open(context, visitor, effect.opens))
  const visitId = opened?.id ?? present?.situation.visit.id
  const accountId = effect.opens?.accountId ?? present?.situation.account.id
  if (!visitId || !accountId) throw new Error('an effect without a visit must open one')
  const visit = { societyId: society.id, id: visitId }
  const proofs = effect.proofs ?? []
  await addProofs(tx, visit, proofs, now)
  const handOver = (secret: string) => sealHandover(gate.keyring, visit, visitor.once, secret)
  const rotated = present && proofs.length > 0 ? await rotateVisit(tx, visit, handOver, now) : undefined
  const events = effect.events.map((event) => ({ ...event, actor: 'member' as const, accountId, visitId }))
  await record(tx, society.id, now, events)
  const which = effect.signOutEverywhere ? 'all' : 'halfSignedIn'
  if (effect.binds || effect.signOutEverywhere) await endOtherVisits(tx, society, { accountId, visitId }, which, now)
  if (effect.binds && !effect.keepsPaper) await usePaperUp(context, { accountId, visitId })
  if (effect.signOutEverywhere) await forgetOtherBrowsers(tx, society.id, accountId, context.known, now)
  for (const mail of effect.mails ?? []) await gate.queue.enqueue(tx, mail)
  const after = await settle(context, visitId, present?.situation.facts.demand)
  const ticket = opened ?? rotated ?? visitor.ticket
  if (!ticket) throw new Error('an act without a visit leaves none')
  const step = nextStep(after.facts)
  // The first code of a step that waits for one goes out with the act that leads to it, never with a page view.
  if (asksForMailCode(step) && kindOf(present?.step) !== kindOf(step)) await mailProveCode(gate, context, after, step)
  const completed = isComplete(signInStage(after)) && !isComplete(present?.stage)
  const [known] = completed
    ? await Promise.all([
        rememberBrowser(tx, society, context.known, accountId, now),
        dropRecoveries(tx, society, { accountId, visitId }, now),
      ])
    : [null]
  return {
    outcome: 'done',
    ticket,
    step,
    known,
    rememberedUntil: after.visit.rememberedUntil,
    language: after.language,
  }
}

const isComplete = (step: Step | undefined): boolean => step?.kind === 'done' && step.portal === 'open'

const kindOf = (step: Step | undefined): string | undefined => {
  if (step?.kind === 'enrol') return `enrol ${step.method}`
  return step?.kind === 'prove' ? step.options.join() : step?.kind
}

/** The visit after what was written, and after what follows of itself. */
async function settle(context: ActContext, visitId: string, demand?: Demand): Promise<Situation> {
  const load = async () => {
    const situation = await loadSituation(context.tx, context.society, visitId, context.now, demand)
    if (!situation) throw new Error('a visit that was just written must be there')
    return situation
  }
  const situation = await load()
  const step = nextStep(situation.facts)
  if (!bindsItself(situation.facts, step)) return situation
  await bindMailMethod({ ...context, situation, facts: situation.facts, step })
  return load()
}

async function open(context: ActContext, visitor: Visitor, opens: NonNullable<Effect['opens']>): Promise<VisitTicket> {
  const { tx, society, now } = context
  await lockAccount(tx, society.id, opens.accountId)
  const before = visitor.ticket && (await findVisit(tx, society, visitor.ticket, now, { touch: false }))
  if (before) await endVisits(tx, { societyId: society.id, ids: [before.situation.visit.id] }, 'replaced', now)
  const kept = opens.rememberMe === true && society.policy.rememberMe === 'session'
  const rememberedUntil = kept ? now + REMEMBERED_FOR : null
  return openVisit(tx, { societyId: society.id, epoch: society.epoch, ...opens, rememberedUntil }, now)
}

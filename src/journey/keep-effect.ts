import { forgetOtherBrowsers, rememberBrowser } from '../account/known-browser.ts'
import { spendPaper } from '../account/recovery-paper.ts'
import { record } from '../audit/events.ts'
import { days } from '../kernel/clock.ts'
import { endVisits } from '../session/end-visit.ts'
import { sealHandover } from '../session/handover.ts'
import { addProofs, openVisit, rotateVisit } from '../session/open-visit.ts'
import type { VisitTicket } from '../session/visit-ticket.ts'
import { bindMailMethod } from './bind-mail-method.ts'
import { dropRecoveries } from './drop-recoveries.ts'
import { endOtherVisits } from './end-other-visits.ts'
import type { Demand } from './facts.ts'
import { findVisit, type Present, signInStage } from './find-visit.ts'
import type { ActContext, ActResult, Effect, Visitor } from './handler.ts'
import { loadSituation } from './load-facts.ts'
import { lockAccount } from './lock.ts'
import { mailProveCode } from './mail-prove-code.ts'
import { bindsItself } from './methods.ts'
import { nextStep } from './next-step.ts'
import type { Situation } from './situation.ts'
import { asksForMailCode, type Step } from './step.ts'

/** ログイン状態の保存 where the policy says `session`. */
const REMEMBERED_FOR = days(14)

/** Writes what follows from an effect: visit, proofs, rotation, other visits, history, mails. */
export async function keep<Problem>(
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

async function usePaperUp({ tx, society, now }: ActContext, of: { accountId: string; visitId: string }): Promise<void> {
  const codes = await spendPaper(tx, { societyId: society.id, ...of }, now)
  if (codes > 0)
    await record(tx, society.id, now, [{ name: 'recoveryCodes.spent', actor: 'member', ...of, detail: { codes } }])
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

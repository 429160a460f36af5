import type { Instant } from '../kernel/clock.ts'
import { endHandover } from '../session/handover.ts'
import { touchVisit } from '../session/touch-visit.ts'
import { endsOf, hasExpired, recognise, type VisitStage } from '../session/visit-lifetime.ts'
import type { VisitTicket } from '../session/visit-ticket.ts'
import type { Society } from '../society/society-directory.ts'
import type { Tx } from '../store/database.ts'
import { type Demand, PORTAL } from './facts.ts'
import { loadSituation } from './load-facts.ts'
import { nextStep } from './next-step.ts'
import type { Situation } from './situation.ts'
import { asksForMailCode, type Step } from './step.ts'

/**
 * A living visit of this browser and what it must do next. Whoever holds its `previous` ticket gets nothing of it: it may
 * be the browser that missed an answer, or somebody who copied the cookie before a proof.
 */
export type Present = {
  readonly situation: Situation
  readonly step: Step
  /** What it must do for the portal: how far the sign-in has come, whatever more is demanded of it now. */
  readonly stage: Step
  readonly ticket: 'current' | 'previous'
}

export type FindOptions = {
  readonly demand?: Demand
  /** Polling does not wind up the idle clock. */
  readonly touch: boolean
}

/** Finds the visit of a ticket; undefined when it is unknown here, over, or stood still too long. */
export async function findVisit(
  tx: Tx,
  society: Society,
  ticket: VisitTicket,
  now: Instant,
  options: FindOptions,
): Promise<Present | undefined> {
  const situation = await loadSituation(tx, society, ticket.id, now, options.demand)
  if (!situation) return undefined
  const recognised = recognise(ticket, situation.visit)
  if (recognised === 'unknown') return undefined
  const key = { societyId: society.id, id: situation.visit.id }
  if (recognised === 'current' && situation.visit.handover !== null) await endHandover(tx, key)
  const step = nextStep(situation.facts)
  const found = { step, stage: situation.facts.demand === PORTAL ? step : signInStage(situation), ticket: recognised }
  if (hasExpired(situation.visit, stageOf(found.stage), society.policy.session, now)) return undefined
  if (!options.touch || recognised === 'previous') return { situation, ...found }
  const lastSeenAt = await touchVisit(tx, { ...key, lastSeenAt: situation.visit.lastSeenAt }, now)
  return { situation: { ...situation, visit: { ...situation.visit, lastSeenAt } }, ...found }
}

/** What a visit must do for the portal alone. */
export const signInStage = ({ facts }: Situation): Step => nextStep({ ...facts, demand: PORTAL })

/** Whether a visit that nobody has ended is over all the same: it stood still too long. */
export const hasEnded = (situation: Situation, society: Society, now: Instant): boolean =>
  hasExpired(situation.visit, stageOf(signInStage(situation)), society.policy.session, now)

/** When a visit ends by itself: `idleEnd` unless it is used before, `lastEnd` in any case. */
export function endOfVisit({ situation, stage }: Present, society: Society): { idleEnd: Instant; lastEnd: Instant } {
  return endsOf(situation.visit, stageOf(stage), society.policy.session)
}

function stageOf(step: Step): VisitStage {
  if (step.kind === 'done') return 'signedIn'
  return step.kind === 'verifyMail' || asksForMailCode(step) ? 'awaitingMail' : 'halfSignedIn'
}

import type { Tx } from '../store/database.ts'
import { type Demand, PORTAL } from './facts.ts'
import { findVisit, type Present } from './find-visit.ts'
import type { ActContext, ActResult, Gate, Handler, VisitContext, Visitor } from './handler.ts'
import { keep } from './keep-effect.ts'
import { anonymousFacts } from './load-facts.ts'
import { lockVisit } from './lock.ts'
import { nextStep } from './next-step.ts'
import { type ActKind, answers } from './step.ts'
import { takeUp } from './take-up.ts'

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

import { openHandover } from '../session/handover.ts'
import { findVisit, type Present } from './find-visit.ts'
import type { ActResult, Gate, Visitor } from './handler.ts'

type Done = Extract<ActResult<never>, { outcome: 'done' }>

/**
 * The answer to a post that rotated the secret was lost: the same page gets it again, as long as nobody has presented the
 * new secret (decision 0008). Undefined for whoever holds only the secret from before.
 */
export function takeUp(gate: Gate, { society, once }: Visitor, { situation, step }: Present): Done | undefined {
  const { id, handover, rememberedUntil } = situation.visit
  const secret = openHandover(gate.keyring, { societyId: society.id, id }, once, handover)
  if (secret === undefined) return undefined
  return { outcome: 'done', ticket: { id, secret }, step, known: null, rememberedUntil, language: null }
}

/** The same without a form of a step: for a page that was opened with the secret from before. */
export async function resumeVisit(gate: Gate, visitor: Visitor): Promise<Done | undefined> {
  const { society, ticket } = visitor
  if (!ticket) return undefined
  const now = gate.clock()
  const present = await gate.database.inSociety(society.id, (tx) =>
    findVisit(tx, society, ticket, now, { touch: false }),
  )
  return present?.ticket === 'previous' ? takeUp(gate, visitor, present) : undefined
}

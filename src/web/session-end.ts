import { endOfVisit, type Present } from '../journey/find-visit.ts'
import type { PageRequest } from './request.ts'
import type { SessionEnd } from './views/frame.ts'

/** When the visit of this page ends by itself, counted from now. */
export function sessionEnd({ gate, society }: PageRequest, present: Present): SessionEnd {
  const now = gate.clock()
  const { idleEnd, lastEnd } = endOfVisit(present, society)
  const left = Math.max(0, Math.min(idleEnd, lastEnd) - now)
  const idle = idleEnd - present.situation.visit.lastSeenAt
  return {
    endsInSeconds: Math.floor(left / 1000),
    canStay: idleEnd < lastEnd,
    idleMinutes: Math.max(1, Math.floor(Math.min(idle, lastEnd - now) / 60_000)),
  }
}

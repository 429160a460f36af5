import { living } from './evidence.ts'
import type { Facts } from './facts.ts'
import { undoubted } from './restore.ts'

/**
 * Whether showing this device can answer what is asked for here: none that was bound in this very visit (invariant 4), and
 * while the account is stopped none that a stranger may have bound since. Pages offer no other, and acts take no other.
 */
export function answersHere(facts: Facts, deviceId: string): boolean {
  const counting =
    facts.member?.standing === 'frozen' ? undoubted(facts) : living(facts).filter(({ boundInVisit }) => !boundInVisit)
  return counting.some(({ id }) => id === deviceId)
}

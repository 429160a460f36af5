import { beginner } from './beginner.ts'
import { type Facts, type JourneyPolicy, PORTAL } from './facts.ts'
import { outstanding } from './outstanding.ts'
import type { Step } from './step.ts'

/**
 * What awaits whoever opens a letter of this society, in the order in which it will come, found out by asking the rules
 * (FST-18, CON-02). It is about nobody: an address is taken to be on file, and the first method on offer to be chosen.
 */
export function plannedSteps(policy: JourneyPolicy, now: number): readonly Step[] {
  return outstanding(newcomer(policy, now))
}

function newcomer(policy: JourneyPolicy, now: number): Facts {
  const letter = { id: 'letter', issuedAt: now, mailAddressId: null }
  return {
    now,
    policy,
    terms: 1,
    member: beginner(now - 1),
    proofs: [{ factor: 'letter', credentialId: letter.id, at: now }],
    visit: { startedAt: now, knownBrowser: false, birthDateMatchedAt: now, letter },
    recovery: null,
    demand: PORTAL,
  }
}

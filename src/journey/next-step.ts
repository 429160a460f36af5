import type { Facts } from './facts.ts'
import { recover } from './recovery.ts'
import { restore } from './restore.ts'
import * as rules from './rules.ts'
import type { Step } from './step.ts'

/** The activation steps by the name that a policy lists them under; the policy decides their order. */
const ACTIVATION: Record<Facts['policy']['activation'][number], rules.Rule> = {
  terms: rules.acceptTerms,
  mail: rules.confirmMail,
  method: rules.chooseMethod,
  password: rules.setPassword,
}

/** Everything but the activation steps has one fixed order (design.md §5). */
const BEFORE: readonly rules.Rule[] = [
  rules.identify,
  rules.refuse,
  rules.matchBirthDate,
  restore,
  recover,
  rules.proveOwned,
  rules.resume,
  rules.showMailboxFirst,
]
const AFTER: readonly rules.Rule[] = [
  rules.enrol,
  rules.namePasskey,
  rules.keepRecoveryPaper,
  rules.meetFloor,
  rules.meetDemand,
  rules.signInAfterReset,
  rules.consent,
  rules.hold,
]

export type RuleBook = {
  readonly before: readonly rules.Rule[]
  readonly activation: typeof ACTIVATION
  readonly after: readonly rules.Rule[]
}

export const RULE_BOOK: RuleBook = { before: BEFORE, activation: ACTIVATION, after: AFTER }

/**
 * What this visitor must do now: the first rule that answers wins; none answering means done.
 * It is the only place that decides; pages, act, the staff console and OIDC ask it.
 */
export function nextStep(facts: Facts, book: RuleBook = RULE_BOOK): Step {
  for (const rule of book.before) {
    const step = rule(facts)
    if (step) return step
  }
  for (const name of facts.policy.activation) {
    const step = book.activation[name](facts)
    if (step) return step
  }
  for (const rule of book.after) {
    const step = rule(facts)
    if (step) return step
  }
  return { kind: 'done', portal: 'open' }
}

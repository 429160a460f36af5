import * as v from 'valibot'
import type { Clock } from '../kernel/clock.ts'
import { systemClock } from '../kernel/clock.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { MethodName } from '../store/tables.ts'
import { type Policy, policySchema, servedMethods } from './policy.ts'
import { policyProblems } from './policy-checks.ts'
import type { PolicyProblem } from './policy-problem.ts'
import { schemaProblem } from './schema-problem.ts'

/**
 * Reads what a policy file says: fills in the defaults, then looks for combinations that would open a hole or strand
 * somebody. Either a complete policy or every problem that was found, each with its path and its reason. The clock
 * decides which methods have started; `served` names the methods of this build.
 */
export function readPolicy(
  input: unknown,
  { clock = systemClock, served = servedMethods }: { clock?: Clock; served?: readonly MethodName[] } = {},
): Result<Policy, PolicyProblem[]> {
  const parsed = v.safeParse(policySchema, input)
  if (!parsed.success) return err(parsed.issues.map(schemaProblem))
  const problems = policyProblems(parsed.output, { today: dayInJapan(clock()), served })
  return problems.length > 0 ? err(problems) : ok(parsed.output)
}

function dayInJapan(now: number): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
}

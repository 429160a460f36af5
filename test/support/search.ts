/** Searches for counterexamples over generated facts, always the same ones. */
import fc from 'fast-check'
import { SEED } from './journey-policies.ts'

/** What breaks an invariant, in words; undefined when the search found nothing. */
export type Counterexample = string | undefined

const RUNS = 4000

/** Looks for an example of which `complaint` says something. */
export function search<T>(
  examples: fc.Arbitrary<T>,
  complaint: (example: T) => string | undefined | false,
): Counterexample {
  if (!samplesOf(examples).some(complaint)) return undefined
  // Something was found: once more with fast-check's own hand, which makes it small.
  const { counterexample } = fc.check(
    fc.property(examples, (example) => !complaint(example)),
    { seed: SEED, numRuns: RUNS },
  )
  const smallest = counterexample?.[0] ?? (samplesOf(examples).find(complaint) as T)
  return `${complaint(smallest)} (seed ${SEED}): ${fc.stringify(smallest)}`
}

const samples = new WeakMap<object, unknown[]>()

/** Every invariant and every planted mistake looks at the same examples; making them takes longer than looking. */
function samplesOf<T>(examples: fc.Arbitrary<T>): T[] {
  const known = samples.get(examples) ?? fc.sample(examples, { seed: SEED, numRuns: RUNS })
  samples.set(examples, known)
  return known as T[]
}

/**
 * The invariants of design.md §5 over generated facts and over every sequence of acts of a small world; what only the
 * database can show of them stands in test/journeys/invariants.test.ts. Each must catch the mistakes planted for it.
 */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { invariants } from '../../test/support/journey-invariants.ts'
import { real } from '../../test/support/journey-modules.ts'
import { SEED } from '../../test/support/journey-policies.ts'
import { plantedMistakes, withMistake } from '../../test/support/planted-mistakes.ts'

describe(`invariants (seed ${SEED})`, () => {
  for (const [number, checks] of invariants)
    for (const check of checks)
      it(`${number}: ${check.name}`, () => {
        assert.equal(check(real), undefined)
      })
})

describe('a planted mistake is caught', () => {
  for (const mistake of plantedMistakes)
    it(`by invariant ${mistake.invariant}: ${mistake.name}`, async () => {
      const checks = invariants.get(mistake.invariant) ?? []
      const found = await withMistake(mistake, (spoiled) => checks.some((check) => check(spoiled)))
      assert.ok(found, 'the invariant did not notice it')
    })

  it('for every invariant', () => {
    for (const number of invariants.keys())
      assert.ok(
        plantedMistakes.some(({ invariant }) => invariant === number),
        `none is planted for invariant ${number}`,
      )
  })
})

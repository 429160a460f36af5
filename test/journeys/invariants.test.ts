/** The invariants of design.md §5 on the database, through the write door; the decision itself is searched in src/journey. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { actInvariants } from '../support/act-invariants.ts'
import { actMistakes, withSpoiledActs } from '../support/act-mistakes.ts'
import { realActs } from '../support/sitting.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

describe('invariants on the database', () => {
  for (const [number, checks] of actInvariants)
    for (const check of checks) it(`${number}: ${check.name}`, () => check(realActs, world))
})

describe('a mistake planted in an act is caught', () => {
  for (const mistake of actMistakes)
    it(`by invariant ${mistake.invariant}: ${mistake.name}`, async () => {
      const checks = actInvariants.get(mistake.invariant) ?? []
      await withSpoiledActs(mistake, async (spoiled) => {
        const reasons: unknown[] = []
        for (const check of checks) await check(spoiled, world).catch((reason: unknown) => reasons.push(reason))
        assert.ok(reasons.length > 0, 'no invariant noticed it')
        for (const reason of reasons) assert.ok(reason instanceof assert.AssertionError, String(reason))
      })
    })
})

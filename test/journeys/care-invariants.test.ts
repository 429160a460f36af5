/** What self-care and recovery promise, attacked; and each attack catches a deliberate mistake. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { careInvariants } from '../support/care-invariants.ts'
import { careMistakes, withSpoiledApp } from '../support/care-mistakes.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  const screen = { recoveryPaper: 'screen' }
  await world.addSociety('kaze', 'http://kaze.portal.localhost:4000', 'kaze.portal.localhost', 'sakura', screen)
})
after(() => world.close())

describe('self-care and recovery', () => {
  for (const [name, check] of Object.entries(careInvariants)) it(`attack: ${name}`, () => check(world))
})

describe('a mistake planted in self-care or recovery is caught', () => {
  for (const mistake of careMistakes)
    it(`by ${mistake.caughtBy}: ${mistake.name}`, () =>
      withSpoiledApp(mistake, world, async (spoiled) => {
        const reason = await careInvariants[mistake.caughtBy](spoiled).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        assert.ok(reason instanceof assert.AssertionError, `nobody noticed it: ${String(reason)}`)
      }))
})

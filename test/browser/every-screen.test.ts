/** Every screen in every state, from the samples: what axe-core finds, and what hands and eyes need. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESK } from '../support/chromium.ts'
import { arrangement, smallTargets, unseenEdges, unseenFocus } from './measures.ts'
import { EveryScreen } from './on-every-screen.ts'

/** design.md §8 */
const LEAST_TARGET = 44

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screens = await EveryScreen.open()

/** What axe-core finds; `rules`: these only. */
async function violations(page: Page, ...rules: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) }
  const { violations: all } = await page.evaluate(
    (given): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(given),
    options,
  )
  return all.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
  )
}

describe('every screen in every state', () => {
  it('is whole for axe-core, thumbs, keyboard and eyes: on a phone, on a PC, in the dark and in forced colours', async () => {
    const found = await screens.look('ja', async (page) => {
      const lines: string[] = []
      const measure = async (look: () => string[]) => lines.push(...(await page.evaluate(look)))
      await page.keyboard.press('Shift')
      await measure(arrangement)
      lines.push(...(await page.evaluate(smallTargets, LEAST_TARGET)))
      await measure(unseenFocus)
      await page.evaluate(axe)
      lines.push(...(await violations(page)))
      await page.emulateMedia({ colorScheme: 'dark' })
      lines.push(...(await violations(page, 'color-contrast')))
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
      await measure(unseenEdges)
      await page.emulateMedia({ forcedColors: 'none' })
      await page.setViewportSize(DESK)
      return [...lines, ...(await violations(page))]
    })
    assert.deepEqual(found, [])
  })
})

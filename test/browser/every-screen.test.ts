/**
 * Every screen in every state, from the samples: what axe-core finds, what hands and eyes need, and that nothing scrolls sideways
 * (design.md §8; WCAG 2.2, 1.4.4 and 1.4.10).
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESK, PHONE } from '../support/chromium.ts'
import { arrangement, sideways, smallTargets, unseenEdges, unseenFocus } from './measures.ts'
import { EveryScreen } from './on-every-screen.ts'

/** design.md §8 */
const LEAST_TARGET = 44
const NARROWEST = { width: 320, height: 844 }
const TABLET = { width: 768, height: 1024 }

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const screens = await EveryScreen.open()

/** The first picture stands: only then has `autofocus` had its turn, and after it our script (form.ts). */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))
      }),
  )

/** Leaves the page as wide as a phone, with letters twice as large. */
async function tooWide(page: Page): Promise<string[]> {
  await page.setViewportSize(NARROWEST)
  const narrow = await page.evaluate(sideways)
  await page.setViewportSize(PHONE)
  await page.addStyleTag({ content: 'html { font-size: 200% }' })
  return [...narrow, ...(await page.evaluate(sideways))]
}

/** What axe-core finds; colours are the same on every width. */
async function violations(page: Page, look: 'all' | 'colours' | 'allButColours'): Promise<string[]> {
  const options = {
    all: {},
    colours: { runOnly: ['color-contrast'] },
    allButColours: { rules: { 'color-contrast': { enabled: false } } },
  }
  const { violations: all } = await page.evaluate(
    (given): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(given),
    { resultTypes: ['violations'], ...options[look] },
  )
  return all.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
  )
}

describe('every screen in every state', () => {
  // What Japanese shows on a PC need not be shown again; longer words are tried where there is least room.
  it('does not scroll sideways in English, either', async () => {
    assert.deepEqual(await screens.look('en', tooWide), [])
  })

  it('is whole for axe-core, thumbs, keyboard and eyes: on a phone, on a PC, in the dark, in forced colours, at 320 and 768 pixels and with letters twice as large', async () => {
    const found = await screens.look('ja', async (page) => {
      const lines: string[] = []
      const measure = async (look: () => string[]) => lines.push(...(await page.evaluate(look)))
      await drawn(page)
      await page.keyboard.press('Shift')
      await measure(arrangement)
      lines.push(...(await page.evaluate(smallTargets, LEAST_TARGET)))
      await measure(unseenFocus)
      await page.evaluate(axe)
      lines.push(...(await violations(page, 'all')))
      await page.emulateMedia({ colorScheme: 'dark' })
      lines.push(...(await violations(page, 'colours')))
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
      await measure(unseenEdges)
      await page.emulateMedia({ forcedColors: 'none' })
      await page.setViewportSize(DESK)
      lines.push(...(await violations(page, 'allButColours')))
      await page.setViewportSize(TABLET)
      await measure(sideways)
      lines.push(...(await tooWide(page)))
      await page.setViewportSize(DESK)
      await measure(sideways)
      return lines
    })
    assert.deepEqual(found, [])
    assert.ok(screens.names.length > 180)
  })
})

/** Every screen in every state, from the samples: what axe-core finds, how it fits, and what hands and eyes need. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, describe, it } from 'node:test'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { Samples } from '../../scripts/screens/samples.ts'
import { DESK, desk, openChromium, openProfile, PHONE } from '../support/chromium.ts'
import { arrangement, sideways, smallTargets, unseenEdges, unseenFocus } from './measures.ts'

/** design.md §8 */
const LEAST_TARGET = 44
const NARROWEST = { width: 320, height: 844 }

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const browser = await openChromium()
const samples = await Samples.make()

async function newPage(): Promise<Page> {
  const profile = await openProfile(browser, { ...desk, viewport: PHONE, reducedMotion: 'reduce' })
  after(() => profile.close())
  await samples.serve(profile)
  return profile.newPage()
}
/** Two at a time: one draws while the other answers. */
const pages = [await newPage(), await newPage()]

/** Opens all screens and gathers what `look` finds, with the name of the screen. */
async function onEvery(locale: 'ja' | 'en', look: (page: Page) => Promise<readonly string[]>): Promise<string[]> {
  const names = samples.names.values()
  const found: string[] = []
  const walk = async (page: Page) => {
    for (const name of names) {
      await page.setViewportSize(PHONE)
      await samples.open(page, name, locale)
      for (const line of await look(page)) found.push(`${name} (${locale}): ${line}`)
    }
  }
  await Promise.all(pages.map(walk))
  return found
}

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

const LARGE = 'html { font-size: 200% }'

describe('every screen in every state', () => {
  it('does not scroll sideways at 320 pixels nor at 200 % text, in English', async () => {
    const found = await onEvery('en', async (page) => {
      await page.addStyleTag({ content: LARGE })
      const large = await page.evaluate(sideways)
      await page.evaluate(() => document.querySelector('style')?.remove())
      await page.setViewportSize(NARROWEST)
      return [...large, ...(await page.evaluate(sideways))]
    })
    assert.deepEqual(found, [])
  })

  it('is whole for axe-core, thumbs, keyboard and eyes: on a phone, a PC, in the dark, in forced colours, at 320 pixels and at 200 % text', async () => {
    const found = await onEvery('ja', async (page) => {
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
      await page.addStyleTag({ content: LARGE })
      await measure(sideways)
      await page.setViewportSize(DESK)
      await measure(sideways)
      await page.evaluate(() => document.querySelector('style')?.remove())
      lines.push(...(await violations(page)))
      await page.setViewportSize(NARROWEST)
      await measure(sideways)
      return lines
    })
    assert.deepEqual(found, [])
    assert.ok(samples.names.length > 180)
  })
})

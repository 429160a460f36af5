/** Every screen in every state, from the samples: what axe-core finds, how it fits, and what hands and eyes need. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import axe, { type AxeResults } from 'axe-core'
import { Samples } from '../../scripts/screens/samples.ts'
import { DESK, desk, openChromium, openProfile, PHONE } from '../support/chromium.ts'
import { arrangement, sideways, smallTargets, unseenEdges, unseenFocus } from './measures.ts'

/** design.md §8 */
const LEAST_TARGET = 44
const NARROWEST = { width: 320, height: 844 }

const browser = await openChromium()
const samples = await Samples.make()

const profile = await openProfile(browser, { ...desk, viewport: PHONE, reducedMotion: 'reduce' })
after(() => profile.close())
await samples.serve(profile)
const page = await profile.newPage()

/** Opens all screens one after the other and gathers what `look` finds, with the name of the screen. */
async function onEvery(locale: 'ja' | 'en', look: () => Promise<readonly string[]>): Promise<string[]> {
  const found: string[] = []
  for (const name of samples.names) {
    await page.setViewportSize(PHONE)
    await samples.open(page, name, locale)
    for (const line of await look()) found.push(`${name} (${locale}): ${line}`)
  }
  return found
}

/** What axe-core finds; `rules`: these only. */
async function violations(...rules: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) }
  const { violations: all } = await page.evaluate(
    (given): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(given),
    options,
  )
  return all.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
  )
}

/** How it fits at 320 pixels, and with letters twice as large on a phone and on a PC. */
async function fits(): Promise<string[]> {
  await page.setViewportSize(NARROWEST)
  const narrow = await page.evaluate(sideways)
  await page.addStyleTag({ content: 'html { font-size: 200% }' })
  await page.setViewportSize(PHONE)
  const large = await page.evaluate(sideways)
  await page.setViewportSize(DESK)
  return [...narrow, ...large, ...(await page.evaluate(sideways))]
}

describe('every screen in every state', () => {
  it('has no sideways scrolling at 320 pixels nor at 200 % text, in English', async () => {
    assert.deepEqual(await onEvery('en', fits), [])
  })

  it('is whole for axe-core, thumbs, keyboard and eyes: on a phone, a PC, in the dark, in forced colours, at 320 pixels and at 200 % text', async () => {
    const found = await onEvery('ja', async () => {
      await page.keyboard.press('Shift')
      const lines = [
        ...(await page.evaluate(arrangement)),
        ...(await page.evaluate(smallTargets, LEAST_TARGET)),
        ...(await page.evaluate(unseenFocus)),
      ]
      await page.evaluate(axe.source)
      lines.push(...(await violations()))
      await page.emulateMedia({ colorScheme: 'dark' })
      lines.push(...(await violations('color-contrast')))
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'active' })
      lines.push(...(await page.evaluate(unseenEdges)))
      await page.emulateMedia({ forcedColors: 'none' })
      await page.setViewportSize(DESK)
      lines.push(...(await violations('color-contrast', 'target-size')))
      return [...lines, ...(await fits())]
    })
    assert.deepEqual(found, [])
    assert.ok(samples.names.length > 180)
  })
})

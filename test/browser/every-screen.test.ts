/** Every screen in every state, from the samples: what axe-core finds, how it fits, and what hands and eyes need. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { Samples } from '../../scripts/screens/samples.ts'
import { DESK, desk, openChromium, openProfile, PHONE } from '../support/chromium.ts'
import { arrangement, sideways, smallTargets, unseenFocus } from './measures.ts'

/** design.md §8 */
const LEAST_TARGET = 44
const NARROWEST = { width: 320, height: 844 }

const browser = await openChromium()
const samples = await Samples.make()

async function newPage(): Promise<Page> {
  const profile = await openProfile(browser, { ...desk, viewport: PHONE, reducedMotion: 'reduce' })
  after(() => profile.close())
  await samples.serve(profile)
  await profile.addInitScript(axe.source)
  return profile.newPage()
}

/** Opens all screens one after the other and gathers what `look` finds, with the name of the screen. */
async function onEvery(page: Page, look: (name: string) => Promise<readonly string[]>, locale: 'ja' | 'en' = 'ja') {
  const found: string[] = []
  for (const name of samples.names) {
    await samples.open(page, name, locale)
    for (const line of await look(name)) found.push(`${name} (${locale}): ${line}`)
  }
  return found
}

/** What axe-core finds; `rules`: these only. */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : {}) }
  const { violations: all } = await page.evaluate(
    (given): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run(given),
    options,
  )
  return all.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
  )
}

describe('every screen', async () => {
  const page = await newPage()

  it('has nothing for axe-core to find on a phone, and no contrast that fails in the dark or on a PC', async () => {
    const found = await onEvery(page, async () => {
      await page.setViewportSize(PHONE)
      const onPhone = await violations(page)
      await page.emulateMedia({ colorScheme: 'dark' })
      const inTheDark = await violations(page, ['color-contrast'])
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize(DESK)
      return [...onPhone, ...inTheDark, ...(await violations(page, ['color-contrast', 'target-size', 'region']))]
    })
    assert.deepEqual(found, [])
  })

  for (const locale of ['ja', 'en'] as const)
    it(`does not scroll sideways at 320 pixels, nor with letters twice as large on a phone or a PC (${locale})`, async () => {
      const found = await onEvery(
        page,
        async () => {
          await page.setViewportSize(NARROWEST)
          const narrow = await page.evaluate(sideways)
          await page.addStyleTag({ content: 'html { font-size: 200% }' })
          await page.setViewportSize(PHONE)
          const large = await page.evaluate(sideways)
          await page.setViewportSize(DESK)
          return [...narrow, ...large, ...(await page.evaluate(sideways))]
        },
        locale,
      )
      assert.deepEqual(found, [])
    })

  it('has targets of 44 pixels, a focus that is seen, labels above their fields and one primary button', async () => {
    const found = await onEvery(page, async () => {
      await page.setViewportSize(PHONE)
      await page.keyboard.press('Shift')
      return [
        ...(await page.evaluate(smallTargets, LEAST_TARGET)),
        ...(await page.evaluate(arrangement)),
        ...(await page.evaluate(unseenFocus)),
      ]
    })
    assert.deepEqual(found, [])
  })
})

/** Every screen in every state, from the samples: nothing scrolls sideways (design.md §8; WCAG 2.2, 1.4.4 and 1.4.10). */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DESK } from '../support/chromium.ts'
import { sideways } from './measures.ts'
import { EveryScreen } from './on-every-screen.ts'

const NARROWEST = { width: 320, height: 844 }
const screens = await EveryScreen.open()

describe('every screen in every state', () => {
  for (const locale of ['ja', 'en'] as const)
    it(`does not scroll sideways at 320 pixels, nor with letters twice as large on a phone and on a PC (${locale})`, async () => {
      const found = await screens.look(locale, async (page) => {
        await page.addStyleTag({ content: 'html { font-size: 200% }' })
        const onPhone = await page.evaluate(sideways)
        // One language shows how a wide page gives way; the longer words of the other are tried where there is least room.
        if (locale === 'ja') await page.setViewportSize(DESK)
        const onDesk = locale === 'ja' ? await page.evaluate(sideways) : []
        await page.evaluate(() => document.querySelector('style')?.remove())
        await page.setViewportSize(NARROWEST)
        return [...onPhone, ...onDesk, ...(await page.evaluate(sideways))]
      })
      assert.deepEqual(found, [])
      assert.ok(screens.names.length > 180)
    })
})

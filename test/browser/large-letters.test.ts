import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Samples } from '../../scripts/screens/samples.ts'
import { openChromium, openProfile, phone } from '../support/chromium.ts'

/** Words of the frame that stand in columns of fewer than three letters. Runs in the page. */
function columns(): string[] {
  const found: string[] = []
  for (const words of document.querySelectorAll('.brand-words, .product, .language, .corner-link, .person span')) {
    if (!words.checkVisibility()) continue
    const { fontSize } = getComputedStyle(words)
    const range = document.createRange()
    range.selectNodeContents(words)
    const widest = Math.max(...[...range.getClientRects()].map(({ width }) => width))
    if (widest < 2.5 * Number.parseFloat(fontSize)) found.push(`${words.textContent} in a column of ${widest} pixels`)
  }
  return found
}

describe('letters of twice the size on a phone', () => {
  it('leave society, languages and name in the head of a page in whole lines (WCAG 1.4.4)', async () => {
    const profile = await openProfile(await openChromium(), phone)
    const samples = await Samples.make()
    await samples.serve(profile)
    const page = await profile.newPage()
    // One screen for each kind of head: nobody, the button of the top page, a sitting, somebody who is in.
    for (const name of ['sign-in', 'top', 'terms', 'portal']) {
      await samples.open(page, name)
      await page.addStyleTag({ content: 'html { font-size: 200% }' })
      assert.deepEqual(await page.evaluate(columns), [], name)
    }
  })
})

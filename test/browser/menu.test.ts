import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Samples } from '../../scripts/screens/samples.ts'
import { openChromium, openProfile, phone } from '../support/chromium.ts'

describe('a menu that lies over the page of a phone', async () => {
  const profile = await openProfile(await openChromium(), phone)
  await (await Samples.make()).serve(profile)
  const page = await profile.newPage()

  for (const [kind, requirement] of [
    ['.menu-phone', 'PLT-30'],
    ['.kebab', 'DIF-02 LMP-05'],
  ] as const)
    it(`${requirement} is closed by Escape, when the focus goes on, and by a press beside it (WCAG 2.4.11)`, async () => {
      await page.goto('http://samples.localhost/ja/methods')
      const menu = page.locator(kind).first()
      const isOpen = () => menu.evaluate((element) => element instanceof HTMLDetailsElement && element.open)
      const summary = menu.locator('summary')
      await summary.focus()
      await page.keyboard.press('Enter')
      assert.ok(await isOpen())
      await page.keyboard.press('Tab')
      assert.ok(await isOpen(), 'its entries are inside')
      await page.keyboard.press('Escape')
      assert.equal(await isOpen(), false)
      assert.ok(await summary.evaluate((element) => element === document.activeElement))

      await page.keyboard.press('Enter')
      const entries = await menu.locator('a').count()
      for (let at = 0; at <= entries; at += 1) await page.keyboard.press('Tab')
      assert.equal(await isOpen(), false)

      await summary.click()
      assert.ok(await isOpen())
      await page.mouse.click(385, 700)
      assert.equal(await isOpen(), false)
    })
})

/** Walks over the samples of all screens in a real browser. */
import { after } from 'node:test'
import type { Page } from 'playwright-core'
import { Samples } from '../../scripts/screens/samples.ts'
import { desk, openChromium, openProfile, PHONE } from '../support/chromium.ts'

export class EveryScreen {
  readonly names: readonly string[]
  readonly #samples: Samples
  readonly #pages: readonly Page[]

  private constructor(samples: Samples, pages: readonly Page[]) {
    this.names = samples.names
    this.#samples = samples
    this.#pages = pages
  }

  /** Two at a time: one draws while the other answers. */
  static async open(): Promise<EveryScreen> {
    const browser = await openChromium()
    const samples = await Samples.make()
    const newPage = async () => {
      const profile = await openProfile(browser, { ...desk, viewport: PHONE, reducedMotion: 'reduce' })
      after(() => profile.close())
      await samples.serve(profile)
      return profile.newPage()
    }
    return new EveryScreen(samples, [await newPage(), await newPage()])
  }

  /** Opens all of them, as wide as a phone, and gathers what `look` finds, with the name of the screen. */
  async look(locale: 'ja' | 'en', look: (page: Page) => Promise<readonly string[]>): Promise<string[]> {
    const names = this.names.values()
    const found: string[] = []
    const walk = async (page: Page) => {
      for (const name of names) {
        await page.setViewportSize(PHONE)
        await this.#samples.open(page, name, locale)
        for (const line of await look(page)) found.push(`${name} (${locale}): ${line}`)
      }
    }
    await Promise.all(this.#pages.map(walk))
    return found
  }
}

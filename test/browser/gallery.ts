/** Looks at screens: takes their pictures, lets axe-core judge them, measures what a thumb and a narrow screen need. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESK, PHONE } from '../support/chromium.ts'
import { ROOT } from '../support/demo-process.ts'

/** design.md §8 */
const NARROWEST = 320
const LEAST_TARGET = 44

const screens = join(ROOT, 'reports', 'screens')

export class Gallery {
  /** The screens that were looked at, in their order. */
  readonly screens: string[] = []
  /** What axe-core found, on which screen and how wide. */
  readonly violations: string[] = []
  /** Screens that scroll sideways on the narrowest phone. */
  readonly tooWide: string[] = []
  readonly tooSmall: string[] = []

  readonly #folder: string

  /** `room`: a folder of its own, for a suite that runs beside the big one. */
  constructor(room = 'all') {
    const folder = join(screens, room)
    this.#folder = folder
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }

  /** Looks at the page as it stands, at both widths, and leaves it as wide as a phone. */
  async look(page: Page, name: string): Promise<void> {
    this.screens.push(name)
    const number = String(this.screens.length).padStart(2, '0')
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      await this.#judge(page, `${name} at ${size.width}`)
      await page.screenshot({ path: join(this.#folder, `${number}-${name}-${size.width}.png`), fullPage: true })
    }
    await page.emulateMedia({ colorScheme: 'dark' })
    await this.#judge(page, `${name} in the dark`)
    await page.emulateMedia({ colorScheme: 'light' })
    for (const target of await page.evaluate(smallTargets, LEAST_TARGET)) this.tooSmall.push(`${name}: ${target}`)
    await page.setViewportSize({ width: NARROWEST, height: PHONE.height })
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    if (width > NARROWEST) this.tooWide.push(`${name}: ${width} pixels`)
    await page.setViewportSize(PHONE)
  }

  async #judge(page: Page, where: string): Promise<void> {
    if (!(await page.evaluate(() => Reflect.has(globalThis, 'axe')))) await page.evaluate(axe.source)
    const { violations } = await page.evaluate(
      (): Promise<AxeResults> => Reflect.get(globalThis, 'axe').run({ resultTypes: ['violations'] }),
    )
    for (const { id, nodes } of violations)
      this.violations.push(
        `${where}: ${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`)}`,
      )
  }
}

/** Runs in the page: what can be pressed and is lower than `least` pixels. Links inside a sentence may be. */
function smallTargets(least: number): string[] {
  const found: string[] = []
  for (const element of document.querySelectorAll<HTMLElement>('a, button, summary, input:not([type=hidden])')) {
    const ticks = element instanceof HTMLInputElement && ['checkbox', 'radio'].includes(element.type)
    const target = ticks ? (element.closest('label') ?? element) : element
    const { height, width, right } = target.getBoundingClientRect()
    const unseen = !element.checkVisibility({ visibilityProperty: true }) || width < 2 || right < 0
    if (unseen || element.tabIndex < 0 || getComputedStyle(element).display === 'inline') continue
    if (height < least - 0.5) found.push(`${element.tagName} ${element.textContent?.trim().slice(0, 30)}: ${height}`)
  }
  return found
}

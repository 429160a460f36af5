/** Looks at screens: takes their pictures, lets axe-core judge them, measures what a thumb and a narrow screen need. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { DESK, PHONE } from '../support/chromium.ts'
import { ROOT } from '../support/demo-process.ts'
import { sideways, smallTargets } from './measures.ts'

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

  /** Looks at the page as it stands and leaves it as wide as a phone. Samples of it are judged in every light (every-screen.test.ts). */
  async look(page: Page, name: string): Promise<void> {
    this.screens.push(name)
    const number = String(this.screens.length).padStart(2, '0')
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      await page.screenshot({ path: join(this.#folder, `${number}-${name}-${size.width}.png`), fullPage: true })
    }
    await this.#judge(page, name)
    for (const target of await page.evaluate(smallTargets, LEAST_TARGET)) this.tooSmall.push(`${name}: ${target}`)
    await page.setViewportSize({ width: NARROWEST, height: PHONE.height })
    for (const line of await page.evaluate(sideways)) this.tooWide.push(`${name}: ${line}`)
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

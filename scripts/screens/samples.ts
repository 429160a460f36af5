/** The sample screens in a real browser, without a server: every address is answered from memory. */

import type { BrowserContext, Page, Route } from 'playwright-core'
import encodeQR from 'qr'
import type { Locale } from '../../src/texts/codes.ts'
import { bundleAssets } from '../../src/web/assets.ts'
import { type SocietyColours, societyCss } from '../../src/web/styles/society-css.ts'
import type { BrowserScript } from '../../src/web/views/frame.ts'
import { screens } from '../preview-screens.ts'
import { otpauthUri } from './enrolment.ts'

const ORIGIN = 'http://samples.localhost'
const COLOURS = { accent: '#b0245f', onAccent: '#ffffff', accentDark: '#f7a8c4', onAccentDark: '#1a1a1a' }

export class Samples {
  readonly names = Object.keys(screens('ja'))
  readonly #pages: Record<Locale, Record<string, string>>
  readonly #assets: Awaited<ReturnType<typeof bundleAssets>>

  private constructor(pages: Record<Locale, Record<string, string>>, assets: Awaited<ReturnType<typeof bundleAssets>>) {
    this.#pages = pages
    this.#assets = assets
  }

  static async make(): Promise<Samples> {
    return new Samples({ ja: await drawn('ja'), en: await drawn('en') }, await bundleAssets())
  }

  /** Answers everything that pages of this profile ask for. */
  async serve(profile: BrowserContext, colours: SocietyColours = COLOURS): Promise<void> {
    await profile.route('**/*', (route) => this.#answer(route, societyCss(colours)))
  }

  async open(page: Page, name: string, locale: Locale = 'ja'): Promise<void> {
    await page.goto(`${ORIGIN}/${locale}/${name}`)
  }

  #answer(route: Route, society: string): Promise<void> {
    const [, locale = '', name = ''] = new URL(route.request().url()).pathname.split('/')
    const page = locale === 'ja' || locale === 'en' ? this.#pages[locale][name] : undefined
    if (page !== undefined) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: page })
    if (name === 'society.css') return route.fulfill({ contentType: 'text/css', body: society })
    if (name === 'qr.gif')
      return route.fulfill({ contentType: 'image/gif', body: Buffer.from(encodeQR(otpauthUri, 'gif')) })
    const [script = '', ending] = name.split('.')
    if (ending !== 'css' && ending !== 'js') return route.fulfill({ status: 404, body: '' })
    const file = this.#assets.get(ending === 'css' ? this.#assets.css : this.#assets.js(script as BrowserScript))
    return route.fulfill({ contentType: file?.type ?? '', body: file?.plain ?? '' })
  }
}

async function drawn(locale: Locale): Promise<Record<string, string>> {
  const pages = await Promise.all(
    Object.entries(screens(locale)).map(async ([name, page]) => [name, String(await page)]),
  )
  return Object.fromEntries(pages)
}

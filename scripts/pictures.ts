// Takes the pictures of README.md from the sample screens, into docs/pictures: node scripts/pictures.ts CHROMIUM
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { Samples } from './screens/samples.ts'

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1280, height: 860 }

/** Name of a picture, its width, and the screens that stand in it side by side. */
const PICTURES = [
  ['sitting', PHONE, ['letter#id=8514751&code=48446118755238', 'mail-code', 'method', 'portal']],
  ['care', PHONE, ['sign-in-passkey', 'profile', 'methods', 'history']],
  ['desk', DESK, ['portal', 'methods']],
] as const

const folder = resolve(import.meta.dirname, '../docs/pictures')
const samples = await Samples.make()
const browser = await chromium.launch({ executablePath: process.argv[2] ?? 'chromium', args: ['--no-sandbox'] })
for (const [name, size, screens] of PICTURES) {
  const shots = []
  for (const screen of screens) shots.push(await shoot(browser, size, screen))
  await beside(browser, shots, size, join(folder, `${name}.png`))
}
await browser.close()

async function shoot(on: Browser, viewport: typeof PHONE | typeof DESK, screen: string): Promise<string> {
  const profile = await on.newContext({ viewport, locale: 'ja-JP', reducedMotion: 'reduce' })
  await samples.serve(profile)
  const page = await profile.newPage()
  await page.addInitScript(hasScreenLock)
  await samples.open(page, screen)
  await page.evaluate(fromTheTop)
  const png = await page.screenshot()
  await profile.close()
  return png.toString('base64')
}

/** Runs in the page: the focus that a page takes for itself may have scrolled it. */
function fromTheTop(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  scrollTo(0, 0)
}

/** Runs in the page: a device as most members have it. */
function hasScreenLock(): void {
  PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable = async () => true
}

/** The shots on a quiet ground, small enough for a page of text. */
async function beside(on: Browser, shots: readonly string[], { width }: { width: number }, path: string) {
  const shown = shots.map((png) => `<img width="${width}" src="data:image/png;base64,${png}">`).join('')
  const page = await on.newPage({ viewport: { width: shots.length * (width + 28) + 28, height: 100 } })
  await page.setContent(
    `<!doctype html><body style="margin:0;padding:28px;display:flex;align-items:start;gap:28px;background:#e6e6e6;width:max-content">${shown}`,
  )
  await page.screenshot({ path, fullPage: true })
  await page.close()
}

/** The distribution's Chromium, driven by Playwright's library. It looks nothing up outside of this machine. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { after } from 'node:test'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
]

/** Longer than anything takes on a busy machine; a step that needs it has failed. */
const PATIENCE = 30_000

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1280, height: 900 }

const everybody: BrowserContextOptions = { locale: 'ja-JP', timezoneId: 'Asia/Tokyo' }

/** A phone of 390 × 844 with a touch screen. */
export const phone: BrowserContextOptions = {
  ...everybody,
  viewport: PHONE,
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 16; Pixel 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
}

/** A computer with a keyboard. */
export const desk: BrowserContextOptions = { ...everybody, viewport: DESK }

/** The first browser on the path, under the names that distributions give it. */
function findChromium(): string {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const files = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((at) => join(at, name)))
  return files.find((file) => existsSync(file)) ?? assert.fail('no Chromium on the path')
}

/** A browser that closes when the test file is done. */
export async function openChromium(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: FLAGS })
  after(() => browser.close())
  return browser
}

/** A fresh profile: no cookies of anybody else. */
export async function openProfile(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  const context = await browser.newContext(options)
  context.setDefaultTimeout(PATIENCE)
  return context
}

/**
 * Everything that goes wrong on the pages of a profile from now on: errors and warnings on the console (violations of the
 * Content-Security-Policy are among them), errors of scripts, requests that fail, answers of 400 and above.
 */
export function troubles(context: BrowserContext): string[] {
  const found: string[] = []
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) found.push(`console ${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (problem) => found.push(`script: ${problem.error().message}`))
  context.on('response', (response) => {
    if (response.status() >= 400) found.push(`${response.status()}: ${response.request().method()} ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    // A question that is under way when the waiting page moves on is dropped by the browser.
    const dropped = request.failure()?.errorText === 'net::ERR_ABORTED' && request.url().endsWith('/mail/state')
    if (!dropped) found.push(`failed: ${request.method()} ${request.url()} ${request.failure()?.errorText}`)
  })
  return found
}

/**
 * WebKitGTK of the distribution: Safari's engine without passkeys (`PublicKeyCredential` is missing), driven by the W3C
 * WebDriver protocol (https://www.w3.org/TR/webdriver2/). Playwright cannot drive it; these few commands are all we need.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import { setInterval } from 'node:timers/promises'
import { freePort } from './demo-process.ts'

/** Longer than anything takes on a busy machine. */
const PATIENCE = 60_000
/** The name under which WebDriver hands out an element (WebDriver 2, section 13.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

/** A browser window that closes when the test file is done. */
export async function openWebKit(): Promise<WebKitPage> {
  const port = await freePort()
  // A group of its own, so that the display ends with the driver.
  const driver = spawn('xvfb-run', ['-a', 'WebKitWebDriver', `--port=${port}`], { detached: true, stdio: 'ignore' })
  const base = `http://127.0.0.1:${port}`
  let page: WebKitPage | undefined
  after(async () => {
    await page?.close()
    process.kill(-(driver.pid ?? assert.fail('xvfb-run did not start')), 'SIGTERM')
  })
  await until('the driver answers', () =>
    fetch(`${base}/status`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  const options = { binary: miniBrowser(), args: ['--automation'] }
  const answer = await command(base, 'POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })
  const { sessionId } = answer as { sessionId: string }
  page = new WebKitPage(`${base}/session/${sessionId}`)
  return page
}

/** One window; elements are named by CSS selectors, buttons and links by their words. */
export class WebKitPage {
  readonly #session: string

  constructor(session: string) {
    this.#session = session
  }

  async open(url: string): Promise<void> {
    await this.#post('/url', { url })
  }

  async path(): Promise<string> {
    return new URL((await command(this.#session, 'GET', '/url')) as string).pathname
  }

  async reaches(path: string): Promise<void> {
    await until(`the page at ${path}`, async () => (await this.path()) === path)
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(fields)) {
      const field = await this.#find('css selector', `[name="${name}"]`)
      await this.#post(`/element/${field}/clear`, {})
      await this.#post(`/element/${field}/value`, { text })
    }
  }

  /** Presses the visible button or link with exactly these words. */
  async press(words: string): Promise<void> {
    const path = `//button[normalize-space()="${words}"] | //a[normalize-space()="${words}"]`
    const element = { [ELEMENT]: await this.#find('xpath', path) }
    // The driver calls an element out of the view not interactable.
    await this.#post('/execute/sync', { script: "arguments[0].scrollIntoView({ block: 'center' })", args: [element] })
    await this.#post(`/element/${element[ELEMENT]}/click`, {})
  }

  /** What is to be read on the page: hidden text is not in it. */
  async words(): Promise<string> {
    return this.run('return document.body.innerText')
  }

  async run<T>(script: string): Promise<T> {
    return (await this.#post('/execute/sync', { script, args: [] })) as T
  }

  async close(): Promise<void> {
    await command(this.#session, 'DELETE', '')
  }

  async #find(using: 'css selector' | 'xpath', value: string): Promise<string> {
    let found: string | undefined
    await until(`something to be seen for ${value}`, async () => {
      const elements = (await this.#post('/elements', { using, value })) as Record<string, string>[]
      for (const element of elements) {
        const name = element[ELEMENT] as string
        if (await command(this.#session, 'GET', `/element/${name}/displayed`)) found ??= name
      }
      return found !== undefined
    })
    return found as unknown as string
  }

  #post(path: string, body: object): Promise<unknown> {
    return command(this.#session, 'POST', path, body)
  }
}

async function command(base: string, method: string, path: string, body?: object): Promise<unknown> {
  const response = await fetch(base + path, { method, ...(body && { body: JSON.stringify(body) }) })
  const { value } = (await response.json()) as { value: unknown }
  if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${JSON.stringify(value)}`)
  return value
}

/** The browser that comes with the library, wherever the distribution puts it. */
function miniBrowser(): string {
  const libraries = readdirSync('/usr/lib').map((name) => join('/usr/lib', name))
  const files = ['webkitgtk-6.0', 'webkit2gtk-4.1'].flatMap((name) =>
    ['/usr/libexec', '/usr/lib', ...libraries].map((at) => join(at, name, 'MiniBrowser')),
  )
  return files.find((file) => existsSync(file)) ?? assert.fail('no MiniBrowser of WebKitGTK')
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE
  for await (const _ of setInterval(50)) {
    if (await holds()) return
    if (Date.now() > end) assert.fail(`${what}: not within ${PATIENCE / 1000} s`)
  }
}

/** The word before a visit ends, in a real browser with its clock in our hands. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { minutes } from '../../src/kernel/clock.ts'
import { type Node, openNode } from '../../src/web/node.ts'
import { openChromium, openProfile } from '../support/chromium.ts'
import { activate } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

const chrome = await openChromium()
let world: World
let node: Node
let origin: string
/** A signed-in member on the portal, in a tab whose clock stands still. */
async function signedIn(options: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const member = await world.member('stay', { mail: `stay-${world.jobs.length}@mail.example` })
  const story = await world.browser('stay')
  await activate(world, story, member)
  const context = await openProfile(chrome, options)
  await context.addCookies([...story.cookies].map(([name, value]) => ({ name, value, url: origin })))
  const page = await context.newPage()
  await page.clock.install()
  await page.goto(`${origin}/portal`)
  return page
}

/** Time passes in the tab and on the server. */
async function pass(page: Page, milliseconds: number): Promise<void> {
  world.pass(milliseconds)
  await page.clock.fastForward(milliseconds)
}

const words = (page: Page) => page.locator('[data-stay-words]')

describe('a page that is left standing', () => {
  // Inside: what closes a file's databases runs when its suites are done.
  before(async () => {
    world = await openWorld('server')
    const report = (_: string, error: unknown) => world.defects.push(error)
    const { database, keyring } = world
    node = await openNode({ database, keyring, smtpUrl: 'smtp://127.0.0.1:1', report, clock: () => world.now })
    const { port } = (await node.listen(0, '127.0.0.1')).address() as AddressInfo
    origin = `http://stay.portal.localhost:${port}`
    await world.addSociety('stay', origin, 'stay.portal.localhost', 'genkan')
    // A node that has looked already sees a new host within two seconds, by this clock that stands still.
    world.pass(3000)
  })
  after(async () => {
    await node.close()
    await world.close()
  })

  it('GAP-07: says two minutes before that the visit will end, lets the member stay, and says when it has ended', async () => {
    const page = await signedIn()
    assert.equal(await words(page).textContent(), '')
    assert.equal(await page.locator('[data-stay-hint]').isVisible(), false)
    await pass(page, minutes(58))
    await page.getByText('まもなく、操作がないため自動的に終了します。').waitFor()
    assert.equal(await words(page).getAttribute('aria-live'), 'polite')
    await page.getByRole('button', { name: 'このまま続ける' }).click()
    await page.getByText('延長しました。このまま続けられます。').waitFor()
    assert.equal(await page.getByRole('button', { name: 'このまま続ける' }).isVisible(), false)
    await pass(page, minutes(58))
    await page.getByText('まもなく、操作がないため自動的に終了します。').waitFor()
    await pass(page, minutes(2) + 2000)
    await page.getByText('時間がたったため、終了しました。').waitFor()
    await page.context().close()
  })

  it('GAP-07: puts whoever stays back where they were, with nothing hidden under the words (WCAG 2.4.11)', async () => {
    const page = await signedIn()
    await page.goto(`${origin}/profile`)
    const field = page.locator('main select').first()
    await field.focus()
    await pass(page, minutes(58))
    const button = page.getByRole('button', { name: 'このまま続ける' })
    await button.waitFor()
    const [last, bar] = [page.locator('main a').last(), page.locator('[data-stay-box]')]
    await page.setViewportSize({ width: 390, height: 500 })
    await last.focus()
    const [below, above] = [await last.boundingBox(), await bar.boundingBox()]
    assert.ok(below && above && (below.y >= above.y + above.height || below.y + below.height <= above.y))
    await field.focus()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByText('延長しました。このまま続けられます。').waitFor()
    assert.ok(await field.evaluate((element) => element === document.activeElement))
    await page.context().close()
  })

  it('asks the server before it says anything: another tab may have gone on', async () => {
    const page = await signedIn()
    await pass(page, minutes(30))
    const other = await page.context().newPage()
    await other.goto(`${origin}/portal`)
    const asked = page.waitForResponse((response) => response.url().endsWith('/stay'))
    await pass(page, minutes(28))
    assert.equal((await asked).status(), 200)
    assert.equal(await words(page).textContent(), '')
    await page.context().close()
  })

  it('without script has a sentence that says how long it may stand', async () => {
    const page = await signedIn({ javaScriptEnabled: false })
    assert.ok(await page.getByText('60分間操作がないと自動的に終了します。').isVisible())
    await page.context().close()
  })
})

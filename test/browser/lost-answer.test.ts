/** An answer that gets lost after the server has done its work (decision 0008), in a real browser. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request as send } from 'node:http'
import { describe, it } from 'node:test'
import type { Page, Request } from 'playwright-core'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

/** The next form that is posted reaches the server, which does its work; the line drops before the answer is there. */
async function loseNextAnswer(page: Page): Promise<void> {
  const drop = async (route: Parameters<Parameters<Page['route']>[1]>[0]) => {
    await deliver(route.request())
    await route.abort('connectionreset')
  }
  await page.route(page.url(), drop, { times: 1 })
}

async function deliver(request: Request): Promise<void> {
  const { port, pathname, host } = new URL(request.url())
  const headers = { ...(await request.allHeaders()), host }
  const sent = send({ host: '127.0.0.1', port, path: pathname, method: request.method(), headers })
  sent.end(request.postData() ?? '')
  const [answer] = await once(sent, 'response')
  assert.equal(answer.statusCode, 303)
  answer.resume()
}

async function atTheCode(state: string, options: object) {
  const profile = await openProfile(browser, { ...phone, ...options })
  const walk = new Walk(demo, await profile.newPage(), demo.member('sakura', state))
  walk.uses(walk.member.totpSecret)
  await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
  await walk.reaches('/otp')
  await loseNextAnswer(walk.page)
  await walk.fill({ otp: walk.app.next() })
  await walk.press('トップページへ')
  await walk.page.waitForURL('chrome-error://chromewebdata/')
  return walk
}

describe('an answer that gets lost after the code was right', () => {
  it('with script: any page of the tab goes on', async () => {
    const walk = await atTheCode('active', {})
    await walk.open('/otp')
    await walk.reaches('/portal')
    assert.match(await walk.words(), new RegExp(`${walk.member.name} さん`))
  })

  it('without script: loading the page again sends the form again, and goes on', async () => {
    const walk = await atTheCode('letterUsed', { javaScriptEnabled: false })
    await walk.page.reload()
    await walk.reaches('/portal')
  })

  it('without script and by another way: the page says what may have happened and leads to the sign-in', async () => {
    const walk = await atTheCode('activeTwoDevices', { javaScriptEnabled: false })
    await walk.open('/portal')
    assert.equal(await walk.heading(), '送信した結果が、この画面に届いていません')
    await walk.page.getByRole('link', { name: 'ログイン画面へ進む' }).click()
    await walk.reaches('/sign-in')
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/otp')
  })
})

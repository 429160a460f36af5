/** What was typed stays while the language is changed or a form comes back unread, in a real browser. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

async function visitor(): Promise<Walk> {
  const profile = await openProfile(browser, phone)
  return new Walk(demo, await profile.newPage(), demo.member('genkan', 'new'))
}

const values = (page: Page, ...names: string[]) =>
  Promise.all(names.map((name) => page.locator(`[name="${name}"]`).inputValue()))

describe('what was typed', () => {
  it('GAP-11: is still there in the other language, with what the QR code brought; this tab keeps it no longer', async () => {
    const { page, member } = await visitor()
    await page.goto(member.letterUrl ?? assert.fail('no letter'))
    await page.locator('[name=birthDate]').fill('昭和54年8月22日')
    const before = await values(page, 'userId', 'letterCode', 'birthDate')
    assert.ok(before.every((value) => value !== ''))
    await page.getByRole('link', { name: 'English' }).click()
    await page.locator('html[lang=en]').waitFor()
    assert.deepEqual(await values(page, 'userId', 'letterCode', 'birthDate'), before)
    assert.equal(await page.evaluate(() => sessionStorage.getItem('typed')), null)
  })

  it('is there again behind 「入力画面に戻る」 when a form was turned away; a password never', async () => {
    const walk = await visitor()
    await walk.open('/sign-in')
    await walk.fill({ userId: 'hanako-2026', password: 'umibe-no-Kaze83' })
    await walk.page.locator('[name=rememberMe]').check()
    await walk.page.route('**/sign-in', (route) => route.continue({ postData: 'x'.repeat(70_000) }))
    await walk.press('ログイン')
    await walk.page.getByRole('heading', { name: '送信された内容が大きすぎます' }).waitFor()
    await walk.page.unrouteAll()
    assert.doesNotMatch((await walk.page.evaluate(() => sessionStorage.getItem('typed'))) ?? '', /umibe/)
    await walk.page.getByRole('link', { name: '入力画面に戻る' }).click()
    await walk.reaches('/sign-in')
    assert.deepEqual(await values(walk.page, 'userId', 'password'), ['hanako-2026', ''])
    assert.ok(await walk.page.locator('[name=rememberMe]').isChecked())
  })

  it('is gone with the next page where nobody goes back', async () => {
    const walk = await visitor()
    await walk.open('/forgot-password')
    await walk.fill({ userId: 'hanako-2026' })
    await walk.press('実行')
    await walk.page.locator('html').waitFor()
    await walk.open('/forgot-password')
    assert.deepEqual(await values(walk.page, 'userId'), [''])
    assert.equal(await walk.page.evaluate(() => sessionStorage.getItem('typed')), null)
  })
})

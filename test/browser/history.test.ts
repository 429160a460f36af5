/** Where a member is signed in, what happened to the account, and how it is stopped and opened again, as it looks. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { Gallery } from './gallery.ts'
import { Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()
const gallery = new Gallery('history')

describe('a stranger is noticed and stopped, on a phone', async () => {
  const profile = await openProfile(browser, { ...phone, reducedMotion: 'reduce' })
  after(() => profile.close())
  const found = troubles(profile)
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'active'))
  walk.uses(walk.member.totpSecret)
  const userId = walk.member.userId ?? ''
  const password = walk.member.password ?? ''
  const signIn = async () => {
    await walk.signIn(userId, password)
    await walk.proveApp()
  }

  it('PLT-30: the menu leads to the devices and to the history', async () => {
    const strange = await openProfile(browser, { ...phone, reducedMotion: 'reduce' })
    after(() => strange.close())
    await new Walk(demo, await strange.newPage(), walk.member).signIn(userId, password)
    await signIn()
    await page.locator('.menu-phone summary').click()
    await page.locator('.menu-phone').getByRole('link', { name: 'ログイン中の端末' }).click()
    await walk.reaches('/visits')
    await page.getByText('ログインの途中').waitFor()
    await gallery.look(page, 'visits')
    await page.getByRole('link', { name: 'ログインの履歴を見る' }).click()
    await walk.reaches('/history')
    await gallery.look(page, 'history')
  })

  it('「心当たりがない」 asks first, then stops the account and says what to do', async () => {
    await page
      .getByRole('link', { name: /^心当たりがない/ })
      .first()
      .click()
    await page.getByRole('button', { name: '利用を止める' }).waitFor()
    await gallery.look(page, 'not-me')
    await walk.press('利用を止める')
    await page.getByRole('heading', { name: '利用を停止しました' }).waitFor()
    await gallery.look(page, 'frozen')
    await page.getByRole('link', { name: '元に戻す（ログイン画面へ）' }).click()
    await walk.reaches('/sign-in')
    await walk.signIn(userId, password)
    await walk.reaches('/otp')
    await gallery.look(page, 'frozen-otp')
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    await walk.reaches('/restore')
    await gallery.look(page, 'restore')
    await walk.press('元に戻す')
    await walk.reaches('/sign-in-methods')
    await page.getByText('元に戻しました。').waitFor()
    await gallery.look(page, 'restored')
  })

  it('axe finds nothing, nothing is too wide or too small, and no script fails', () => {
    assert.deepEqual(gallery.violations, [])
    assert.deepEqual(gallery.tooWide, [])
    assert.deepEqual(gallery.tooSmall, [])
    assert.deepEqual(found, [])
  })
})

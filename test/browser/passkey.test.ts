import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { desk, openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { PASSWORD, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

async function at(
  society: string,
  state: string,
  device: typeof phone,
): Promise<{ walk: Walk; page: Page; profile: BrowserContext; found: string[]; keeper: VirtualAuthenticator }> {
  const profile = await openProfile(browser, device)
  after(() => profile.close())
  const found = troubles(profile)
  const page = await profile.newPage()
  const keeper = await VirtualAuthenticator.plugInto(page)
  return { walk: new Walk(demo, page, demo.member(society, state)), page, profile, found, keeper }
}

const BUTTON = 'このスマホの顔・指紋・画面ロックで'

describe('the first sitting in genkan with a passkey, on a phone', async () => {
  const { walk, page, found, keeper } = await at('genkan', 'new', phone)

  it('CON-08, PSK-16: letter → terms → mail → code → one button → paper → portal, no password', async () => {
    await walk.confirmAddress('/enrol/passkey')
    assert.equal(await walk.heading(), 'セキュリティの設定')
  })

  it('PSK-32: a face that is not recognised comes back with 再試行 and one button to the next method, nothing retyped', async () => {
    await keeper.recognises(false)
    await walk.press(BUTTON)
    assert.match(await walk.errors(), /認証の画面が閉じられました/)
    assert.equal(await page.getByRole('button', { name: '認証アプリを使う' }).count(), 1)
    assert.equal(await keeper.count(), 0)
  })

  it('PSK-19, PSK-32: 再試行 opens the sheet again, and the passkey is made', async () => {
    await keeper.recognises(true)
    await walk.press('再試行')
    await walk.reaches('/recovery-paper')
    assert.equal(await keeper.count(), 1)
    await page.getByRole('main').getByRole('button').click()
    await walk.reaches('/portal')
  })

  it('WA-08: the autofill alone signs in: nothing is typed', async () => {
    await walk.signOut()
    await walk.open('/sign-in')
    await walk.reaches('/portal')
  })

  it('WA-08: so does the button, where somebody touches it first', async () => {
    await keeper.isThere(false)
    await walk.signOut()
    await walk.open('/sign-in')
    const button = page.getByRole('button', { name: '顔・指紋・画面ロックでログイン' })
    await button.waitFor()
    await keeper.isThere(true)
    await button.click()
    await walk.reaches('/portal')
  })

  it('PSK-19: a refusal at the sign-in page is said on the spot; what was typed below is still there', async () => {
    await keeper.isThere(false)
    await walk.signOut()
    await walk.open('/sign-in')
    await walk.fill({ userId: 'hanako@mail.example' })
    await keeper.isThere(true)
    await keeper.recognises(false)
    await page.getByRole('button', { name: '顔・指紋・画面ロックでログイン' }).click()
    await page.getByText('認証の画面が閉じられました', { exact: true }).waitFor()
    assert.equal(await page.locator('[name=userId]').inputValue(), 'hanako@mail.example')
    await keeper.recognises(true)
    await walk.press('再試行')
    await walk.reaches('/portal')
  })

  it('left nothing on the console but the one page that came back', () => {
    assert.deepEqual(
      found.filter((line) => !line.includes('422')),
      [],
    )
  })
})

describe('a phone without passkeys', async () => {
  const { walk, page, keeper } = await at('genkan', 'interrupted', phone)

  it('PSK-32, LGN-15: cancelled, then the app instead; everything before is kept', async () => {
    await walk.openLetter()
    await walk.reaches('/mail-otp')
    await walk.typeMailCode()
    await walk.reaches('/enrol/passkey')
    await keeper.recognises(false)
    await walk.press(BUTTON)
    await walk.errors()
    await walk.press('認証アプリを使う')
    await walk.reaches('/password')
    await walk.setPassword()
    await walk.scan()
    await walk.enrol()
    await walk.reaches('/recovery-paper')
    assert.equal(await page.getByRole('main').getByRole('button').count(), 1)
  })
})

describe('the same browser where script finds no passkeys', async () => {
  const profile = await openProfile(browser, phone)
  after(() => profile.close())
  await profile.addInitScript("Reflect.deleteProperty(globalThis, 'PublicKeyCredential')")
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('genkan', 'newWithoutMail'))

  it('MTH-08, MTH-11: says so before anybody tries, and offers no button that could not work', async () => {
    await walk.open('/sign-in')
    await page.getByRole('button', { name: 'ログイン', exact: true }).waitFor()
    assert.equal(await page.getByRole('button', { name: '顔・指紋・画面ロックでログイン' }).isVisible(), false)
    await walk.confirmAddress('/enrol/passkey')
    await page.getByText('このブラウザでは、生体認証を利用できません').waitFor()
    assert.equal(await page.getByRole('button', { name: BUTTON }).isVisible(), false)
    await walk.press('認証アプリを使う')
    await walk.reaches('/password')
  })
})

describe('sakura, where the passkey stands after the password, on a computer', async () => {
  const { walk, page, found, keeper } = await at('sakura', 'new', desk)
  const userId = 'kaede-2026'

  it('FST-04, MTH-05: user ID and method on one form, then the password', async () => {
    await walk.confirmAddress('/method')
    await walk.fill({ userId })
    await page.getByLabel('生体認証', { exact: true }).check()
    await walk.press('実行')
    await walk.reaches('/password')
    await walk.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await walk.press('実行')
    await walk.reaches('/enrol/passkey')
  })

  it('PSK-02, PSK-14, PSK-17, PSK-29, PSK-30, SES-04, MTH-14: the phone as authenticator is explained before the QR code', async () => {
    assert.ok(await page.getByLabel('全てのデバイスからサインアウトする').isChecked())
    await page.getByText('パソコンに生体認証機能がないとき（スマートフォンを使う）').click()
    const words = await walk.words()
    assert.match(words, /スマートフォンとパソコンの両方で、Bluetoothをオンにしてください。/)
    assert.match(words, /パソコン画面に表示されたQRコードを、スマートフォンのカメラで読み取り/)
    await walk.press('次へ')
    await walk.reaches('/enrol/passkey/name')
  })

  it('PSK-07, PSK-08, PSK-09, PSK-11: then it is named', async () => {
    assert.equal(await walk.heading(), '認証ラベルの登録')
    assert.equal(await page.locator('[name=passkeyName]').inputValue(), 'パスキー')
    await walk.fill({ passkeyName: '' })
    await walk.press('OK')
    assert.match(await walk.errors(), /パスキーの名前を入力してください。/)
    await walk.fill({ passkeyName: '居間のパソコン' })
    await walk.press('OK')
    await walk.reaches('/portal')
  })

  it('LGN-13, PSK-22, PSK-23: in again by ID, password, and 次へ on the page that lists it', async () => {
    await walk.signOut()
    await walk.signIn(userId)
    await walk.reaches('/passkey')
    assert.equal(await walk.heading(), '生体認証の設定')
    assert.match(await walk.words(), /居間のパソコン/)
    await keeper.recognises(false)
    await walk.press('次へ')
    assert.match(await walk.errors(), /認証の画面が閉じられました/)
    await keeper.recognises(true)
    await walk.press('再試行')
    await walk.reaches('/portal')
  })

  it('left nothing on the console but the pages that came back', () => {
    assert.deepEqual(
      found.filter((line) => !line.includes('422')),
      [],
    )
  })
})

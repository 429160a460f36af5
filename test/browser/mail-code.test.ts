import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { desk, openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { codeIn, PASSWORD, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

const TITLE = 'ワンタイムパスワード (OTP) メール認証'

async function at(state: string, device: typeof phone) {
  const profile = await openProfile(browser, device)
  after(() => profile.close())
  const found = troubles(profile)
  const page = await profile.newPage()
  return { walk: new Walk(demo, page, demo.member('sakura', state)), page, found }
}

describe('mailed codes on a phone of 390 pixels', async () => {
  const { walk, page, found } = await at('new', phone)
  await VirtualAuthenticator.plugInto(page)
  const userId = 'misaki-2026'

  it('FST-14, CON-07, MTH-17, MOT-07, DIF-09: choosing them completes the first sitting', async () => {
    await walk.confirmAddress('/method')
    assert.match(await walk.words(), /設定したメールアドレス宛てに送付されるワンタイムパスワードを用いて認証します。/)
    await walk.fill({ userId })
    await page.getByRole('radio', { name: TITLE }).check()
    await walk.press('実行')
    await walk.reaches('/password')
    await walk.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await walk.press('実行')
    await walk.reaches('/portal')
  })

  it('MOT-01…MOT-06, MSG-05: out, and in again by password and the code of the mail', async () => {
    await walk.signOut()
    await walk.signIn(userId)
    await walk.reaches('/mail-otp')
    assert.equal(await walk.heading(), TITLE)
    const mail = await demo.newestMail(walk.mail, 3)
    assert.match(mail.subject, /^【ゲンカン】ワンタイムパスワードのお知らせ/)
    await walk.fill({ mailCode: codeIn(mail) })
    await walk.press('実行')
    await walk.reaches('/portal')
  })

  it('left nothing on the console', () => assert.deepEqual(found, []))
})

describe('somebody with an app and mailed codes', async () => {
  const { walk, page, found } = await at('activeSeveral', phone)
  const begin = () => walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')

  it('LGN-15: is asked for the app, and takes the mail with one tap; going back and forth sends one', async () => {
    await begin()
    await walk.reaches('/otp')
    assert.deepEqual(await demo.mails(walk.mail), [])
    await page.getByRole('button', { name: TITLE }).tap()
    await walk.reaches('/mail-otp')
    const code = codeIn(await demo.newestMail(walk.mail))
    await page.getByRole('link', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).tap()
    await walk.reaches('/otp')
    await page.getByRole('button', { name: TITLE }).tap()
    await walk.reaches('/mail-otp')
    await walk.fill({ mailCode: code })
    await walk.press('実行')
    await walk.reaches('/portal')
    assert.equal((await demo.mails(walk.mail)).length, 1)
  })

  it('LGN-15: is asked for the mail next time, which was used last, until the app was used again', async () => {
    walk.uses(walk.member.totpSecret)
    await walk.signOut()
    await begin()
    await walk.reaches('/mail-otp')
    await page.getByRole('link', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).tap()
    await walk.proveApp()
    await walk.signOut()
    await begin()
    await walk.proveApp()
  })

  it('left nothing on the console', () => assert.deepEqual(found, []))
})

describe('a computer without face, fingerprint or screen lock', async () => {
  const { walk, page } = await at('newWithoutMail', desk)

  it('MTH-08, MTH-14: is told so on the page of methods, and that the phone can do it', async () => {
    await walk.confirmAddress('/method')
    await page.getByText('この端末では、顔・指紋・画面ロックが見つかりません').waitFor()
    const beside = page.locator('.choice', { hasText: '生体認証' }).first()
    assert.match(await beside.innerText(), /※PCに生体認証機能がない場合でも/)
  })
})

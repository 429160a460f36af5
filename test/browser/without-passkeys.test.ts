import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startDemo } from '../support/demo-process.ts'
import { openWebKit } from '../support/webkit.ts'
import { Authenticator } from './authenticator.ts'
import { codeIn, PASSWORD } from './walk.ts'

const demo = await startDemo()
const page = await openWebKit()
const member = demo.member('genkan', 'new')
const mail = member.mail ?? assert.fail('this member has an address on file')

let app: Authenticator

describe('a browser without passkeys (WebKitGTK)', () => {
  it('really has none', async () => {
    await page.open(demo.originOf('genkan'))
    assert.equal(await page.run('return typeof PublicKeyCredential'), 'undefined')
  })

  it('says so on the page of the passkey before anybody tries, and leads to the app with nothing typed twice', async () => {
    await page.open(member.letterUrl ?? assert.fail('this member has a letter'))
    await page.fill({ birthDate: member.birthDate.replaceAll('-', '') })
    await page.press('次へ')
    await page.reaches('/terms')
    await page.press('同意する')
    await page.reaches('/mail')
    await page.press('実行')
    await page.reaches('/mail/code')
    await page.fill({ mailCode: codeIn(await demo.newestMail(mail)) })
    await page.press('実行')
    await page.reaches('/enrol/passkey')
    const words = await page.words()
    assert.match(words, /このブラウザでは、生体認証を利用できません/)
    assert.doesNotMatch(words, /このパソコンの顔・指紋・画面ロックで/, 'no button that cannot work')
    await page.press('認証アプリを使う')
    await page.reaches('/password')
  })

  it('FST-04 goes on with the app to the portal', async () => {
    await page.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await page.press('実行')
    await page.reaches('/enrol/totp')
    const uri = await page.run<string>(`return document.querySelector('a[href^="otpauth:"]').href`)
    app = new Authenticator(new URL(uri).searchParams.get('secret') ?? assert.fail(uri))
    await page.fill({ otp: app.next() })
    await page.press('実行')
    await page.reaches('/recovery-paper')
  })

  it('LGN-13 signs out and in again with password and app; no button for passkeys is in the way', async () => {
    await page.press('保管しました')
    await page.reaches('/portal')
    await page.open(`${demo.originOf('genkan')}/sign-out`)
    await page.press('ログアウトする')
    await page.reaches('/')
    await page.open(`${demo.originOf('genkan')}/sign-in`)
    assert.doesNotMatch(await page.words(), /顔・指紋・画面ロックで/)
    await page.fill({ userId: mail, password: PASSWORD })
    await page.press('ログイン')
    await page.reaches('/otp')
    await page.fill({ otp: app.next() })
    await page.press('トップページへ')
    await page.reaches('/portal')
  })
})

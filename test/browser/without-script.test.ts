import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { readOtpauth } from './authenticator.ts'
import { linkIn, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()
const scriptless = { ...phone, javaScriptEnabled: false }

/** As an input method for Japanese leaves it. */
const fullWidth = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))

describe('the first sitting in sakura with script switched off', async () => {
  const profile = await openProfile(browser, scriptless)
  const found = troubles(profile)
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'new'))
  const { member } = walk

  it('takes the letter typed by hand, in full width and with gaps', async () => {
    await walk.open('/')
    await page.getByRole('link', { name: '初回ログインをはじめる' }).click()
    await walk.reaches('/letter')
    await walk.fill({
      userId: fullWidth(member.userId ?? ''),
      letterCode: fullWidth(member.letterCode ?? '').replace(/(.{4})(?=.)/g, '$1 '),
      birthDate: fullWidth(member.birthDate.replaceAll('-', '')),
    })
    await walk.press('次へ')
    await walk.reaches('/terms')
    await walk.acceptTerms()
  })

  it('EML-16 EML-18 goes on from the waiting page by its button once the link is confirmed in another browser', async () => {
    await walk.giveMail()
    const other = await openProfile(browser, scriptless)
    const link = await other.newPage()
    await link.goto(linkIn(await demo.newestMail(walk.mail)))
    await link.getByRole('button', { name: 'メールアドレスの確認' }).click()
    await link.getByText('「確認できたので次へ進む」を押してください').waitFor()
    await other.close()
    await walk.press('確認できたので次へ進む')
    await walk.reaches('/method')
  })

  it('UID-10…UID-12 opens the list of forbidden characters in place, and its link reads differently then', async () => {
    await page.getByText('利用不可文字一覧を見る').click()
    await page.getByText('利用不可文字一覧を表示').waitFor()
    await page.getByText('以下の文字はユーザIDに利用できません：').waitFor()
    assert.ok(!(await page.getByText('利用不可文字一覧を見る').isVisible()))
    await walk.chooseMethod('misaki_1995')
    assert.equal(await page.locator('[data-eye]:visible').count(), 0, 'a button that would do nothing is not shown')
    await walk.setPassword()
  })

  it('OTP-06…OTP-08 OTP-11…OTP-16 OTP-30 OTP-31 OTD-01 shows the key to type, its settings, and the way back to the QR code', async () => {
    await page.getByText('スキャンできませんか？').click()
    const words = await walk.words()
    assert.match(words, /アプリケーションを開き、キーを入力します：/)
    assert.match(words, /アプリケーションで設定できる場合は、次の設定値を使用します。/)
    for (const line of ['タイプ: 時間ベース', 'アルゴリズム: SHA1', '桁: 6', '期間: 30'])
      assert.ok(words.includes(line), line)
    const groups = await page.locator('#key').innerText()
    assert.match(groups.trim(), /^([A-Z2-7]{4}\s+){7}[A-Z2-7]{4}$/)
    const uri = await page.locator('a[href^="otpauth:"]').getAttribute('href')
    assert.equal(readOtpauth(uri ?? '').secret, groups.replace(/\s/g, ''))
    await page.getByText('バーコードをスキャンしますか？').click()
    assert.ok(await page.locator('img.qr-picture').isVisible())
    walk.uses(groups.toLowerCase().replace(/\s/g, ''))
  })

  it('FST-04 FST-19 LGN-13 reaches the portal, logs out and signs in again', async () => {
    await walk.enrol()
    await walk.reaches('/portal')
    await walk.signOut()
    await walk.signIn('misaki_1995')
    await walk.proveApp()
    assert.deepEqual(found, [])
  })
})

describe('what interrupts a sitting with script switched off', async () => {
  const profile = await openProfile(browser, scriptless)
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('genkan', 'new'))
  const { member } = walk

  it('EML-19 sends one mail for a double click, and leads on from wherever the second click ends', async () => {
    await walk.open('/letter')
    await walk.fill({ userId: member.userId ?? '', letterCode: member.letterCode ?? '', birthDate: member.birthDate })
    await walk.press('次へ')
    await walk.acceptTerms()
    // A mistake, and the way back from it: nothing asks to send the form again.
    await walk.fill({ mail: 'hanako' })
    await walk.press('実行')
    await page.locator('[data-summary]').waitFor()
    assert.equal(await page.locator('[name=mail]').inputValue(), 'hanako')
    await page.reload()
    assert.equal(await page.locator('[data-summary]').count(), 0)
    await page.goBack()
    assert.equal(await page.locator('h1').count(), 1, 'a page of ours, not one that asks to send something again')
    await walk.open('/mail')
    await page.getByRole('button', { name: '実行', exact: true }).dblclick()
    const goOn = page.getByRole('link', { name: '続きへ進む' })
    await page.locator('[name=mailCode]').or(goOn).waitFor()
    if (await goOn.isVisible()) await goOn.click()
    await walk.reaches('/mail/code')
    await walk.typeMailCode()
    await walk.reaches('/enrol/passkey')
    assert.equal((await demo.mails(walk.mail)).length, 1)
  })
})

import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, describe, it } from 'node:test'
import { desk, openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { readOtpauth, readQr } from './authenticator.ts'
import { codeIn, linkIn, PASSWORD, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

/** `found` collects what goes wrong, `sent` every address that a server was asked for. */
async function newWalk(society: string): Promise<{ walk: Walk; found: string[]; sent: string[] }> {
  const profile = await openProfile(browser, phone)
  after(() => profile.close())
  const found = troubles(profile)
  const sent: string[] = []
  profile.on('request', (request) => sent.push(request.url().replace(/#.*/, '')))
  return { walk: new Walk(demo, await profile.newPage(), demo.member(society, 'new')), found, sent }
}

describe('the first sitting in sakura, on a phone, with the mailed link', async () => {
  const { walk, found } = await newWalk('sakura')
  const { page, member } = walk

  it('PLT-18 PLT-36 starts at the public top page, whose button ログイン leads to the sign-in page', async () => {
    await walk.open('/')
    assert.equal(await walk.heading(), 'さくら健康保険組合加入者ページ')
    assert.match(await walk.words(), /設定完了には10分程度かかります。/)
    const corner = page.getByRole('link', { name: 'ログイン', exact: true })
    const box = await corner.boundingBox()
    assert.ok(box && box.x + box.width > 300 && box.y < 150, 'it is top right')
    await corner.click()
    await walk.reaches('/sign-in')
  })

  it("fills the letter's fields from the fragment and takes it out of the address bar before anything is sent", async () => {
    await page.goto(member.letterUrl ?? '')
    assert.equal(page.url(), `${walk.origin}/letter`)
    assert.equal(await page.locator('[name=userId]').inputValue(), member.userId)
    assert.equal((await page.locator('[name=letterCode]').inputValue()).replaceAll(' ', ''), member.letterCode)
    await page.reload()
    assert.equal(page.url(), `${walk.origin}/letter`, 'it is not in the history either')
    assert.equal(await page.locator('[name=userId]').inputValue(), '')
  })

  it('does the same where the page of the letter stands open already', async () => {
    await page.goto(member.letterUrl ?? '')
    await page.getByText('通知書のQRコードから、ユーザIDと確認番号を読み取りました。').waitFor()
    assert.equal(page.url(), `${walk.origin}/letter`)
    assert.equal(await page.locator('[name=userId]').inputValue(), member.userId)
  })

  it('BRT-01 BRT-02 BRT-03 asks for the birth date as eight digits to check who it is', async () => {
    const words = await walk.words()
    assert.match(words, /本人確認のため/)
    assert.match(words, /入力例:19790822/)
    await walk.fill({ birthDate: member.birthDate.replaceAll('-', '') })
    await walk.press('次へ')
    await walk.reaches('/terms')
  })

  it('TRM-01 TRM-02 shows the terms of use and goes on with 同意する', async () => {
    assert.equal(await walk.heading(), '利用規約')
    assert.match(await walk.words(), /利用規約をご確認いただいた後、「同意する」を押してください。/)
    await walk.acceptTerms()
  })

  it('EML-01 EML-03 EML-04 EML-05 EML-07 SES-02 offers the address on file, which need not be changed', async () => {
    assert.equal(await walk.heading(), 'メールアドレスの更新')
    assert.equal(await page.locator('[name=mail]').inputValue(), member.mail)
    assert.ok(await page.getByLabel('全てのデバイスからサインアウトする').isChecked())
    await walk.press('実行')
    await walk.reaches('/mail/code')
  })

  it('EML-15 EML-16 EML-17 MSG-04 sends a mail with メールアドレスの確認 in HTML and the same link in plain text', async () => {
    const mail = await demo.newestMail(walk.mail)
    assert.match(mail.html, new RegExp(`<a[^>]+href="${linkIn(mail)}"[^>]*>[^<]*メールアドレスの確認`))
    assert.ok(mail.text.includes(linkIn(mail)))
    assert.ok(linkIn(mail).startsWith(`${walk.origin}/`))
  })

  it('EML-18 EML-19 moves on by itself when the link is confirmed on another device, where looking changes nothing', async () => {
    const office = await openProfile(browser, desk)
    const foundThere = troubles(office)
    const other = await office.newPage()
    await other.goto(linkIn(await demo.newestMail(walk.mail)))
    assert.equal(await other.locator('h1').innerText(), 'メールアドレスの確認')
    assert.deepEqual(found, [])
    await walk.press('確認できたので次へ進む')
    assert.match(await walk.errors(), /まだ確認できていません/)
    assert.equal(found.splice(0).length, 2, 'an answer of 422, which the console repeats')
    await other.getByRole('button', { name: 'メールアドレスの確認' }).click()
    await other.getByText('元の画面に戻り、続きを進めてください。').waitFor()
    await walk.reaches('/method')
    assert.deepEqual(await office.cookies(), [], 'the other device is not signed in')
    assert.deepEqual(foundThere, [])
    await office.close()
  })

  it('FST-04 UID-01 UID-02 UID-08…UID-10 UID-44 MTH-19 takes user ID and method on one form', async () => {
    assert.equal(await walk.heading(), 'ユーザIDの変更・認証方法の設定')
    const words = await walk.words()
    assert.match(words, /ユーザIDの変更が可能です。/)
    assert.match(words, /認証方法の設定が必要です。/)
    assert.match(words, /利用不可文字一覧を見る/)
    await page.getByRole('radio', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).check()
    await walk.fill({ userId: 'Misaki-1995' })
    await walk.press('実行')
    await walk.reaches('/password')
  })

  it('PWD-09 PWD-10 SES-01 SES-05 sets a new password, typed twice', async () => {
    assert.equal(await walk.heading(), 'パスワードの更新')
    assert.match(await walk.words(), /アカウントを有効にするにはパスワードの更新が必要です。/)
    await page.getByLabel('パスワード確認用').waitFor()
    assert.ok(await page.getByLabel('全てのデバイスからサインアウトする').isChecked())
    await walk.setPassword()
  })

  it('OTP-01…OTP-05 OTP-08 OTP-33 OTP-35 OTD-02 OTD-05 has a QR code that zbarimg reads from a picture of the screen', async () => {
    assert.equal(await walk.heading(), 'ワンタイムパスワードの設定')
    const words = await walk.words()
    assert.match(words, /アカウントを有効にするにはワンタイムパスワードのセットアップが必要です。/)
    assert.match(words, /次のいずれかのアプリケーションをモバイルにインストールします。/)
    for (const app of ['Google Authenticator', 'Microsoft Authenticator', 'FreeOTP']) assert.ok(words.includes(app))
    assert.match(words, /アプリケーションを開き、バーコードをスキャンします。/)
    const { secret, ...rest } = readOtpauth(await walk.scan())
    assert.match(secret, /^[A-Z2-7]{32}$/)
    const title = 'さくら健康保険組合加入者ページ'
    assert.deepEqual(rest, { label: `${title}:misaki-1995`, issuer: title, settings: 'otpauth: totp SHA1 6 30' })
  })

  it('OTP-17…OTP-21 OTP-23 SES-03 OTP-40 takes a code that oathtool computes, and a name for the device', async () => {
    const words = await walk.words()
    assert.match(
      words,
      /アプリケーションから提供されたワンタイムパスワードを入力し、「実行」をクリックしてセットアップを完了します。/,
    )
    assert.match(words, /OTPデバイスの管理に役立つデバイス名を指定します。/)
    assert.ok(await page.getByLabel('全てのデバイスからサインアウトする').isChecked())
    await walk.fill({ deviceName: 'わたしのスマホ' })
    await walk.enrol()
    await walk.reaches('/portal')
  })

  it('FST-16 FST-17 FST-19 PLT-20…PLT-25 arrives at the portal: name top right, notices, icons of services', async () => {
    assert.equal(await page.locator('h1').innerText(), 'さくら健康保険組合加入者ページ')
    const words = await walk.words()
    assert.match(words, /設定が完了しました/)
    assert.match(words, /お知らせ/)
    assert.match(words, /Service/)
    assert.match(words, /ゲンカン/)
    const name = page.getByRole('link', { name: member.name })
    const box = await name.boundingBox()
    assert.ok(box && box.x + box.width > 300 && box.y < 150, 'it is top right')
    const tiles = page.locator('.tiles a')
    assert.equal(await tiles.first().getAttribute('href'), 'https://dock.example.net/')
    assert.equal(await tiles.count(), 6)
  })

  it('OUT-01…OUT-05 PLT-19 PLT-25 asks before it logs out, takes a no, and shows ログイン top right afterwards', async () => {
    await page.getByRole('link', { name: member.name }).click()
    await walk.reaches('/sign-out')
    assert.match(await walk.words(), /ログアウトしてもよろしいですか？/)
    await page.getByRole('link', { name: 'キャンセル' }).click()
    await walk.reaches('/portal')
    await walk.signOut()
    await page.getByRole('link', { name: 'ログイン', exact: true }).waitFor()
    await walk.open('/portal')
    await walk.reaches('/sign-in')
  })

  it('LGN-01…LGN-03 LGN-05…LGN-09 LGN-13 LGN-14 LGN-16 OTP-39 signs in again with the user ID, the password and the next code', async () => {
    assert.equal(await walk.heading(), 'ログイン')
    const words = await walk.words()
    for (const label of ['ユーザID', 'パスワード', 'ログイン状態の保存', 'パスワードを忘れた方はこちら'])
      assert.ok(words.includes(label))
    for (const label of ['ユーザIDを忘れた方はこちら', 'ポータルに戻る'])
      await page.getByRole('link', { name: label }).waitFor()
    assert.ok(words.includes('さくら健康保険組合加入者ページ'))
    await walk.signIn('MISAKI-1995')
    await walk.reaches('/otp')
    assert.equal(await walk.heading(), 'ワンタイムパスワードの入力')
    await walk.proveApp()
    assert.doesNotMatch(await walk.words(), /設定が完了しました/, 'the welcome is for the first time')
  })

  it('left nothing on the console: no error, no violation of the policy, no failed request', () => {
    assert.deepEqual(found, [])
  })
})

describe('the first sitting in genkan, on a phone, with the mailed code', async () => {
  const { walk, found, sent } = await newWalk('genkan')
  const { page, member } = walk

  it('goes from the letter over terms and address to the mailed code, typed with a space as it is pasted', async () => {
    await walk.openLetter()
    await walk.reaches('/terms')
    await walk.acceptTerms()
    await walk.giveMail()
    assert.equal(await walk.heading(), 'メール認証')
    const code = codeIn(await demo.newestMail(walk.mail))
    await walk.fill({ mailCode: ` ${code.slice(0, 3)} ${code.slice(3)}` })
    await walk.press('実行')
    await walk.takeApp()
  })

  it('OTD-08 DIF-04 asks for no user ID, sets the password and binds an app that reads the saved PNG', async () => {
    await walk.setPassword()
    const coming = page.waitForEvent('download')
    await page.getByRole('link', { name: 'QRコードを画像（PNG）で保存' }).click()
    const file = await coming
    const { label, secret } = readOtpauth(readQr(await readFile(await file.path())))
    assert.match(file.suggestedFilename(), /\.png$/)
    assert.equal(label, `ゲンカン健康保険組合加入者ページ:${walk.mail}`)
    walk.uses(secret)
    await walk.enrol()
    await walk.reaches('/recovery-paper')
  })

  it('FST-16 FST-19 tells to keep the lower half of the letter, then shows the portal', async () => {
    assert.equal(await walk.heading(), '通知書の下半分を保管してください')
    await walk.press('保管しました')
    await walk.reaches('/portal')
    assert.match(await walk.words(), new RegExp(`${member.name} さん`))
  })

  it('MAIL-07 tells by mail that the sitting is done, with no link but 心当たりがない', async () => {
    const mail = await demo.newestMail(walk.mail, 2)
    assert.match(mail.subject, /初回ログインが完了しました/)
    assert.deepEqual(
      mail.links.filter((link) => !link.includes('/not-me/')),
      [],
    )
  })

  it('LGN-13 OTP-39 OTP-41 signs in again with the verified address, the password and the next code, typed with its gap', async () => {
    await walk.signOut()
    await walk.signIn(walk.mail)
    await walk.reaches('/otp')
    const code = walk.app.next()
    await walk.fill({ otp: `${code.slice(0, 3)} ${code.slice(3)}` })
    await walk.press('トップページへ')
    await walk.reaches('/portal')
  })

  it('OTP-44 refuses the same code at the next sign-in, and says that each works once', async () => {
    await walk.signOut()
    await walk.signIn(walk.mail)
    await walk.reaches('/otp')
    assert.deepEqual(found, [], 'nothing on the console until here')
    await walk.fill({ otp: walk.app.shown })
    await walk.press('トップページへ')
    assert.match(
      await walk.errors(),
      /ワンタイムパスワードが正しくありません[\s\S]*一度使ったワンタイムパスワードは使えません/,
    )
  })

  it('sent no secret in an address: not the code of the letter, not the password, not the key, not a code', async () => {
    const [, asked] = await demo.mails(walk.mail)
    const mailed = codeIn(asked ?? assert.fail('the mail with the code is gone'))
    const secrets = [member.letterCode ?? '', PASSWORD, walk.app.secret, walk.app.shown, mailed]
    assert.ok(sent.length > 20)
    for (const secret of secrets) assert.ok(!sent.some((address) => address.includes(secret)), secret)
  })
})

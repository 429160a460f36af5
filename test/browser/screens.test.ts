import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { desk, openChromium, openProfile, PHONE } from '../support/chromium.ts'
import { type Member, startDemo } from '../support/demo-process.ts'
import { Gallery } from './gallery.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { codeIn, linkIn, PASSWORD, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()
const gallery = new Gallery()

/** A browser of its own for somebody; its window is as wide as a phone until the gallery looks. */
async function newWalk(member: Member): Promise<Walk> {
  const profile = await openProfile(browser, { ...desk, viewport: PHONE, reducedMotion: 'reduce' })
  return new Walk(demo, await profile.newPage(), member)
}

describe('before somebody is known', async () => {
  const walk = await newWalk(demo.member('sakura', 'new'))
  const { page } = walk
  const look = (name: string) => gallery.look(page, name)

  it('PLT-18 LGN-06 LGN-07 the public pages', async () => {
    await walk.open('/')
    await look('top')
    await walk.open('/sign-in')
    await look('sign-in')
    await page.getByRole('link', { name: 'パスワードを忘れた方はこちら' }).click()
    await walk.reaches('/forgot-password')
    await look('forgot-password')
    await walk.open('/sign-in')
    await page.getByRole('link', { name: 'ユーザIDを忘れた方はこちら' }).click()
    await walk.reaches('/forgot-user-id')
    await look('forgot-user-id')
  })

  it('LGN-11 LGN-12 a sign-in that fails', async () => {
    await walk.signIn('nobody-2026', 'wrong-password')
    await walk.errors()
    await look('sign-in-failed')
  })

  it('BRT-04 the letter, empty, filled by its QR code and refused', async () => {
    await walk.open('/letter')
    await look('letter')
    await walk.press('次へ')
    await walk.errors()
    await look('letter-incomplete')
    await page.goto(walk.member.letterUrl ?? '')
    await look('letter-scanned')
    await walk.fill({ birthDate: '19000101' })
    await walk.press('次へ')
    assert.match(await walk.errors(), /いずれかが一致しません/)
    await look('letter-refused')
  })

  it('letters that are used or expired say so', async () => {
    for (const state of ['letterUsed', 'letterExpired']) {
      const other = await newWalk(demo.member('sakura', state))
      await other.openLetter()
      await other.page.getByRole('link', { name: 'ログイン画面へ' }).waitFor()
      await gallery.look(other.page, state)
    }
  })

  it('pages for requests that cannot be served', async () => {
    await walk.open('/nowhere')
    await look('not-found')
    await page.goto(`http://nobody.portal.localhost:${demo.port}/`)
    await look('unknown-host')
    await page.context().addCookies([{ name: 'visit', value: 'no-ticket', url: walk.origin }])
    await walk.open('/portal')
    await look('visit-ended')
  })
})

describe('the first sitting', async () => {
  const walk = await newWalk(demo.member('sakura', 'new'))
  const { page } = walk
  const look = (name: string) => gallery.look(page, name)

  it('TRM-01 TRM-06 the terms, declined first', async () => {
    await walk.openLetter()
    await walk.reaches('/terms')
    await look('terms')
    await walk.press('同意しない')
    await walk.reaches('/terms/declined')
    await look('terms-declined')
    await page.getByRole('link', { name: '利用規約をもう一度読む' }).click()
    await walk.acceptTerms()
  })

  it('EML-09…EML-13 the address, and everything that can be wrong with it', async () => {
    await look('mail')
    const wrong = async (mail: string, ...sentences: string[]) => {
      await walk.fill({ mail })
      await walk.press('実行')
      const said = await walk.errors()
      for (const sentence of sentences) assert.ok(said.includes(sentence), `${mail}: ${said}`)
    }
    const invalid = '無効なメールアドレスです。入力したメールアドレスに誤りがないかご確認ください。'
    await wrong('', 'メールアドレスを入力してください。')
    await wrong(
      demo.member('sakura', 'active').mail ?? '',
      '他のアカウントで設定されているメールアドレスです。別のメールアドレスを入力してください。',
    )
    await wrong('taro.@mail.example', invalid)
    await wrong(`${'a'.repeat(250)}@b.example`, '設定可能なメールアドレスの最大文字数は255文字です。', invalid)
    await look('mail-wrong')
    await walk.fill({ mail: 'misaki@gmial.com' })
    await walk.press('実行')
    await page.getByRole('button', { name: 'misaki@gmail.com' }).waitFor()
    await look('mail-suggestion')
    await walk.giveMail()
  })

  it('EML-15 EML-16 the waiting page and where the mailed link leads', async () => {
    const link = linkIn(await demo.newestMail(walk.mail))
    await look('mail-code')
    await walk.fill({ mailCode: '12345' })
    await walk.press('実行')
    await walk.errors()
    await look('mail-code-wrong')
    const other = await newWalk(walk.member)
    await other.page.goto(link)
    await gallery.look(other.page, 'mail-link')
    await other.press('メールアドレスの確認')
    await other.page.getByText('元の画面に戻り').first().waitFor()
    await gallery.look(other.page, 'mail-link-confirmed')
    await other.page.goto(link)
    await gallery.look(other.page, 'mail-link-used')
    await other.page.goto(`${walk.origin}/mail/link/cut-off`)
    await gallery.look(other.page, 'mail-link-unknown')
    await walk.reaches('/method')
  })

  it('UID-03…UID-05 UID-07 UID-12 user ID and method, with the forbidden characters', async () => {
    await look('method')
    await walk.fill({ userId: 'ab!c' })
    await walk.press('実行')
    const said = await walk.errors()
    assert.match(said, /ユーザIDは8文字以上で入力してください。/)
    assert.match(said, /利用できない文字が含まれています（!）/)
    await page.getByText('利用不可文字一覧を見る', { exact: true }).click()
    await look('method-wrong')
    await walk.fill({ userId: 'misaki-19950418' })
    await walk.press('実行')
    assert.match(await walk.errors(), /ユーザIDは13文字以内で入力してください。/)
    await walk.chooseMethod('misaki-1995')
  })

  it('PWD-01 PWD-02 PWD-07 the password, too short, too easy and right; a form of a step that is over', async () => {
    await look('password')
    await walk.fill({ newPassword: 'abc', newPasswordAgain: 'abd' })
    await walk.press('実行')
    assert.match(await walk.errors(), /パスワードは8文字以上で入力してください。/)
    await look('password-wrong')
    await walk.fill({ newPassword: 'misaki-1995', newPasswordAgain: 'misaki-1995' })
    await walk.press('実行')
    assert.match(await walk.errors(), /パスワードはユーザIDと同じ文字列の設定は、禁止しております。/)
    const second = new Walk(demo, await page.context().newPage(), walk.member)
    await second.open('/password')
    await walk.setPassword()
    await second.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await second.press('実行')
    await second.page.getByRole('heading', { name: '手続きは別の画面へ進んでいます' }).waitFor()
    await gallery.look(second.page, 'out-of-order')
    await second.page.close()
  })

  it('OTP-04 OTP-06 OTP-11 OTP-12 OTP-36…OTP-38 OTD-12…OTD-15 PLT-37 the app, by QR code and by key, with help for each', async () => {
    await walk.scan()
    await look('enrol')
    await page.getByText('スキャンできませんか？').click()
    for (const help of await page.locator('.helps summary').all()) await help.click()
    const words = await walk.words()
    for (const line of [
      '会社スマホ・PCはアプリのダウンロードに会社の許可が必要です',
      'すべて無料のアプリです (有料版のワンタイムパスワードアプリは不要です)',
      'インストールしない場合はログイン出来ません',
      '既に Google Authenticator または Microsoft Authenticator をインストールされている場合は、ご使用いただいても動作に問題はありません。',
      'バックアップ不要な方は、「アカウントなしで Authenticator を使用」をタップし、インストールを完了します。',
      '「その他 (Google、Facebook など)」をタップします。',
    ])
      assert.ok(words.includes(line), line)
    await look('enrol-by-key')
    await walk.fill({ otp: '000000', deviceName: '' })
    await walk.press('実行')
    await walk.errors()
    await look('enrol-wrong')
  })

  it('PLT-20 OUT-02 the portal for the first time, and the question before logging out', async () => {
    await walk.fill({ deviceName: 'スマホ' })
    await walk.enrol()
    await walk.reaches('/portal')
    await look('portal-first')
    await page.getByRole('link', { name: walk.member.name }).click()
    await walk.reaches('/sign-out')
    await look('sign-out')
    await walk.press('ログアウトする')
    await walk.reaches('/')
    await look('top-signed-out')
  })
})

describe('with a passkey', async () => {
  const walk = await newWalk(demo.member('sakura', 'newWithoutMail'))
  const { page } = walk
  const look = (name: string) => gallery.look(page, `passkey-${name}`)

  it('PSK-02 PSK-07 PSK-14 PSK-32 set up on a computer, refused first, and named', async () => {
    const keeper = await VirtualAuthenticator.plugInto(page)
    await walk.confirmAddress('/method')
    await walk.fill({ userId: 'ayako-1949' })
    await page.getByRole('radio', { name: '生体認証' }).check()
    await walk.press('実行')
    await walk.reaches('/password')
    await walk.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await walk.press('実行')
    await walk.reaches('/enrol/passkey')
    await look('set-up')
    await keeper.recognises(false)
    await walk.press('次へ')
    await walk.errors()
    await look('refused')
    await keeper.recognises(true)
    await walk.press('再試行')
    await walk.reaches('/enrol/passkey/name')
    await look('name')
    await walk.press('OK')
    await walk.reaches('/portal')
  })

  it('PSK-22 asked for after the password', async () => {
    await walk.signOut()
    await walk.signIn('ayako-1949')
    await walk.reaches('/passkey')
    await look('sign-in')
  })
})

describe('afterwards', () => {
  it('OTP-39 OTP-42 LMP-11 the code at sign-in, with one device and with two; the portal', async () => {
    for (const state of ['active', 'activeTwoDevices']) {
      const walk = await newWalk(demo.member('sakura', state))
      walk.uses(walk.member.totpSecret)
      await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
      await walk.reaches('/otp')
      await gallery.look(walk.page, `otp-${state}`)
      await walk.fill({ otp: '12345' })
      await walk.press('トップページへ')
      await walk.errors()
      await walk.fill({ otp: '000000' })
      await walk.press('トップページへ')
      assert.match(await walk.errors(), /ワンタイムパスワードが正しくありません/)
      await gallery.look(walk.page, `otp-${state}-wrong`)
      await walk.proveApp()
      if (state === 'active') await gallery.look(walk.page, 'portal')
    }
  })

  it('MOT-02…MOT-05 the mailed code of a sitting that is taken up again', async () => {
    const walk = await newWalk(demo.member('sakura', 'interrupted'))
    await walk.openLetter()
    await walk.reaches('/mail-otp')
    await gallery.look(walk.page, 'mail-otp')
    await walk.fill({ mailCode: codeIn(await demo.newestMail(walk.mail)) })
    await walk.press('実行')
    await walk.reaches('/method')
  })

  it('MOT-02…MOT-05 LGN-15 the mailed code at sign-in, and the pages of whoever has another way', async () => {
    const walk = await newWalk(demo.member('sakura', 'activeMailCode'))
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/mail-otp')
    await gallery.look(walk.page, 'mail-otp-sign-in')
    await walk.fill({ mailCode: '000000' })
    await walk.press('実行')
    assert.match(await walk.errors(), /ワンタイムパスワードが正しくありません/)
    await gallery.look(walk.page, 'mail-otp-wrong')
    const other = await newWalk(demo.member('sakura', 'activeSeveral'))
    await other.signIn(other.member.userId ?? '', other.member.password ?? '')
    await other.reaches('/otp')
    await gallery.look(other.page, 'otp-other-ways')
    await other.open('/mail-otp')
    await gallery.look(other.page, 'mail-otp-not-sent')
  })

  it('a member who is no longer insured is told so', async () => {
    const walk = await newWalk(demo.member('sakura', 'qualificationEnded'))
    walk.uses(walk.member.totpSecret)
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.page.getByRole('heading', { name: '現在はご利用いただけません' }).waitFor()
    await gallery.look(walk.page, 'not-insured')
  })
})

describe('what looks different in the other society, and in English', async () => {
  const walk = await newWalk(demo.member('genkan', 'newWithoutMail'))
  const { page } = walk
  const look = (name: string) => gallery.look(page, `genkan-${name}`)

  it('genkan: the same screens in its own colours, in Japanese', async () => {
    await walk.open('/')
    await look('top')
    await page.goto(walk.member.letterUrl ?? '')
    await look('letter-scanned')
    await walk.openLetter()
    await walk.reaches('/terms')
    await walk.acceptTerms()
    await look('mail')
    await walk.giveMail()
    await walk.typeMailCode()
    await walk.reaches('/enrol/passkey')
    await look('enrol-passkey')
    await walk.takeApp()
    await look('password')
  })

  it('in English from the set-up of the app on', async () => {
    await page.getByRole('link', { name: 'English' }).click()
    await page.locator('html[lang=en]').waitFor()
    await look('password-en')
    await walk.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await page.keyboard.press('Enter')
    await walk.reaches('/enrol/totp')
    await walk.scan()
    await look('enrol-en')
    await page.getByRole('link', { name: '日本語' }).click()
    await page.locator('html[lang=ja]').waitFor()
    await look('enrol')
    await walk.enrol()
    await walk.reaches('/recovery-paper')
    await look('recovery-paper')
    await walk.press('保管しました')
    await walk.reaches('/portal')
    await look('portal-first')
    await page.getByRole('link', { name: 'English' }).click()
    await page.locator('html[lang=en]').waitFor()
    await look('portal-en')
  })

  it('the pages of the demo itself', async () => {
    await page.goto(`${demo.announced.base}/demo`)
    await look('demo')
    await page.goto(demo.announced.mailbox)
    await look('mailbox')
  })
})

describe('all these screens', () => {
  it('have nothing for axe-core to find', () => {
    assert.deepEqual(gallery.violations, [])
    assert.ok(gallery.screens.length > 50)
  })

  it('do not scroll sideways at 320 pixels', () => {
    assert.deepEqual(gallery.tooWide, [])
  })

  it('have targets of 44 pixels for thumbs', () => {
    assert.deepEqual(gallery.tooSmall, [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { BrowserContext, Route } from 'playwright-core'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { codeIn, linkIn, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

describe('back, reload, a second tab, a second click in the middle of a sitting', async () => {
  const profile = await openProfile(browser, phone)
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'new'))
  let posts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(new URL(request.url()).pathname)
  })

  /** Presses a button, and once more while the answer is on its way: by the finger, since `click()` would wait. */
  async function pressTwice(label: string): Promise<void> {
    const button = page.getByRole('button', { name: label, exact: true })
    await button.scrollIntoViewIfNeeded()
    const box = (await button.boundingBox()) ?? assert.fail(`${label} is not there`)
    const [sent, pressed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const hold = async (route: Route) => {
      sent.resolve()
      await pressed.promise
      await route.continue()
    }
    await page.route(page.url(), hold, { times: 1 })
    await page.mouse.click(box.x + 20, box.y + 20)
    await sent.promise
    await page.mouse.click(box.x + 20, box.y + 20)
    pressed.resolve()
  }

  /** What a member sees who goes back: a page of ours with a way on, and the sitting where it was. */
  async function backAndOn(path: string): Promise<void> {
    await page.goBack()
    assert.equal(await page.locator('h1').count(), 1, `back from ${path} shows a page of ours`)
    assert.ok((await page.locator('main a, main button').count()) > 0, `back from ${path} leaves a way on`)
    await walk.open(path)
    await walk.reaches(path)
  }

  it('a mistake, its correction and the way back never ask to send a form again', async () => {
    await page.goto(walk.member.letterUrl ?? '')
    await walk.fill({ birthDate: '19000101' })
    await walk.press('次へ')
    await walk.errors()
    await walk.fill({ birthDate: walk.member.birthDate.replaceAll('-', '') })
    await walk.press('次へ')
    await walk.reaches('/terms')
    await backAndOn('/terms')
    await page.reload()
    await walk.reaches('/terms')
  })

  it('EML-18 a second click sends the address once, and one mail', async () => {
    await walk.acceptTerms()
    posts = []
    await pressTwice('実行')
    await walk.reaches('/mail/code')
    assert.deepEqual(posts, ['/mail'])
    await demo.newestMail(walk.mail)
    await backAndOn('/mail/code')
  })

  it('EML-19 confirms in a second tab of the same browser, and both tabs go on', async () => {
    const tab = await profile.newPage()
    await tab.goto(linkIn(await demo.newestMail(walk.mail)))
    await tab.getByRole('button', { name: 'メールアドレスの確認' }).click()
    await tab.getByText('元の画面に戻り、続きを進めてください。').waitFor()
    await tab.reload()
    await tab.getByRole('heading', { name: 'このリンクはすでに使われています' }).waitFor()
    await walk.reaches('/method')
    assert.equal((await demo.mails(walk.mail)).length, 1)
    await tab.close()
    await backAndOn('/method')
  })

  it('a form of a step that another tab has finished leads to the step that is next, and changes nothing', async () => {
    const tab = new Walk(demo, await profile.newPage(), walk.member)
    await tab.open('/')
    await tab.reaches('/method')
    await tab.fill({ userId: 'first-2026' })
    await walk.fill({ userId: 'second-2026' })
    for (const { page: open } of [tab, walk])
      await open.getByRole('radio', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).check()
    await tab.press('実行')
    await tab.reaches('/password')
    await walk.press('実行')
    await walk.reaches('/password')
    await tab.page.close()
    await walk.setPassword()
    await backAndOn('/enrol/totp')
  })

  it('OTP-28 OTP-32 a reload of the set-up page keeps the secret, and so does a wrong code', async () => {
    const uri = await walk.scan()
    assert.match(uri, /first-2026/)
    await page.reload()
    assert.equal(await walk.scan(), uri)
    await walk.fill({ otp: '000000', deviceName: 'いつものスマホ' })
    await walk.press('実行')
    assert.match(await walk.errors(), /認証コードが異なります/)
    assert.equal(await page.locator('[name=deviceName]').inputValue(), 'いつものスマホ')
    assert.equal(await walk.scan(), uri)
  })

  it('a second click on the last button binds one device, and back from the portal stays inside', async () => {
    posts = []
    await walk.fill({ otp: walk.app.next() })
    await pressTwice('実行')
    await walk.reaches('/portal')
    assert.deepEqual(posts, ['/enrol/totp'])
    await backAndOn('/portal')
    await walk.signOut()
    await page.goBack()
    assert.doesNotMatch(await walk.words(), new RegExp(walk.member.name), 'nothing of the member is left to see')
    await walk.signIn('first-2026')
    await walk.proveApp()
  })
})

describe('a sitting that is left and taken up again', () => {
  const member = demo.member('genkan', 'newWithoutMail')
  /** A browser that is opened anew; `restored` when it brings its cookies back, as phones do. */
  const open = async (restored?: Awaited<ReturnType<BrowserContext['storageState']>>) => {
    const profile = await openProfile(browser, restored ? { ...phone, storageState: restored } : phone)
    return { profile, walk: new Walk(demo, await profile.newPage(), member) }
  }
  let cookies: Awaited<ReturnType<BrowserContext['storageState']>> | undefined

  it('EML-08 EML-19 an address with a slip of the pen is asked about, and corrected from the waiting page', async () => {
    const { profile, walk } = await open()
    await walk.openLetter()
    await walk.reaches('/terms')
    await walk.acceptTerms()
    await walk.fill({ mail: 'ichiro@gmial.com' })
    await walk.press('実行')
    await walk.page.getByRole('button', { name: 'ichiro@gmail.com' }).waitFor()
    await walk.press('実行')
    await walk.reaches('/mail/code')
    await walk.press('別のメールアドレスにする')
    await walk.reaches('/mail')
    await walk.giveMail()
    await demo.newestMail(walk.mail)
    cookies = await profile.storageState()
    await profile.close()
  })

  it('EML-19 the waiting page survives that the browser is closed and restored', async () => {
    const { profile, walk } = await open(cookies)
    await walk.open('/')
    await walk.reaches('/mail/code')
    await profile.close()
  })

  it('EML-19 where nothing is restored, the letter leads back to the address, which is kept', async () => {
    const { profile, walk } = await open()
    await walk.openLetter()
    await walk.reaches('/mail')
    assert.equal(await walk.page.locator('[name=mail]').inputValue(), walk.mail)
    await walk.press('実行')
    await walk.reaches('/mail/code')
    await walk.fill({ mailCode: codeIn(await demo.newestMail(walk.mail, 2)) })
    await walk.press('実行')
    await walk.reaches('/enrol/passkey')
    await walk.page.getByRole('link', { name: '中断する' }).click()
    await walk.reaches('/sign-out')
    await walk.press('ログアウトする')
    await walk.reaches('/')
    await profile.close()
  })

  it('MOT-02…MOT-06 once the address is verified, the letter asks for a code mailed to it and goes on where it was', async () => {
    const { profile, walk } = await open()
    await walk.openLetter()
    await walk.reaches('/mail-otp')
    assert.equal(await walk.heading(), 'ワンタイムパスワード (OTP) メール認証')
    const words = await walk.words()
    assert.match(words, /受信したワンタイムパスワードを入力してください。/)
    assert.match(words, /※メールが届かない場合は再送信を選択してください/)
    await walk.page.getByRole('button', { name: '再送信' }).waitFor()
    const mail = await demo.newestMail(walk.mail, 3)
    assert.match(mail.subject, /ワンタイムパスワードのお知らせ/)
    await walk.page.getByLabel('ワンタイムパスワード').fill(codeIn(mail))
    await walk.press('実行')
    await walk.reaches('/enrol/passkey')
    await profile.close()
  })
})

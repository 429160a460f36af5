/** Self-care as members see it: on a phone and on a computer, with real passkeys, with script and without. */
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { BrowserContext } from 'playwright-core'
import { DESK, desk, openChromium, openProfile, PHONE, phone, troubles } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { Gallery } from './gallery.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { codeIn, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()
const gallery = new Gallery('care')

async function signedIn(society: string, state: string, profile: BrowserContext): Promise<Walk> {
  after(() => profile.close())
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member(society, state))
  walk.uses(walk.member.totpSecret)
  await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
  await walk.proveApp()
  return walk
}

describe('on a phone', async () => {
  const profile = await openProfile(browser, { ...phone, reducedMotion: 'reduce' })
  const found = troubles(profile)
  const walk = await signedIn('sakura', 'active', profile)
  const { page } = walk
  const keeper = await VirtualAuthenticator.plugInto(page)
  const look = (name: string) => gallery.look(page, name)
  const menu = async (entry: string) => {
    await page.locator('.menu-phone summary').click()
    await page.locator('.menu-phone').getByRole('link', { name: entry }).click()
  }

  it('PLT-30, PLT-31, DIF-01, DIF-07, DIF-08: the menu at the top left leads to the profile', async () => {
    await menu('プロフィール変更')
    await walk.reaches('/profile')
    assert.equal(await walk.heading(), 'プロフィール')
    assert.equal(await page.getByText('仮IDフラグ', { exact: true }).isVisible(), false)
    await look('profile')
    await page.locator('[name=userId]').fill('a!')
    await walk.press('変更')
    await walk.errors()
    await look('profile-wrong')
    await page.getByRole('link', { name: 'ポータルに戻る' }).click()
    await walk.reaches('/portal')
  })

  it('PLT-32, PLT-34, LMP-05, LMP-16, DIF-02, DIF-03: ログイン方法変更 with 「：」 and 削除 below the name', async () => {
    await menu('ログイン方法変更')
    await walk.reaches('/sign-in-methods')
    const name = await page.locator('.device-name').first().boundingBox()
    const remove = await page.locator('.device').first().getByRole('link', { name: '削除' }).boundingBox()
    assert.ok(name && remove && remove.y > name.y + name.height, '削除 stands below the name')
    assert.equal(await page.locator('.mean-wide').first().isVisible(), false)
    await look('methods')
    const top = await page.getByRole('link', { name: 'ポータルに戻る' }).boundingBox()
    assert.ok(top && top.x > PHONE.width / 3 && top.y < 350, 'at the top right')
    await page.locator('.kebab summary').first().click()
    await look('methods-menu')
    await page.locator('.kebab').first().getByRole('link').click()
    await walk.reaches('/sign-in-methods/totp')
    await look('add-app')
  })

  it('LMP-08: another app by its QR code, listed afterwards', async () => {
    await walk.scan()
    await walk.fill({ deviceName: '会社のスマホ', otp: walk.app.next() })
    await walk.press('実行')
    await walk.reaches('/sign-in-methods')
    await page.getByText('会社のスマホ', { exact: true }).waitFor()
    await look('methods-two')
  })

  it('PSK-02, PSK-07, PSK-13, PSK-32: a passkey with the finger, refused first, then named and listed', async () => {
    await page.locator('.kebab summary').nth(1).click()
    await page.locator('.kebab').nth(1).getByRole('link').click()
    await walk.reaches('/sign-in-methods/passkey')
    await look('add-passkey')
    await keeper.recognises(false)
    await walk.press('次へ')
    await walk.errors()
    await keeper.recognises(true)
    await walk.press('再試行')
    await walk.reaches('/enrol/passkey/name/for/list')
    await walk.fill({ passkeyName: 'わたしのスマホ' })
    await walk.press('OK')
    await walk.reaches('/sign-in-methods')
    await page.getByText('わたしのスマホ', { exact: true }).waitFor()
    assert.equal(await keeper.count(), 1)
  })

  it('LMP-19, LMP-20: 削除する takes the passkey away, and its keeper forgets it where the browser can say so', async () => {
    await page.getByRole('link', { name: 'わたしのスマホを削除' }).click()
    await page.getByRole('button', { name: '削除する' }).waitFor()
    await look('delete')
    await walk.press('削除する')
    await walk.reaches('/sign-in-methods')
    await page.getByText('削除しました。').waitFor()
    assert.equal(await page.getByText('わたしのスマホ', { exact: true }).count(), 0)
  })

  it('LMP-21, LMP-23: the device that opened this visit stays, with a way on', async () => {
    await page.locator('.device').first().getByRole('link', { name: '削除' }).click()
    await page.getByText('今回のログインに使用したデバイスです').waitFor()
    await look('delete-in-use')
    await page.getByRole('link', { name: '戻る' }).click()
  })

  it('left nothing on the console but the pages that came back', () => {
    assert.deepEqual(
      found.filter((line) => !line.includes('422')),
      [],
    )
  })
})

describe('on a computer', async () => {
  const walk = await signedIn(
    'sakura',
    'activeTwoDevices',
    await openProfile(browser, { ...desk, reducedMotion: 'reduce' }),
  )
  const { page } = walk
  const look = async (name: string) => {
    await gallery.look(page, name)
    await page.setViewportSize(DESK)
  }

  it('PLT-33, PRF-08, UID-47, DIF-07: links at the top centre; the order of the profile', async () => {
    await page.locator('.menu-wide').getByRole('link', { name: 'プロフィール変更' }).click()
    await walk.reaches('/profile')
    const places = ['言語', 'ユーザID', 'メールアドレス', 'ユーザー名', '仮IDフラグ', '認証方法']
    const tops: number[] = []
    for (const label of places)
      tops.push((await page.locator('.profile .label', { hasText: label }).first().boundingBox())?.y ?? -1)
    assert.deepEqual(
      tops,
      tops.toSorted((one, other) => one - other),
      'from top to bottom',
    )
  })

  it('LMP-06, LMP-07, LMP-17, DIF-02, DIF-03: 設定 is a button, 削除 stands at the right', async () => {
    await page.locator('.menu-wide').getByRole('link', { name: 'ログイン方法変更' }).click()
    await walk.reaches('/sign-in-methods')
    const name = await page.locator('.device-name').first().boundingBox()
    const remove = await page.locator('.device').first().getByRole('link', { name: '削除' }).boundingBox()
    assert.ok(name && remove && remove.x > name.x + 100 && Math.abs(remove.y - name.y) < 40)
    assert.equal(await page.locator('.kebab').first().isVisible(), false)
    assert.equal(await page.locator('.mean-wide').first().isVisible(), true)
  })

  it('EMC-01…EMC-05: another address, confirmed by the code; the old one is told', async () => {
    await walk.open('/profile')
    await page.getByRole('link', { name: 'Eメール変更' }).click()
    await walk.reaches('/profile/mail')
    await look('mail')
    const old = await page.locator('[name=mail]').inputValue()
    await walk.fill({ mail: 'neu@mail.example' })
    await walk.press('実行')
    await walk.reaches('/profile/mail/code')
    await look('mail-code')
    await walk.fill({ mailCode: codeIn(await demo.newestMail('neu@mail.example')) })
    await walk.press('実行')
    await walk.reaches('/profile')
    await page.getByText('neu@mail.example').waitFor()
    await look('profile-changed')
    const before = await demo.newestMail(old)
    assert.match(before.subject, /メールアドレスが変更されました/)
  })

  it('PRF-02: in English from the profile on, and in the mails', async () => {
    await walk.open('/profile')
    await page.locator('[name=language]').selectOption('en')
    await walk.press('変更')
    await page.locator('html[lang=en]').waitFor()
    await look('profile-en')
    await walk.open('/sign-in-methods')
    await look('methods-en')
    await page.getByRole('link', { name: 'Password：Change' }).click()
    await walk.reaches('/sign-in-methods/password')
    await look('password-en')
    await walk.fill({ newPassword: 'yama-no-Kaze-1984', newPasswordAgain: 'yama-no-Kaze-1984' })
    await page.getByRole('button', { name: 'Continue' }).click()
    await walk.reaches('/sign-in-methods')
    const mail = await demo.newestMail('neu@mail.example', 3)
    assert.match(mail.subject, /Your password was changed/)
  })
})

describe('without script', async () => {
  const walk = await signedIn(
    'genkan',
    'activeTwoDevices',
    await openProfile(browser, { ...phone, javaScriptEnabled: false, reducedMotion: 'reduce' }),
  )
  const { page } = walk

  it('the menus open, a name is changed, a device is deleted', async () => {
    await page.locator('.menu-phone summary').click()
    await page.locator('.menu-phone').getByRole('link', { name: 'ログイン方法変更' }).click()
    await walk.reaches('/sign-in-methods')
    await page.locator('.device').nth(1).getByRole('link', { name: '名前の変更' }).click()
    await walk.fill({ name: '二台目' })
    await walk.press('実行')
    await walk.reaches('/sign-in-methods')
    await page.getByRole('link', { name: '二台目を削除' }).click()
    await walk.press('削除する')
    await walk.reaches('/sign-in-methods')
    assert.equal(await page.getByText('二台目').count(), 0)
  })

  it('the profile says what is wrong and keeps it; language, devices, history and 「心当たりがない」 work', async () => {
    await walk.open('/profile')
    await page.locator('[name=userId]').fill('a!')
    await walk.press('変更')
    await page.locator('[data-summary]').waitFor()
    assert.equal(await page.locator('[name=userId]').inputValue(), 'a!')
    assert.match(await page.locator('#userId-error').innerText(), /8文字以上/)
    await walk.open('/profile')
    await page.locator('[name=language]').selectOption('en')
    await walk.press('変更')
    await page.locator('html[lang=en]').waitFor()
    await page.locator('[name=language]').selectOption('ja')
    await page.getByRole('button', { name: 'Change', exact: true }).click()
    await page.locator('html[lang=ja]').waitFor()
    await walk.open('/visits')
    await page.getByRole('link', { name: 'ログインの履歴を見る' }).click()
    await walk.reaches('/history')
    const notMe = page.getByRole('link', { name: /^心当たりがない/ })
    await notMe.first().click()
    await page.getByRole('button', { name: '利用を止める' }).waitFor()
  })
})

describe('all these screens', () => {
  it('have nothing for axe-core to find', () => {
    assert.deepEqual(gallery.violations, [])
  })

  it('do not scroll sideways at 320 pixels, and have targets of 44 pixels', () => {
    assert.deepEqual(gallery.tooWide, [])
    assert.deepEqual(gallery.tooSmall, [])
  })
})

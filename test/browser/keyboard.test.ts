import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { desk, openChromium, openProfile } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

/** What has the focus: the name of a field, else the words of a link or button. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement
    if (!at || at === document.body) return ''
    return at instanceof HTMLInputElement ? at.name : (at.getAttribute('aria-label') ?? at.textContent?.trim() ?? '')
  })

/** Presses Tab until `wanted` has the focus; returns what was passed on the way. */
async function tabTo(page: Page, wanted: string): Promise<string[]> {
  const passed: string[] = []
  while (passed.length < 30) {
    await page.keyboard.press('Tab')
    const at = await focused(page)
    if (at === wanted) return passed
    passed.push(at)
  }
  return assert.fail(`${wanted} cannot be reached by Tab: ${passed.join(', ')}`)
}

describe('signing in with the keyboard alone', async () => {
  const page = await (await openProfile(browser, desk)).newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'activeTwoDevices'))
  const { member } = walk
  walk.uses(member.totpSecret)

  it('skips to the form, and every focus can be seen', async () => {
    await walk.open('/sign-in')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), '本文へ移動')
    await page.keyboard.press('Enter')
    assert.deepEqual(await tabTo(page, 'userId'), [], 'the field is the next stop')
    const outline = await page.locator('[name=userId]').evaluate((field) => {
      const style = getComputedStyle(field)
      return `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}`
    })
    assert.doesNotMatch(outline, /^none 0px none$/)
  })

  it('LGN-04 PWD-12 shows the password by the eye and hides it again', async () => {
    await page.keyboard.type(member.userId ?? '')
    await tabTo(page, 'password')
    await page.keyboard.type('wrong-password')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'パスワードを表示する')
    const field = page.locator('[name=password]')
    const eye = page.getByRole('button', { name: 'パスワードを表示する' })
    await page.keyboard.press('Space')
    assert.equal(await field.getAttribute('type'), 'text')
    assert.equal(await eye.getAttribute('aria-pressed'), 'true')
    await page.keyboard.press('Space')
    assert.equal(await field.getAttribute('type'), 'password')
  })

  it('LGN-11 LGN-12 puts the focus on the summary of what is wrong, which says it first and never which of the two', async () => {
    await tabTo(page, 'ログイン')
    await page.keyboard.press('Enter')
    const summary = await walk.errors()
    assert.match(summary, /無効なユーザIDまたはパスワードです。/)
    assert.match(summary, /入力したユーザID、もしくはパスワードに誤りがある場合があります。/)
    assert.match(await page.title(), /^エラー/)
    assert.equal(await page.locator('[name=userId]').inputValue(), member.userId)
    assert.equal(await page.locator('[name=password]').inputValue(), '')
  })

  it('leads from the summary to the field that is wrong', async () => {
    await tabTo(page, 'ログイン')
    await page.keyboard.press('Enter')
    assert.match(await walk.errors(), /パスワードを入力してください。/)
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    assert.equal(await focused(page), 'password')
    await page.keyboard.type(member.password ?? '')
    await page.keyboard.press('Enter')
    await walk.reaches('/otp')
  })

  it('LMP-11…LMP-15 OTP-25 chooses among the devices by their names with the arrow keys; the first is chosen already', async () => {
    const names = await page.getByRole('radio').evaluateAll((all) => all.map((radio) => radio.parentElement?.innerText))
    assert.deepEqual(names, ['iPhone', '会社のパソコン'])
    assert.match(
      await walk.words(),
      /いずれかのスマートデバイスを選択後、その認証アプリに表示されたワンタイムパスワードを入力してください。/,
    )
    const [first, second] = [page.getByRole('radio').first(), page.getByRole('radio').last()]
    assert.ok(await first.isChecked())
    await tabTo(page, 'device')
    await page.keyboard.press('ArrowDown')
    assert.ok(await second.isChecked())
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'otp', 'the chooser stands above the code')
    await page.keyboard.type(walk.app.next())
    await page.keyboard.press('Enter')
    assert.match(
      await walk.errors(),
      /ワンタイムパスワードが正しくありません[\s\S]*スマートデバイスの選択を再度ご確認ください/,
    )
    assert.ok(await second.isChecked(), 'what was chosen stays chosen')
  })

  it('OTP-39 OTP-42 signs in once the device is the right one', async () => {
    await tabTo(page, 'device')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Tab')
    await page.keyboard.type(walk.app.next())
    await tabTo(page, 'トップページへ')
    await page.keyboard.press('Enter')
    await walk.reaches('/portal')
  })

  it('OUT-01 OUT-03 logs out', async () => {
    await tabTo(page, `${member.name}（ログアウト画面へ）`)
    await page.keyboard.press('Enter')
    await walk.reaches('/sign-out')
    await tabTo(page, 'ログアウトする')
    await page.keyboard.press('Enter')
    await walk.reaches('/')
  })
})

describe('the first sitting with the keyboard alone', async () => {
  const profile = await openProfile(browser, { ...desk, permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await profile.newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'newWithoutMail'))

  it('TRM-01 EML-08 goes from the birth date, which has the focus, over the terms to the address', async () => {
    await page.goto(walk.member.letterUrl ?? '')
    assert.equal(await focused(page), 'birthDate')
    await page.keyboard.type(walk.member.birthDate.replaceAll('-', ''))
    await page.keyboard.press('Enter')
    await walk.reaches('/terms')
    const passed = await tabTo(page, '同意する')
    assert.ok(!passed.includes('同意しない'), 'agreeing comes first')
    await page.keyboard.press('Enter')
    await walk.reaches('/mail')
    assert.equal(await page.locator('[name=mail]').inputValue(), '')
  })

  it('EML-09 says what is missing, and goes on to the mailed code', async () => {
    await tabTo(page, '実行')
    await page.keyboard.press('Enter')
    assert.match(await walk.errors(), /メールアドレスを入力してください。/)
    await tabTo(page, 'mail')
    await page.keyboard.type(walk.mail)
    await page.keyboard.press('Enter')
    await walk.reaches('/mail/code')
    await tabTo(page, 'mailCode')
    await page.keyboard.type(
      await demo.newestMail(walk.mail).then(({ text }) => /^\s*(\d{6})\s*$/m.exec(text)?.[1] ?? ''),
    )
    await page.keyboard.press('Enter')
    await walk.reaches('/method')
  })

  it('UID-06 UID-10 MTH-19 chooses the user ID and, with the arrow keys, the method', async () => {
    await tabTo(page, 'userId')
    await page.keyboard.type('Ayako2026')
    await tabTo(page, 'method')
    await page.keyboard.press('ArrowDown')
    assert.ok(await page.getByRole('radio', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).isChecked())
    await tabTo(page, '実行')
    await page.keyboard.press('Enter')
    await walk.reaches('/password')
    for (const name of ['newPassword', 'newPasswordAgain']) {
      await tabTo(page, name)
      await page.keyboard.type('umibe-no-Kaze83')
    }
    await page.keyboard.press('Enter')
    await walk.reaches('/enrol/totp')
  })

  it('OTD-01 OTP-06 copies the key without its gaps', async () => {
    const summary = page.locator('summary', { hasText: 'スキャンできませんか？' })
    await summary.focus()
    await page.keyboard.press('Enter')
    await tabTo(page, 'キーをコピー')
    await page.keyboard.press('Enter')
    await page.getByText('コピーしました').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    assert.equal(copied, (await page.locator('#key').innerText()).replace(/\s/g, ''))
    walk.uses(copied)
  })

  it('CON-11 FST-19 ends at the portal, with the proposed name for the device', async () => {
    await tabTo(page, 'otp')
    await page.keyboard.type(walk.app.next())
    await tabTo(page, 'deviceName')
    assert.notEqual(await page.locator('[name=deviceName]').inputValue(), '')
    await page.keyboard.press('Enter')
    await walk.reaches('/portal')
  })
})

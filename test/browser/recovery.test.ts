/** Ways back as members see them: on a phone and on a computer, with script and without, from the first page to the portal. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import { DESK, desk, openChromium, openProfile, phone, troubles } from '../support/chromium.ts'
import { type Mail, type Member, plainEnvironment, ROOT, startDemo, temporaryFolder } from '../support/demo-process.ts'
import { until } from '../support/until.ts'
import { Gallery } from './gallery.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { codeIn, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()
const gallery = new Gallery('recovery')
const folder = temporaryFolder()
const NEW_PASSWORD = 'yama-no-Sora47'

/** `genkan …` as an operator types it beside the running demo. */
function genkan(...args: string[]): string {
  const all = [join(ROOT, 'bin', 'genkan.cjs'), ...args, '--data', demo.dataDir]
  const { status, stdout, stderr } = spawnSync(process.execPath, all, {
    cwd: folder,
    env: plainEnvironment(),
    encoding: 'utf8',
  })
  assert.equal(status, 0, stdout + stderr)
  return stdout
}

async function newWalk(member: Member, options: BrowserContextOptions = phone): Promise<Walk> {
  const profile = await openProfile(browser, { ...options, reducedMotion: 'reduce' })
  after(() => profile.close())
  return new Walk(demo, await profile.newPage(), member)
}

/** The newest mail with this in its text. */
async function mailWith(to: string, words: RegExp): Promise<Mail> {
  let found: Mail | undefined
  await until(async () => {
    found = (await demo.mails(to)).find(({ text }) => words.test(text))
    return found !== undefined
  })
  return found as Mail
}
const resetLink = async (to: string): Promise<string> =>
  (await mailWith(to, /\/reset\//)).links.find((link) => link.includes('/reset/')) ?? assert.fail('no link')

/** A code that was mailed after so many others. */
async function typeMailedCode(walk: Walk, label: string): Promise<void> {
  await walk.fill({ mailCode: codeIn(await mailWith(walk.mail, /^\s*\d{6}\s*$/m)) })
  await walk.press(label)
}

async function typeNewPassword(walk: Walk, label = '実行'): Promise<void> {
  await walk.reaches('/password')
  await walk.fill({ newPassword: NEW_PASSWORD, newPasswordAgain: NEW_PASSWORD })
  await walk.press(label)
}

describe('a lost phone, on a phone', async () => {
  const walk = await newWalk(demo.member('sakura', 'active'))
  const { page } = walk
  const found = troubles(page.context())
  const look = (name: string) => gallery.look(page, `lost-${name}`)

  it('REC-10: before anything is shown the page says the same to everybody, and leads on', async () => {
    await walk.open('/sign-in')
    await page.getByRole('link', { name: '使えない・なくした方へ' }).click()
    await walk.reaches('/lost')
    await look('before-a-proof')
    await page.getByRole('link', { name: 'パスワードを忘れた方はこちら' }).click()
    await walk.reaches('/forgot-password')
  })

  it('REC-10 GAP-10: password, 使えない・なくした, a mailed code, and the new phone is set up', async () => {
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/otp')
    await page.getByRole('link', { name: '使えない・なくした' }).click()
    await walk.reaches('/lost')
    await look('own-ways')
    await walk.press('使えない・なくした')
    await walk.reaches('/mail-otp')
    await look('mail-otp')
    await typeMailedCode(walk, '実行')
    await walk.reaches('/recover')
    await look('recover')
    await walk.press('続ける')
    await walk.reaches('/enrol/totp')
    await walk.scan()
    await look('enrol')
    await walk.fill({ deviceName: '新しいスマホ' })
    await walk.enrol()
    await walk.reaches('/portal')
    await look('portal')
  })

  it('the old app opens nothing any more, the new one does', async () => {
    const now = walk.app
    await walk.signOut()
    walk.uses(walk.member.totpSecret)
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/otp')
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    assert.match(await walk.errors(), /ワンタイムパスワードが正しくありません/)
    await walk.fill({ otp: now.next() })
    await walk.press('トップページへ')
    await walk.reaches('/portal')
    assert.deepEqual(
      found.filter((one) => !one.startsWith('422') && !one.includes('422 (Unprocessable')),
      [],
    )
  })

  it('the mail about it stops the account in any browser; then a letter is the way, and the page says so', async () => {
    const mail = await mailWith(walk.mail, /\/not-me\//)
    const other = await newWalk(walk.member)
    await other.page.goto(mail.links.find((link) => link.includes('/not-me/')) ?? assert.fail('no link'))
    await gallery.look(other.page, 'not-me-from-mail')
    await other.press('利用を止める')
    await other.page.getByRole('heading', { name: '利用を停止しました' }).waitFor()
    await gallery.look(other.page, 'stopped')
    await page.reload()
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await page.getByRole('heading', { name: '安全のため、利用を停止しています' }).waitFor()
    await look('stopped-refused')
    await page.getByRole('link', { name: '健保組合に問い合わせる' }).waitFor()
  })
})

describe('a forgotten password, on a computer', async () => {
  const walk = await newWalk(demo.member('sakura', 'activeTwoDevices'), desk)
  const { page } = walk
  const look = (name: string) => gallery.look(page, `forgotten-${name}`)

  it('REC-01…REC-06: asked for, with one answer for everybody, and the mail has one link', async () => {
    await walk.open('/sign-in')
    await page.getByRole('link', { name: 'パスワードを忘れた方はこちら' }).click()
    await walk.reaches('/forgot-password')
    await walk.press('実行')
    await walk.errors()
    await look('missing')
    await walk.fill({ userId: walk.member.userId ?? '' })
    await walk.press('実行')
    await walk.reaches('/sign-in')
    await page.getByText('詳細な手順を記載したメールをすぐに受信してください').waitFor()
    await look('asked')
  })

  it('REC-04 REC-08 REC-09: the link, the app, and a new password end on the portal; the link is dead then', async () => {
    const link = await resetLink(walk.mail)
    await page.goto(link)
    await look('link')
    await walk.press('パスワードをリセット')
    await walk.reaches('/otp')
    await look('otp')
    walk.uses(walk.member.totpSecret)
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    await walk.reaches('/recover')
    await look('recover')
    await walk.press('続ける')
    await walk.reaches('/password')
    await page.getByText('パスワードを変更する必要があります。').waitFor()
    await look('password')
    await typeNewPassword(walk)
    await walk.reaches('/portal')
    await page.goto(link)
    await page.getByRole('heading', { name: 'このリンクは使えません' }).waitFor()
    await look('link-dead')
  })

  it('DIF-05 LMP-08: another app is added on the computer, its QR code read by the phone, code and name typed here', async () => {
    await page.setViewportSize(DESK)
    await walk.open('/sign-in-methods')
    await page.locator('.mean-wide').getByRole('link', { name: '認証アプリ：設定' }).click()
    // What was changed in this sitting proves nothing in it.
    if (walk.path !== '/sign-in-methods/totp') {
      await page.getByRole('link', { name: 'ログイン画面へ' }).click()
      await walk.fill({ userId: walk.member.userId ?? '', password: NEW_PASSWORD })
      await walk.press('ログイン')
      await walk.reaches('/otp')
      await walk.fill({ otp: walk.app.next() })
      await walk.press('トップページへ')
      await walk.reaches('/portal')
      await walk.open('/sign-in-methods/totp')
    }
    await walk.scan()
    await walk.fill({ otp: walk.app.next(), deviceName: '仕事用の電話' })
    await walk.press('実行')
    await walk.reaches('/sign-in-methods')
    await page.getByText('仕事用の電話', { exact: true }).waitFor()
    await look('added')
  })
})

describe('a passkey and nothing else, lost', async () => {
  const walk = await newWalk(demo.member('genkan', 'new'))
  const { page } = walk
  const look = (name: string) => gallery.look(page, `number-${name}`)
  let number = ''

  it('REC-12: the sitting ends with the lower half of the letter, which carries the number', async () => {
    await VirtualAuthenticator.plugInto(page)
    const at = demo.announced.members.indexOf(walk.member)
    await page.goto(`${demo.announced.base}/demo/letters/genkan/${at}`)
    number = /\d{4}(?:[ -]\d{4}){4}/.exec(await walk.words())?.[0] ?? assert.fail('the letter has no number')
    await walk.openLetter()
    await walk.reaches('/terms')
    await walk.acceptTerms()
    await walk.giveMail()
    await typeMailedCode(walk, '実行')
    await walk.reaches('/enrol/passkey')
    await page.locator('main .button-primary').first().click()
    await walk.reaches('/recovery-paper')
    await walk.press('保管しました')
    await walk.reaches('/portal')
  })

  it('REC-12: by the mailed link and the number a new passkey is made, on another phone', async () => {
    const next = await newWalk(walk.member)
    const keeper = await VirtualAuthenticator.plugInto(next.page)
    const lookNext = (name: string) => gallery.look(next.page, `number-${name}`)
    await next.open('/forgot-password')
    await next.fill({ userId: walk.mail })
    await next.press('実行')
    await next.reaches('/sign-in')
    await next.page.goto(await resetLink(walk.mail))
    await next.press('パスワードをリセット')
    await next.reaches('/passkey')
    await lookNext('passkey')
    await next.page.getByRole('link', { name: '使えない・なくした' }).click()
    await next.reaches('/lost')
    await lookNext('own-ways')
    await next.press('使えない・なくした')
    await next.reaches('/recovery-code')
    await next.fill({ recoveryCode: '1234' })
    await next.press('次へ')
    await next.errors()
    await lookNext('wrong')
    await next.fill({ recoveryCode: number })
    await next.press('次へ')
    await next.reaches('/recover')
    await lookNext('recover')
    await next.press('続ける')
    await next.reaches('/enrol/passkey')
    await next.page.locator('main .button-primary').first().click()
    await next.reaches('/portal')
    assert.equal(await keeper.count(), 1)
    await look('first-phone-is-out')
  })
})

describe('a mailbox that is dead, and nothing but mailed codes', async () => {
  const walk = await newWalk(demo.member('sakura', 'activeMailCode'), desk)
  const { page } = walk

  it('REC-12: the page says that a letter is needed, and whom to ask', async () => {
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/mail-otp')
    await page.getByRole('link', { name: '使えない・なくした' }).click()
    await walk.reaches('/lost')
    await gallery.look(page, 'mailbox-own-ways')
    await walk.press('使えない・なくした')
    await page.getByRole('heading', { name: '新しい通知書が必要です' }).waitFor()
    await gallery.look(page, 'mailbox-refused')
    await page.getByRole('link', { name: '健保組合に問い合わせる' }).click()
    assert.equal(new URL(page.url()).hash, '#contact')
    await page.getByText('03-0000-3900').first().waitFor()
  })
})

describe('codes on the page', async () => {
  const policy = JSON.parse(genkan('society', 'show', 'hinode'))
  writeFileSync(join(folder, 'hinode.json'), JSON.stringify({ ...policy, recoveryPaper: 'screen' }))
  genkan('society', 'apply', 'hinode', 'hinode.json')
  const permissions = ['clipboard-read', 'clipboard-write']
  const walk = await newWalk(demo.member('hinode', 'active'), { ...desk, permissions })
  const { page } = walk
  const look = (name: string) => gallery.look(page, `codes-${name}`)
  let codes: string[] = []

  it('REC-12: are shown once, printed, copied and kept as a file, and a tick says that they are put away', async () => {
    walk.uses(walk.member.totpSecret)
    await walk.signIn(walk.member.userId ?? walk.mail, walk.member.password ?? '')
    await walk.reaches('/otp')
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    await walk.reaches('/recovery-paper')
    codes = await page.locator('.recovery-codes li').allInnerTexts()
    assert.equal(new Set(codes).size, 10)
    await look('shown')
    await walk.press('コピー')
    await page.getByText('コピーしました').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    assert.deepEqual(copied.trim().split('\n'), codes)
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', 'yes')
    })
    await walk.press('印刷する')
    await page.locator('[data-printed=yes]').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'テキストファイルで保存する' }).click(),
    ])
    const file = readFileSync(await download.path(), 'utf8')
    for (const code of codes) assert.ok(file.includes(code), code)
  })

  it('print on one sheet, without the buttons', async () => {
    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('button', { name: '印刷する' }).isVisible(), false)
    assert.equal(await page.getByRole('button', { name: '次へ進む' }).isVisible(), false)
    assert.equal(await page.locator('.recovery-codes li').first().isVisible(), true)
    await page.emulateMedia({ media: 'screen' })
  })

  it('are asked to be put away before the portal, and shown never again', async () => {
    await walk.press('次へ進む')
    await page.getByText('「10個の番号を保管しました」にチェックしてください。').first().waitFor()
    await look('not-ticked')
    assert.deepEqual(await page.locator('.recovery-codes li').allInnerTexts(), codes)
    await page.getByRole('checkbox').check()
    await walk.press('次へ進む')
    await walk.reaches('/portal')
    await walk.open('/recovery-paper')
    await walk.reaches('/portal')
    await walk.open('/sign-in-methods')
    await page.getByText('残り10個').waitFor()
    await look('methods')
    await walk.open('/sign-in-methods/recovery-codes')
    await look('new')
    assert.notDeepEqual(await page.locator('.recovery-codes li').allInnerTexts(), codes)
  })
})

describe('without script', async () => {
  const plain = { ...phone, javaScriptEnabled: false }

  it('REC-10: the whole ladder of a lost phone', async () => {
    const walk = await newWalk(demo.member('sakura', 'activeSeveral'), plain)
    const { page } = walk
    await walk.signIn(walk.member.userId ?? '', walk.member.password ?? '')
    await walk.reaches('/otp')
    await page.getByRole('link', { name: '使えない・なくした' }).click()
    await walk.reaches('/lost')
    await page.locator('button[name=lost][value=totp]').click()
    await walk.reaches('/mail-otp')
    await typeMailedCode(walk, '実行')
    await page.waitForURL((url) => url.pathname !== '/mail-otp')
    if (walk.path === '/recover') await walk.press('続ける')
    if (walk.path === '/enrol/totp') {
      await walk.scan()
      await walk.fill({ deviceName: '新しいスマホ' })
      await walk.enrol()
    }
    await walk.reaches('/portal')
  })

  it('REC-04 REC-08: a forgotten password by the mailed link', async () => {
    const walk = await newWalk(demo.member('genkan', 'active'), plain)
    const { page } = walk
    await walk.open('/forgot-password')
    await walk.fill({ userId: walk.mail })
    await walk.press('実行')
    await page.goto(await resetLink(walk.mail))
    await walk.press('パスワードをリセット')
    await walk.reaches('/otp')
    walk.uses(walk.member.totpSecret)
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    await walk.reaches('/recover')
    await walk.press('続ける')
    await typeNewPassword(walk)
    await page.waitForURL((url) => url.pathname !== '/password')
    if (walk.path === '/recovery-paper') await walk.press('保管しました')
    await walk.reaches('/portal')
  })

  it('the security mail’s link stops the account, and its page says what comes next', async () => {
    const member = demo.member('genkan', 'active')
    const walk = await newWalk(member, plain)
    const mail = await mailWith(walk.mail, /\/not-me\//)
    await walk.page.goto(mail.links.find((link) => link.includes('/not-me/')) ?? assert.fail('no link'))
    await walk.press('利用を止める')
    await walk.page.getByRole('heading', { name: '利用を停止しました' }).waitFor()
    await walk.page.getByRole('link', { name: '元に戻す（ログイン画面へ）' }).waitFor()
  })

  it('codes on the page have a file to keep, and no button that needs script', async () => {
    const walk = await newWalk(demo.member('hinode', 'activeTwoDevices'), plain)
    walk.uses(walk.member.totpSecret)
    await walk.signIn(walk.member.userId ?? walk.mail, walk.member.password ?? '')
    await walk.reaches('/otp')
    await walk.fill({ otp: walk.app.next() })
    await walk.press('トップページへ')
    await walk.reaches('/recovery-paper')
    assert.equal(await walk.page.getByRole('button', { name: '印刷する' }).isVisible(), false)
    assert.equal(await walk.page.getByRole('button', { name: 'コピー' }).isVisible(), false)
    await walk.page.getByRole('link', { name: 'テキストファイルで保存する' }).waitFor()
    await walk.page.getByRole('checkbox').check()
    await walk.press('次へ進む')
    await walk.reaches('/portal')
  })
})

describe('all these screens', () => {
  it('have nothing for axe-core to find, at 390 and at 1280 pixels and in the dark', () => {
    assert.deepEqual(gallery.violations, [])
  })

  it('do not scroll sideways at 320 pixels, and have targets of 44 pixels', () => {
    assert.deepEqual(gallery.tooWide, [])
    assert.deepEqual(gallery.tooSmall, [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import { startDemo } from '../support/demo-process.ts'
import { linkIn, Walk } from './walk.ts'

const demo = await startDemo()
const browser = await openChromium()

/** kill -9, and the same demo again: same folder, same port. The page that is open in the browser stays as it is. */
async function lightning(): Promise<void> {
  await demo.kill()
  await demo.start()
}

describe('kill -9 after each acknowledged step of a sitting; the same browser goes on where it was', async () => {
  const page = await (await openProfile(browser, phone)).newPage()
  const walk = new Walk(demo, page, demo.member('sakura', 'new'))
  const { member } = walk

  it('letter and terms are kept', async () => {
    await page.goto(member.letterUrl ?? '')
    await walk.fill({ birthDate: member.birthDate.replaceAll('-', '') })
    await lightning()
    await walk.press('次へ')
    await walk.reaches('/terms')
    await lightning()
    await walk.acceptTerms()
    await lightning()
  })

  it('the mail of a request that was acknowledged comes, though it was killed while being sent', async () => {
    await walk.press('実行')
    await page.waitForURL((url) => url.pathname === '/mail/code', { waitUntil: 'commit' })
    await lightning()
    await demo.newestMail(walk.mail)
    // It was killed before the page had its scripts.
    await page.reload()
    await walk.reaches('/mail/code')
  })

  it('EML-18 the waiting page outlives it and moves on by itself; mails that came are still in the mailbox', async () => {
    const other = await (await openProfile(browser, phone)).newPage()
    await other.goto(linkIn(await demo.newestMail(walk.mail)))
    await lightning()
    await other.getByRole('button', { name: 'メールアドレスの確認' }).click()
    await other.getByText('元の画面に戻り、続きを進めてください。').waitFor()
    await lightning()
    await walk.reaches('/method')
  })

  it('user ID, method and password are kept, and the secret of the app that was shown is the one that is bound', async () => {
    await walk.chooseMethod('misaki.1995')
    await lightning()
    await walk.setPassword()
    const uri = await walk.scan()
    await lightning()
    await page.reload()
    assert.equal(await walk.scan(), uri)
    await walk.enrol()
    await walk.reaches('/portal')
  })

  it('FST-19 the portal stays open, the code that opened it stays used, and signing in works', async () => {
    const used = walk.app.shown
    await lightning()
    await page.reload()
    await walk.reaches('/portal')
    assert.match(await walk.words(), new RegExp(`${member.name} さん`))
    await walk.signOut()
    await lightning()
    await walk.open('/portal')
    await walk.reaches('/sign-in')
    await walk.signIn('misaki.1995')
    await walk.reaches('/otp')
    await lightning()
    await walk.fill({ otp: used })
    await walk.press('トップページへ')
    assert.match(await walk.errors(), /一度使ったワンタイムパスワードは使えません/)
    await walk.proveApp()
  })

  it('the recovery paper of the other society is asked for once', async () => {
    const there = new Walk(demo, await (await openProfile(browser, phone)).newPage(), demo.member('genkan', 'new'))
    await there.confirmAddress('/enrol/passkey')
    await lightning()
    await there.takeApp()
    await there.setPassword()
    await there.scan()
    await there.enrol()
    await there.reaches('/recovery-paper')
    await lightning()
    await there.press('保管しました')
    await there.reaches('/portal')
    await lightning()
    await there.signOut()
    await there.signIn(there.mail)
    await there.proveApp()
  })
})

/** The pages that ask a signed-in member once more (RAU), for each kind of member, in a browser whose clock is ours. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { minutes } from '../../src/kernel/clock.ts'
import { type Node, openNode } from '../../src/web/node.ts'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import { type Method, Person } from '../support/person.ts'
import { openSmtp } from '../support/smtp.ts'
import { appCode, offeredSecret } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'
import { Gallery } from './gallery.ts'

const chrome = await openChromium()
const gallery = new Gallery('proof-again')

describe('続行するには再度認証してください', () => {
  let world: World
  let node: Node
  let smtp: Awaited<ReturnType<typeof openSmtp>>
  let port: number
  const originOf = (name: string) => `http://${name}.portal.localhost:${port}`
  // Inside: what closes a file's databases runs when its suites are done.
  before(async () => {
    world = await openWorld('server')
    const report = (_: string, error: unknown) => world.defects.push(error)
    const { database, keyring } = world
    smtp = await openSmtp()
    node = await openNode({ database, keyring, smtpUrl: smtp.url, report, clock: () => world.now })
    port = ((await node.listen(0, '127.0.0.1')).address() as AddressInfo).port
    await world.addSociety('momo', originOf('momo'), 'momo.portal.localhost', 'sakura')
    await world.addSociety('kuri', originOf('kuri'), 'kuri.portal.localhost', 'genkan')
    world.pass(3000)
  })
  after(async () => {
    await node.close()
    await smtp.close()
    await world.close()
  })

  /** Signed in some minutes ago, in a tab of Chromium. */
  async function signedIn(society: string, method: Method): Promise<Person> {
    const person = await Person.active(world, society, method)
    await person.signIn()
    return person
  }
  const takeCookies = (context: BrowserContext, { browser, member }: Person) =>
    context.addCookies([...browser.cookies].map(([name, value]) => ({ name, value, url: originOf(member.society) })))
  async function tabOf(person: Person, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await openProfile(chrome, { ...phone, ...options, reducedMotion: 'reduce' })
    await takeCookies(context, person)
    return context.newPage()
  }
  const reaches = (page: Page, path: string) => page.waitForURL((url) => url.pathname === path)
  const open = (page: Page, person: Person, path: string) => page.goto(originOf(person.member.society) + path)

  for (const javaScriptEnabled of [true, false])
    it(`RAU-01…RAU-04 RAU-07: password and app before the address is changed, ${javaScriptEnabled ? 'with' : 'without'} script`, async () => {
      const person = await signedIn('momo', 'totp')
      world.pass(minutes(6))
      const page = await tabOf(person, { javaScriptEnabled })
      const look = (name: string) => (javaScriptEnabled ? gallery.look(page, name) : Promise.resolve())
      await open(page, person, '/profile/mail')
      await reaches(page, '/password/confirm/for/mail')
      await page.getByText('続行するには再度認証してください').first().waitFor()
      await page.getByText(person.userId).first().waitFor()
      await page.getByRole('link', { name: 'パスワードを忘れた方はこちら' }).waitFor()
      await look('password')
      await page.locator('[name=password]').fill('wrong-password')
      await page.getByRole('button', { name: 'ログイン', exact: true }).click()
      await page.locator('[data-summary]').waitFor()
      await look('password-wrong')
      await page.locator('[name=password]').fill(person.password ?? '')
      await page.getByRole('button', { name: 'ログイン', exact: true }).click()
      await reaches(page, '/otp/for/mail')
      await look('otp')
      world.pass(30_000)
      await page.locator('[name=otp]').fill(appCode(person.secret, world.now))
      await page.getByRole('button', { name: 'トップページへ' }).click()
      await reaches(page, '/profile/mail')
      await page.context().close()
    })

  it('RAU-05 RAU-08: a passkey instead, where there is one', async () => {
    for (const [society, name] of [
      ['kuri', 'passkey-alone'],
      ['momo', 'passkey-beside'],
    ] as const) {
      const person = await signedIn(society, 'passkey')
      world.pass(minutes(6))
      const page = await tabOf(person)
      await open(page, person, '/sign-in-methods/passkey')
      await page.waitForURL((url) => url.pathname.endsWith('/for/passkey'))
      await gallery.look(page, name)
      await page.getByRole('link', { name: '戻る', exact: true }).click()
      await reaches(page, '/sign-in-methods')
      await page.context().close()
    }
  })

  it('RAU-06: a mailed code, for whoever goes by those', async () => {
    const person = await signedIn('momo', 'mailCode')
    world.pass(minutes(6))
    const page = await tabOf(person)
    await open(page, person, '/sign-in-methods/password')
    await reaches(page, '/password/confirm/for/password')
    await page.locator('[name=password]').fill(person.password ?? '')
    await page.getByRole('button', { name: 'ログイン', exact: true }).click()
    await reaches(page, '/mail-otp/for/password')
    await gallery.look(page, 'mail-otp')
    await page.context().close()
  })

  it('RAU-09 LMP-18: before a deletion one of several devices is chosen', async () => {
    const person = await signedIn('momo', 'totp')
    await person.browser.open('/sign-in-methods/totp')
    const secret = offeredSecret(person.browser.current.html)
    await person.browser.submit({ otp: appCode(secret, world.now), deviceName: '会社のスマホ' })
    await person.comeAgain()
    const { html } = await person.browser.open('/sign-in-methods')
    const [path = ''] = /\/sign-in-methods\/device\/[^"]+\/delete/.exec(html) ?? []
    world.pass(minutes(6))
    const page = await tabOf(person)
    await open(page, person, path)
    await page.locator('[name=password]').fill(person.password ?? '')
    await page.getByRole('button', { name: 'ログイン', exact: true }).click()
    await page.getByRole('radio', { name: '会社のスマホ' }).waitFor()
    await gallery.look(page, 'otp-devices')
    world.pass(30_000)
    await page.getByRole('radio', { name: '会社のスマホ' }).check()
    await page.locator('[name=otp]').fill(appCode(secret, world.now))
    await page.getByRole('button', { name: 'トップページへ' }).click()
    await reaches(page, path)
    await gallery.look(page, 'delete')
    await page.context().close()
  })

  it('what was changed in this sitting proves nothing more in it: the page leads to signing in again', async () => {
    const person = await signedIn('momo', 'totp')
    await person.browser.open('/sign-in-methods/password')
    person.password = 'tori-no-Uta-2001'
    await person.browser.submit({ newPassword: person.password, newPasswordAgain: person.password })
    world.pass(minutes(6))
    const page = await tabOf(person)
    await open(page, person, '/profile/mail')
    await reaches(page, '/refused/for/mail')
    await gallery.look(page, 'sign-in-again')
    await page.getByRole('link', { name: 'ログイン画面へ' }).click()
    await reaches(page, '/sign-in')
    await page.context().close()
  })

  it('LMP-22 a method by mail is listed, kept while it is the last, and asked about before it goes', async () => {
    const person = await signedIn('momo', 'mailCode')
    const page = await tabOf(person)
    await open(page, person, '/sign-in-methods')
    await gallery.look(page, 'methods-by-mail')
    await page.getByRole('link', { name: /を削除$/ }).click()
    await page.getByText('最後のログイン方法は削除できません').waitFor()
    await gallery.look(page, 'delete-last')
    await person.browser.open('/sign-in-methods/totp')
    person.secret = offeredSecret(person.browser.current.html)
    person.deviceName = '電話'
    await person.browser.submit({ otp: appCode(person.secret, world.now), deviceName: person.deviceName })
    await takeCookies(page.context(), person)
    await page.reload()
    await page.getByText('今回のログインに使用した認証方法です').waitFor()
    await gallery.look(page, 'delete-in-use')
    await page.context().close()
  })

  it('have nothing for axe-core to find, at 390 and at 1280 pixels and in the dark, and fit a narrow phone', () => {
    assert.deepEqual(gallery.violations, [])
    assert.deepEqual(gallery.tooWide, [])
    assert.deepEqual(gallery.tooSmall, [])
  })
})

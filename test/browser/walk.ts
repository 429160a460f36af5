/** One member in front of one screen: what is pressed and typed, with nothing but what the screens and the letter say. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { DemoProcess, Mail, Member } from '../support/demo-process.ts'
import { Authenticator, readOtpauth, readQr } from './authenticator.ts'

export const PASSWORD = 'umibe-no-Kaze83'

/** The code of a mail stands on a line of its own. */
export function codeIn(mail: Mail): string {
  return /^\s*(\d{6})\s*$/m.exec(mail.text)?.[1] ?? assert.fail(`no code in: ${mail.text}`)
}

export function linkIn(mail: Mail): string {
  return mail.links.find((link) => link.includes('/mail/link/')) ?? assert.fail(`no link in: ${mail.text}`)
}

export class Walk {
  readonly demo: DemoProcess
  readonly page: Page
  readonly member: Member
  readonly origin: string
  /** The address that codes go to. */
  readonly mail: string
  #app: Authenticator | undefined

  constructor(demo: DemoProcess, page: Page, member: Member) {
    this.demo = demo
    this.page = page
    this.member = member
    this.origin = demo.originOf(member.society)
    this.mail = member.mail ?? `m${member.userId}@mail.example`
  }

  get app(): Authenticator {
    return this.#app ?? assert.fail('no app has been set up')
  }

  get path(): string {
    return new URL(this.page.url()).pathname
  }

  /** The app that somebody else's set-up left, or the demo's. */
  uses(secret: string | null): void {
    this.#app = new Authenticator(secret ?? assert.fail('this member has no app'))
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.origin + path)
  }

  /** Waits until the page at this path is there. */
  async reaches(path: string): Promise<void> {
    await this.page.waitForURL((url) => url.pathname === path)
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) await this.page.locator(`[name="${name}"]`).fill(value)
  }

  async press(label: string): Promise<void> {
    await this.page.getByRole('button', { name: label, exact: true }).click()
  }

  async heading(): Promise<string> {
    return (await this.page.locator('h1').innerText()).trim()
  }

  async words(): Promise<string> {
    return this.page.locator('body').innerText()
  }

  /** The page came back with errors; the summary of them has the focus. */
  async errors(): Promise<string> {
    await this.page.locator('[data-summary]:focus').waitFor()
    return this.page.locator('[data-summary]').innerText()
  }

  /** From the printed QR code: the fragment fills the fields, the birth date is typed. */
  async openLetter(): Promise<void> {
    await this.page.goto(this.member.letterUrl ?? assert.fail('this member has no letter'))
    await this.fill({ birthDate: this.member.birthDate.replaceAll('-', '') })
    await this.press('次へ')
  }

  async acceptTerms(): Promise<void> {
    await this.press('同意する')
    await this.reaches('/mail')
  }

  async giveMail(): Promise<void> {
    await this.fill({ mail: this.mail })
    await this.press('実行')
    await this.reaches('/mail/code')
  }

  async typeMailCode(): Promise<void> {
    await this.fill({ mailCode: codeIn(await this.demo.newestMail(this.mail)) })
    await this.press('実行')
  }

  /** The first sitting from the letter to the page `then`, which follows the confirmed address. */
  async confirmAddress(then: string): Promise<void> {
    await this.openLetter()
    await this.reaches('/terms')
    await this.acceptTerms()
    await this.giveMail()
    await this.typeMailCode()
    await this.reaches(then)
  }

  /** User ID and method on one form; the app is the method of these walks. */
  async chooseMethod(userId: string): Promise<void> {
    await this.fill({ userId })
    await this.page.getByRole('radio', { name: 'ワンタイムパスワード (OTP) アプリ認証' }).check()
    await this.press('実行')
    await this.reaches('/password')
  }

  /** At the page that makes a passkey: the app instead. */
  async takeApp(): Promise<void> {
    await this.reaches('/enrol/passkey')
    await this.press('認証アプリを使う')
    await this.reaches('/password')
  }

  async setPassword(): Promise<void> {
    await this.fill({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
    await this.press('実行')
    await this.reaches('/enrol/totp')
  }

  /** Reads the QR code from a picture of the screen, as a second phone would. */
  async scan(): Promise<string> {
    // Loaded is not drawn yet: on a busy machine the picture would be taken before.
    await this.page.locator('img.qr-picture').evaluate((picture) => (picture as HTMLImageElement).decode())
    const uri = readQr(await this.page.screenshot({ fullPage: true }))
    this.uses(readOtpauth(uri).secret)
    return uri
  }

  async enrol(): Promise<void> {
    await this.fill({ otp: this.app.next() })
    await this.press('実行')
  }

  /** Up to the page after ID and password. */
  async signIn(userId: string, password = PASSWORD): Promise<void> {
    await this.open('/sign-in')
    await this.fill({ userId, password })
    await this.press('ログイン')
  }

  async proveApp(): Promise<void> {
    await this.reaches('/otp')
    await this.fill({ otp: this.app.next() })
    await this.press('トップページへ')
    await this.reaches('/portal')
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('link', { name: this.member.name }).click()
    await this.reaches('/sign-out')
    await this.press('ログアウトする')
    await this.reaches('/')
  }
}

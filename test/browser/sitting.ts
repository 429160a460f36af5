/** A sitting that answers whatever screen comes, and counts what it took. */
import type { Page } from 'playwright-core'
import type { DemoProcess, Mail } from '../support/demo-process.ts'
import { until } from '../support/until.ts'
import { VirtualAuthenticator } from './virtual-authenticator.ts'
import { codeIn, PASSWORD, Walk } from './walk.ts'

export type Method = 'passkey' | 'totp' | 'mailCode'

/** Paths of the screens in their order, and what they asked for. */
export type Count = {
  readonly screens: readonly string[]
  readonly signIns: number
  readonly typed: number
  readonly trips: number
}

const USER_ID = 'misaki-1995'
const nothing = () => ({ screens: [] as string[], signIns: 0, typed: 0, trips: 0 })

export class Sitting {
  readonly #walk: Walk
  readonly #method: Method
  #count = nothing()
  #codesRead = 0
  #ownId = false
  #hasPassword = false

  private constructor(walk: Walk, method: Method) {
    this.#walk = walk
    this.#method = method
  }

  static async begin(
    demo: DemoProcess,
    page: Page,
    wanted: { society: string; method: Method; at?: number },
  ): Promise<Sitting> {
    await VirtualAuthenticator.plugInto(page)
    return new Sitting(new Walk(demo, page, demo.member(wanted.society, 'new', wanted.at)), wanted.method)
  }

  get #page(): Page {
    return this.#walk.page
  }

  /** What was counted since the last time. */
  takeCount(): Count {
    const count = this.#count
    this.#count = nothing()
    return count
  }

  async servicesAreOpen(): Promise<boolean> {
    return (await this.#page.locator('a.tile').count()) > 0
  }

  async fitsTheScreen(): Promise<boolean> {
    return this.#page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)
  }

  /** From the printed QR code until the services are open, over a second sign-in where the society asks for one. */
  async firstLogin(): Promise<void> {
    await this.#page.goto(this.#walk.member.letterUrl ?? '')
    this.#count.signIns += 1
    await this.#carryOn()
  }

  async nextSignIn(): Promise<void> {
    await this.#walk.signOut()
    await this.#walk.open('/sign-in')
    // Where the passkey stands alone, the page moves on by itself.
    if (!this.#hasPassword) {
      this.#count.screens.push('/sign-in')
      this.#count.signIns += 1
      await this.#walk.reaches('/portal')
    }
    await this.#carryOn()
  }

  async #carryOn(): Promise<void> {
    this.#count.screens.push(this.#walk.path)
    while (!(this.#walk.path === '/portal' && (await this.servicesAreOpen()))) {
      const { path } = this.#walk
      await this.#answer(path)
      await this.#goOn(path)
      await this.#page.waitForURL((url) => url.pathname !== path)
      this.#count.screens.push(this.#walk.path)
    }
  }

  /** The main button, or the one of another method where the passkey comes first. */
  async #goOn(path: string): Promise<void> {
    if (path === '/sign-in') return this.#walk.press('ログイン')
    if (path === '/enrol/passkey' && this.#method === 'totp') return this.#walk.press('認証アプリを使う')
    return this.#page.locator('main .button-primary').first().click()
  }

  async #answer(path: string): Promise<void> {
    switch (path) {
      case '/letter':
        return this.#type({ birthDate: this.#walk.member.birthDate.replaceAll('-', '') }, true)
      case '/mail':
        return this.#type({ mail: this.#walk.mail })
      case '/mail/code':
      case '/mail-otp':
        return this.#type({ mailCode: await this.#readMail() })
      case '/method':
        return this.#choose()
      case '/password':
        this.#hasPassword = true
        return this.#type({ newPassword: PASSWORD, newPasswordAgain: PASSWORD })
      case '/sign-in':
        this.#count.signIns += 1
        return this.#type({ userId: this.#ownId ? USER_ID : this.#walk.mail, password: PASSWORD })
      case '/enrol/totp':
        await this.#walk.scan()
        return this.#typeAppCode()
      case '/otp':
        return this.#typeAppCode()
    }
  }

  /** Counts what is not on the page already; the birth date may be three lists, of which each is one choice. */
  async #type(fields: Readonly<Record<string, string>>, birthDate = false): Promise<void> {
    if (birthDate && (await this.#page.locator('[name="birthYear"]').count())) return this.#pickBirthDate()
    for (const [name, value] of Object.entries(fields)) {
      const field = this.#page.locator(`main [name="${name}"]`)
      if ((await field.inputValue()) === value) continue
      await field.fill(value)
      this.#count.typed += value.length
    }
  }

  async #pickBirthDate(): Promise<void> {
    const parts = this.#walk.member.birthDate.split('-').map((part) => String(Number(part)))
    for (const [at, name] of ['birthYear', 'birthMonth', 'birthDay'].entries())
      await this.#page.locator(`[name="${name}"]`).selectOption(parts[at] ?? '')
  }

  async #choose(): Promise<void> {
    const field = this.#page.locator('main [name="userId"]')
    this.#ownId = (await field.count()) > 0
    if (this.#ownId) await this.#type({ userId: USER_ID })
    await this.#page.locator(`main [name="method"][value="${this.#method}"]`).check()
  }

  async #typeAppCode(): Promise<void> {
    this.#count.trips += 1
    await this.#type({ otp: this.#walk.app.next() })
  }

  /** The next mail with a code that was not read yet. */
  async #readMail(): Promise<string> {
    const { demo, mail } = this.#walk
    let coded: Mail[] = []
    await until(async () => {
      coded = (await demo.mails(mail)).filter(({ text }) => /^\s*\d{6}\s*$/m.test(text))
      return coded.length > this.#codesRead
    })
    this.#codesRead = coded.length
    this.#count.trips += 1
    return codeIn(coded[0] as Mail)
  }
}

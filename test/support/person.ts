/** Somebody of any society who answers each page with what is at hand, and says of the rest that it is lost. */
import assert from 'node:assert/strict'
import { issueLetter } from '../../src/account/letters.ts'
import { Authenticator, offerOf } from './authenticator.ts'
import type { Browser } from './browser.ts'
import { redeem } from './recovery.ts'
import { appCode, birthDateFields, offeredDevice, offeredSecret, openLetter, signOut } from './story.ts'
import type { Member, World } from './world.ts'

export type Method = 'passkey' | 'totp' | 'mailCode'

/** What can be lost. */
export type Thing = 'password' | 'device' | 'mailbox' | 'paper'

const THINGS: readonly Thing[] = ['password', 'device', 'mailbox', 'paper']
const PASSWORDS = ['umibe-no-Kaze83', 'yama-no-Sora47', 'kawa-no-Oto-1999']

/** Pages on which a walk is over. */
const ENDS = ['/portal', '/refused', '/sign-in', '/lost', '/sign-in-methods']

let people = 0

export class Person {
  readonly world: World
  readonly method: Method
  readonly userId: string
  readonly has = new Set<Thing>(THINGS)
  member: Member
  mail: string
  /** Null where there never was one. */
  password: string | null = null
  keeper: Authenticator
  secret = ''
  deviceName = ''
  browser: Browser

  private constructor(world: World, method: Method, member: Member, browser: Browser) {
    people += 1
    this.world = world
    this.method = method
    this.member = member
    this.mail = member.mail ?? ''
    this.browser = browser
    this.userId = `hito-${10_000 + people}`
    this.keeper = new Authenticator(browser.origin)
  }

  /** Somebody who has activated an account and verified the address, signed out. */
  static async active(world: World, society: string, method: Method, verifiesMail = true): Promise<Person> {
    const member = await world.member(society, { mail: `hito-${10_000 + people}@kaisha.example` })
    const person = new Person(world, method, member, await world.browser(society))
    await openLetter(person.browser, member)
    await person.#walk()
    if (!(await person.servicesAreOpen())) await person.comeAgain()
    if (verifiesMail && (await person.browser.open('/mail/verify')).path === '/mail/verify')
      await person.browser.submit({ mailCode: (await person.#mailedCode()) ?? '' })
    await signOut(person.browser)
    world.pass(60 * 60_000)
    world.jobs.length = 0
    return person
  }

  /** What is typed into the first field of the sign-in page. */
  async name(): Promise<string> {
    const { policy } = await this.world.society(this.member.society)
    return policy.userId === 'required' ? this.userId : this.mail
  }

  get isWithoutPassword(): boolean {
    return this.password === null
  }

  lose(...things: readonly Thing[]): void {
    for (const thing of things) this.has.delete(thing)
  }

  /** Another phone and another address, bought since. */
  async replaceLost(): Promise<void> {
    if (!this.has.has('device')) {
      this.keeper = new Authenticator(this.browser.origin)
      this.secret = ''
    }
    if (!this.has.has('mailbox')) this.mail = this.mail.replace('@kaisha', '@jitaku')
    for (const thing of THINGS) this.has.add(thing)
  }

  async useNewBrowser(): Promise<Browser> {
    this.world.pass(60_000)
    this.browser = await this.world.browser(this.member.society)
    return this.browser
  }

  /** Signs in as this person does every day, and goes on as far as that leads: the pages that were seen. */
  async signIn(): Promise<string[]> {
    await this.browser.open('/sign-in')
    if (this.isWithoutPassword) await this.browser.post('/sign-in', { credential: this.#show() })
    else await this.browser.post('/sign-in', { userId: await this.name(), password: this.password ?? '' })
    const seen = ['/sign-in', ...(await this.#walk())]
    this.world.pass(1000)
    return seen
  }

  /** Out, in again, and what is still to be set up. */
  async comeAgain(): Promise<string[]> {
    await signOut(this.browser)
    this.world.pass(60_000)
    return this.signIn()
  }

  /** By 「パスワードを忘れた方はこちら」, as the sign-in page shows it, and the link of the mail. */
  async forgot(): Promise<string[]> {
    await this.browser.open('/sign-in')
    assert.match(this.browser.current.html, /href="\/forgot-password"[^>]*>パスワードを忘れた方はこちら/)
    await redeem(this.world, this.browser, await this.name())
    this.lose('password')
    return ['/forgot-password', '/reset', ...(await this.#walk())]
  }

  /** By a letter that the society has sent to the registered postal address, under four eyes. */
  async byNewLetter(): Promise<string[]> {
    this.world.pass(3 * 24 * 60 * 60_000)
    const society = await this.world.society(this.member.society)
    const letter = await this.world.database.inSociety(society.id, (tx) =>
      issueLetter(tx, society, this.world.keyring, this.member.accountId, this.world.now, 'recovery'),
    )
    this.world.pass(60_000)
    this.member = { ...this.member, letter }
    await this.replaceLost()
    const browser = await this.useNewBrowser()
    await browser.open('/sign-in')
    await openLetter(browser, this.member)
    const seen = ['/letter', ...(await this.#walk())]
    return (await this.servicesAreOpen()) ? seen : [...seen, ...(await this.comeAgain())]
  }

  async servicesAreOpen(): Promise<boolean> {
    const page = this.browser.current.path === '/portal' ? this.browser.current : await this.browser.open('/portal')
    return page.html.includes('<a class="tile"')
  }

  /** Goes on from the page that is open. */
  async carryOn(): Promise<string[]> {
    return this.#walk()
  }

  async #walk(): Promise<string[]> {
    const seen: string[] = []
    for (;;) {
      const { path } = this.browser.current
      seen.push(path)
      if (ENDS.includes(path)) return seen
      if (seen.length > 20) throw new Error(`this does not end: ${seen.join(' ')}`)
      await this.#answer(path)
      const { current } = this.browser
      if (current.status >= 400 && current.path !== '/refused')
        throw new Error(`${path} led to ${current.status}: ${current.text.slice(0, 400)}`)
    }
  }

  /** The page offers to say that what it asks for is lost; it is said. */
  async #sayLost(lost: Method): Promise<void> {
    assert.match(this.browser.current.html, /href="\/lost"[^>]*>使えない・なくした/)
    await this.browser.open('/lost')
    assert.match(this.browser.current.html, new RegExp(`name="lost" value="${lost}"`))
    await this.browser.submit({ lost })
  }

  async #answer(path: string): Promise<void> {
    const { browser, world, has } = this
    switch (path) {
      case '/otp':
        return has.has('device') ? this.#submit({ ...this.#ownDevice(), otp: this.#nextCode() }) : this.#sayLost('totp')
      case '/passkey':
        return has.has('device') ? this.#submit({ credential: this.#show() }) : this.#sayLost('passkey')
      case '/mail-otp':
        return has.has('mailbox') ? this.#typeMailedCode() : this.#sayLost('mailCode')
      case '/recovery-code':
        if (has.has('paper')) return this.#submit({ recoveryCode: this.member.letter.recoveryNumber })
        // Nothing is left that could be shown: the page leads to where every way stands.
        assert.match(browser.current.html, /href="\/lost"[^>]*>使えない・なくした/)
        return void (await browser.open('/lost'))
      case '/password/confirm':
        return this.#submit({ password: this.password ?? '' })
      case '/password':
        this.password = PASSWORDS[(PASSWORDS.indexOf(this.password ?? '') + 1) % PASSWORDS.length] ?? ''
        this.has.add('password')
        return this.#submit({
          newPassword: this.password,
          newPasswordAgain: this.password,
          signOutEverywhere: 'on',
        })
      case '/enrol/totp':
        this.secret = offeredSecret(browser.current.html)
        this.has.add('device')
        this.deviceName = `電話 ${world.now}`
        return this.#submit({ otp: appCode(this.secret, world.now), deviceName: this.deviceName })
      case '/enrol/passkey':
        if (this.method === 'totp') return this.#submit({ method: 'totp' })
        if (!has.has('device')) this.keeper = new Authenticator(browser.origin)
        this.has.add('device')
        return this.#submit({ credential: this.keeper.create(offerOf(browser.current.html)) })
      case '/enrol/passkey/name':
        return this.#submit({ name: `鍵 ${world.now}`, passkeyName: `鍵 ${world.now}` })
      case '/birth-date':
        return this.#submit(birthDateFields(this.member.birthDate))
      case '/terms':
        return this.#submit({ decision: 'agree' })
      case '/mail':
        return this.#submit({ mail: this.mail })
      case '/mail/code':
        return this.#submit({ mailCode: (await this.#mailedCode()) ?? '' })
      case '/method':
        return this.#submit({ userId: this.userId, method: this.method })
      default:
        return this.#submit({})
    }
  }

  async #submit(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.browser.submit(fields)
  }

  /** Where several are offered, the one in the hand. */
  #ownDevice(): { device?: string } {
    const device = offeredDevice(this.browser.current.html, this.deviceName)
    return device === undefined ? {} : { device }
  }

  #nextCode(): string {
    this.world.pass(30_000)
    return appCode(this.secret, this.world.now)
  }

  #show(): string {
    return this.keeper.get(offerOf(this.browser.current.html))
  }

  async #typeMailedCode(): Promise<void> {
    if (!/name="mailCode"/.test(this.browser.current.html)) await this.browser.submit({ action: 'send' })
    await this.#submit({ mailCode: (await this.#mailedCode()) ?? '' })
  }

  /** What this person reads in the mailbox, and nobody else's. */
  async #mailedCode(): Promise<string | undefined> {
    const { code, address } = await this.world.lastCode()
    assert.equal(address, this.mail)
    return code
  }
}

import { Secret, TOTP } from 'otpauth'
import { type Answer, Connection } from './connection.ts'

/** Who signs in. */
export type Person = { readonly userId: string; readonly password: string; readonly secret: string }

/** Where the society is: the port of a node, and the host that a proxy in front of it passes on. */
export type Place = { readonly port: number; readonly host: string }

/** What a browser says of itself besides. */
const ALWAYS = [
  'User-Agent: Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1',
  'Accept: text/html,application/xhtml+xml',
  'Accept-Language: ja',
  'Accept-Encoding: gzip, br',
  'Sec-Fetch-Site: same-origin',
].join('\r\n')

/** A browser without script on a connection of its own, behind the proxy that is believed. */
export class Visitor {
  readonly #connection: Connection
  readonly #place: Place
  #cookies = new Map<string, string>()
  #address = '192.0.2.1'

  private constructor(connection: Connection, place: Place) {
    this.#connection = connection
    this.#place = place
  }

  static async at(place: Place): Promise<Visitor> {
    return new Visitor(await Connection.open(place.port), place)
  }

  /** Somebody else's browser on the same connection, as a proxy uses it. `cookie` is what that browser has. */
  become(address: string, cookie?: string): void {
    this.#address = address
    this.#cookies = new Map(cookie ? [cookie.split('=', 2) as [string, string]] : [])
  }

  /** The visit's cookie, as it goes back to the server. */
  get visitCookie(): string {
    const found = [...this.#cookies].find(([name]) => name.endsWith('visit'))
    return found ? found.join('=') : ''
  }

  /** Whether the server has closed the connection meanwhile. */
  get isGone(): boolean {
    return this.#connection.isGone
  }

  async get(path: string, status = 200): Promise<Answer> {
    return this.#answered(await this.#connection.send(`${this.#head('GET', path)}\r\n\r\n`), path, status)
  }

  async post(path: string, fields: Readonly<Record<string, string>>, leadsTo: string): Promise<void> {
    const body = new URLSearchParams(fields).toString()
    const type = 'Content-Type: application/x-www-form-urlencoded'
    const origin = `Origin: https://${this.#place.host}`
    const head = `${this.#head('POST', path)}\r\n${origin}\r\n${type}\r\nContent-Length: ${Buffer.byteLength(body)}`
    const { head: said } = this.#answered(await this.#connection.send(`${head}\r\n\r\n${body}`), path, 303)
    if (!said.toLowerCase().includes(`\r\nlocation: ${leadsTo}`)) throw new Error(`${path} led elsewhere: ${said}`)
  }

  /** Every step over HTTP, from the sign-in page to the portal. */
  async signIn({ userId, password, secret }: Person): Promise<void> {
    await this.get('/sign-in')
    await this.post('/sign-in', { userId, password, rememberMe: '', action: '', credential: '' }, '/otp')
    const { body } = await this.get('/otp')
    const once = /name="once" value="([^"]+)"/.exec(body.toString('latin1'))?.[1]
    if (!once) throw new Error('the page of the code has no form')
    await this.post('/otp', { once, otp: new TOTP({ secret: Secret.fromBase32(secret) }).generate() }, '/portal')
    await this.get('/portal')
  }

  close(): void {
    this.#connection.close()
  }

  #head(method: string, path: string): string {
    const cookie =
      this.#cookies.size > 0 ? `\r\nCookie: ${[...this.#cookies].map((one) => one.join('=')).join('; ')}` : ''
    return `${method} ${path} HTTP/1.1\r\nHost: ${this.#place.host}\r\nX-Forwarded-For: ${this.#address}\r\n${ALWAYS}${cookie}`
  }

  #answered(answer: Answer, path: string, status: number): Answer {
    if (answer.status !== status) throw new Error(`${path} was answered with ${answer.status}\n${answer.body}`)
    for (const [, name = '', value = ''] of answer.head.matchAll(/^set-cookie: ([^=]+)=([^;\r]*)/gim))
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    return answer
  }
}

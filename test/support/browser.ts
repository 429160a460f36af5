import type { Hono } from 'hono'
import type { Env } from '../../src/web/request.ts'

/** A page as a story sees it. */
export type Page = {
  readonly status: number
  readonly path: string
  readonly html: string
  /** The words on the page, without markup. */
  readonly text: string
  readonly heading: string
  readonly headers: Headers
}

type Fields = Readonly<Record<string, string>>

let browsers = 0

/**
 * A browser without script: keeps cookies, follows redirects, sends forms with their hidden fields and the Origin of the
 * page. Requests go straight into the app, no socket in between.
 */
export class Browser {
  readonly cookies = new Map<string, string>()
  page: Page | undefined
  readonly #app: Pick<Hono<Env>, 'request'>
  readonly origin: string

  /** Where it is on the network; every browser is somewhere else unless a test moves it. */
  address: string
  /** Headers that it sends with every request. */
  headers: Fields = {}

  constructor(app: Pick<Hono<Env>, 'request'>, origin: string) {
    this.#app = app
    this.origin = origin
    browsers += 1
    this.address = `10.${(browsers >> 8) & 255}.${browsers & 255}.1`
  }

  get current(): Page {
    if (!this.page) throw new Error('no page is open')
    return this.page
  }

  /** Opens an address of the society and follows where it leads. */
  open(path: string): Promise<Page> {
    return this.#follow(path, { method: 'GET' })
  }

  /** Sends the form of the page that is open; a button's name and value are given like a field. */
  submit(fields: Fields): Promise<Page> {
    const { path, html } = this.current
    return this.post(path, { ...prefilled(html), ...fields })
  }

  /** Sends the form of the page that is open, and the answer gets lost on its way: the page stays as it is. */
  async submitAndLose(fields: Fields): Promise<void> {
    const { path, html } = this.current
    const kept = new Map(this.cookies)
    await this.send(path, { ...prefilled(html), ...fields })
    this.cookies.clear()
    for (const [name, value] of kept) this.cookies.set(name, value)
  }

  /** Posts to a path as a form of this origin would. */
  post(path: string, fields: Fields): Promise<Page> {
    const body = new URLSearchParams(fields)
    return this.#follow(path, { method: 'POST', body, headers: { origin: this.origin } })
  }

  /** Another browser that holds the same cookies now, and keeps them when this one gets newer ones. */
  copy(): Browser {
    const copy = new Browser(this.#app, this.origin)
    for (const [name, value] of this.cookies) copy.cookies.set(name, value)
    return copy
  }

  /** One post to a path as a form of this origin would, nothing followed. */
  send(path: string, fields: Fields): Promise<Response> {
    return this.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: this.origin } })
  }

  /** One request, nothing followed. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(path, this.origin)
    const headers = new Headers({ ...this.headers, ...init.headers })
    headers.set('host', url.host)
    if (!headers.has('user-agent'))
      headers.set('user-agent', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1')
    if (this.cookies.size > 0) headers.set('cookie', [...this.cookies].map((pair) => pair.join('=')).join('; '))
    const env = { incoming: { socket: { remoteAddress: this.address } } } as Env['Bindings']
    const response = await this.#app.request(url.href, { ...init, headers, redirect: 'manual' }, env)
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie)
    return response
  }

  async #follow(path: string, init: RequestInit): Promise<Page> {
    let response = await this.request(path, init)
    let at = path
    for (let hops = 0; response.status >= 300 && response.status < 400; hops += 1) {
      if (hops > 8) throw new Error(`${path} redirects in a circle`)
      at = response.headers.get('location') ?? ''
      response = await this.request(at)
    }
    const html = await response.text()
    const { pathname } = new URL(at, this.origin)
    this.page = {
      status: response.status,
      path: pathname,
      html,
      text: words(html),
      heading: heading(html),
      headers: response.headers,
    }
    return this.page
  }

  #keep(cookie: string): void {
    const [pair = ''] = cookie.split(';')
    const [name = '', value = ''] = pair.split(/=(.*)/)
    if (/max-age=0/i.test(cookie)) this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/** Values that a form would send unless something else is typed: hidden fields, prefilled texts, ticked boxes. */
function prefilled(html: string): Record<string, string> {
  const fields: Record<string, string> = {}
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  // What script would have to show first is not there for this browser.
  const visible = main.replace(/<section[^>]*\shidden>[\s\S]*?<\/section>/g, '')
  const form = /<form[\s\S]*?<\/form>/.exec(visible)?.[0] ?? ''
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const name = attribute('name')
    const ticks = attribute('type') === 'checkbox' || attribute('type') === 'radio'
    if (name && (!ticks || /\schecked/.test(tag))) fields[name] = decoded(attribute('value') ?? '')
  }
  return fields
}

function heading(html: string): string {
  return words(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')
}

function words(html: string): string {
  const body = html.replace(/<(script|style|svg|title)[\s\S]*?<\/\1>/g, ' ').replaceAll('<wbr>', '')
  return decoded(body.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
}

function decoded(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '')
}

/** The demo as a stranger runs it: a process of its own, reached over HTTP, read by its last line on stdout. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setInterval } from 'node:timers/promises'

export const ROOT = join(import.meta.dirname, '..', '..')

/** What `--json` prints; written down here once more, so that a change of the contract is noticed. */
export type Announced = {
  readonly base: string
  readonly mailbox: string
  readonly societies: readonly { readonly name: string; readonly preset: string; readonly origin: string }[]
  readonly members: readonly Member[]
}

export type Member = {
  readonly society: string
  readonly state: string
  readonly name: string
  readonly birthDate: string
  readonly userId: string | null
  readonly letterCode: string | null
  readonly letterUrl: string | null
  readonly password: string | null
  readonly mail: string | null
  readonly totpSecret: string | null
}

export type Mail = {
  readonly at: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: readonly string[]
}

/** A mail that was being sent when the demo was killed is given back some twenty seconds later. */
const MAIL_COMES_WITHIN = 60_000

/** A port that nobody has at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** A folder that is removed when the process of the test file ends: after every demo that writes into it was killed. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'genkan-browser-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The environment without what would lead a demo or a command elsewhere. */
export function plainEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, GENKAN_KEYS: __, ...rest } = process.env
  return rest
}

export class DemoProcess {
  readonly port: number
  readonly dataDir: string
  #child: ChildProcess | undefined
  #announced: Announced | undefined

  constructor(port: number, dataDir: string) {
    this.port = port
    this.dataDir = dataDir
  }

  /** Starts it and waits for the line that says that the first page can be opened. Returns everything on stdout. */
  async start(...options: string[]): Promise<string[]> {
    const args = ['bin/start.cjs', '--port', String(this.port), '--data', this.dataDir, '--json', ...options]
    const child = spawn(process.execPath, args, { cwd: ROOT, env: plainEnvironment(), stdio: 'pipe' })
    this.#child = child
    const lines = await firstLines(child)
    this.#announced = JSON.parse(lines.at(-1) ?? '') as Announced
    return lines
  }

  get announced(): Announced {
    return this.#announced ?? assert.fail('the demo has not been started')
  }

  originOf(society: string): string {
    return this.announced.societies.find(({ name }) => name === society)?.origin ?? assert.fail(`no ${society}`)
  }

  /** A member in this state; the `at`th where there are several. */
  member(society: string, state: string, at = 0): Member {
    const found = this.announced.members.filter((member) => member.society === society && member.state === state)
    return found[at] ?? assert.fail(`no ${at + 1}. member of ${society} is ${state}`)
  }

  /** kill -9: it has no chance to finish anything. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exit = once(child, 'exit')
    child.kill(signal)
    await exit
  }

  /** Newest first. */
  async mails(to: string): Promise<Mail[]> {
    const response = await fetch(`${this.announced.base}/mailbox.json?to=${encodeURIComponent(to)}`)
    assert.equal(response.status, 200)
    return (await response.json()) as Mail[]
  }

  /** The newest mail to somebody, once there are `count`; mails are sent after the answer that causes them. */
  async newestMail(to: string, count = 1): Promise<Mail> {
    const until = Date.now() + MAIL_COMES_WITHIN
    for await (const _ of setInterval(50)) {
      const mails = await this.mails(to)
      if (mails.length >= count) return mails[0] as Mail
      if (Date.now() > until) break
    }
    return assert.fail(`${count} mails to ${to} did not come within ${MAIL_COMES_WITHIN / 1000} s`)
  }
}

/** A demo on a port and in a folder of its own; it ends with the test file. */
export async function startDemo(): Promise<DemoProcess> {
  const demo = new DemoProcess(await freePort(), join(temporaryFolder(), 'data'))
  after(() => demo.kill())
  await demo.start()
  return demo
}

async function firstLines(child: ChildProcess): Promise<string[]> {
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('the demo has no output')
  let said = ''
  let progress = ''
  stderr.on('data', (chunk) => {
    progress += chunk
  })
  const ready = new Promise<void>((resolve) => {
    stdout.on('data', (chunk) => {
      said += chunk
      if (said.endsWith('}\n')) resolve()
    })
  })
  const ended = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the demo ended (${code}): ${progress}`)))
  // Later it is killed on purpose.
  ended.catch(() => undefined)
  await Promise.race([ready, ended])
  return said.trimEnd().split('\n')
}

/** A whole node with its log, its mails and its defects: what is secret is in none of the lines (ASVS 16.2.5). */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { reportTo } from '../../src/cli/report.ts'
import { type Mailbox, openMailbox } from '../../src/demo/mailbox.ts'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import { formatLetterCode, newLetterCode } from '../../src/kernel/letter-code.ts'
import { type Node, openNode } from '../../src/web/node.ts'
import { Browser } from '../support/browser.ts'
import { overHttp } from '../support/over-http.ts'
import { appCode, GOOD_PASSWORD, offeredSecret, openLetter } from '../support/story.ts'
import { openWorld, type World } from '../support/world.ts'

let world: World
let node: Node
let mailbox: Mailbox
let folder: string
let port: number
const lines: string[] = []
const secrets = new Set<string>()
const release: (() => void)[] = []

/** Everything that this process writes while the node runs. */
function listenTo(stream: NodeJS.WriteStream): void {
  const { write } = stream
  stream.write = ((...given: Parameters<typeof write>) => {
    lines.push(String(given[0]))
    return write.apply(stream, given)
  }) as typeof write
  release.push(() => {
    stream.write = write
  })
}

before(async () => {
  world = await openWorld('server')
  folder = await mkdtemp(join(tmpdir(), 'genkan-logs-'))
  mailbox = await openMailbox(folder)
  const io = { cwd: folder, out: (line: string) => void lines.push(line), err: (line: string) => void lines.push(line) }
  const { database, keyring } = world
  const report = reportTo(io)
  node = await openNode({ database, keyring, smtpUrl: mailbox.smtpUrl, report, clock: () => world.now })
  const server = await node.listen(0, '127.0.0.1')
  port = (server.address() as AddressInfo).port
  listenTo(process.stdout)
  listenTo(process.stderr)
})
after(async () => {
  for (const free of release) free()
  await node.close()
  await mailbox.close()
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const ORIGIN = 'http://localhost:4000'

/** A browser whose cookies and typed values are all noted as secrets. */
class Noting extends Browser {
  override async request(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.request(path, init)
    for (const value of this.cookies.values()) if (value.length > 8) secrets.add(value)
    if (init.body instanceof URLSearchParams)
      for (const [name, value] of init.body) if (!HARMLESS.includes(name) && value.length >= 4) secrets.add(value)
    return response
  }
}
const HARMLESS = ['action', 'decision', 'method', 'rememberMe', 'signOutEverywhere', 'deviceName']

const newBrowser = () => new Noting(overHttp(port), ORIGIN)

/** The newest mail to an address, as soon as it is there; its codes and links are secrets. */
async function mailTo(address: string, subject: RegExp): Promise<string> {
  for (;;) {
    const mail = mailbox.list(address).find((kept) => subject.test(kept.subject))
    if (!mail) {
      await new Promise((later) => setImmediate(later))
      continue
    }
    for (const [code] of mail.text.matchAll(/^\d{6}$/gm)) secrets.add(code)
    for (const link of mail.links) if (link.includes('/mail/link/')) secrets.add(link.split('/').at(-1) ?? '')
    return /^\d{6}$/m.exec(mail.text)?.[0] ?? ''
  }
}

describe('the log of a run', () => {
  const address = 'secret-keeper@mail.example'
  let totp = ''

  it('is written while somebody activates, with detours', async () => {
    const member = await world.member('genkan', { mail: address })
    for (const text of [member.letter.code, formatLetterCode(member.letter.code), member.letter.recoveryNumber])
      secrets.add(String(text))
    const browser = newBrowser()
    await openLetter(browser, { ...member, letter: { ...member.letter, code: newLetterCode() } })
    await openLetter(browser, member)
    await browser.submit({ decision: 'agree' })
    await browser.submit({ mail: address })
    await browser.submit({ mailCode: '000000' })
    const code = await mailTo(address, /メールアドレスの確認/)
    const link = mailbox.list(address)[0]?.links.find((found) => found.includes('/mail/link/')) ?? ''
    await newBrowser().open(new URL(link).pathname)
    await browser.open('/mail/code')
    await browser.submit({ mailCode: code })
    await browser.submit({ method: 'totp' })
    await browser.submit({ newPassword: 'hanabi-taikai-1', newPasswordAgain: 'hanabi-taikai-2' })
    await browser.submit({ newPassword: GOOD_PASSWORD, newPasswordAgain: GOOD_PASSWORD })
    totp = offeredSecret(browser.current.html)
    secrets.add(totp)
    await browser.submit({ otp: '123456', deviceName: 'iPhone' })
    await browser.submit({ otp: appCode(totp, world.now), deviceName: 'iPhone' })
    await browser.submit({})
    assert.equal(browser.current.path, '/portal')
  })

  it('… is locked out, comes back by mail, and signs in', async () => {
    for (let n = 0; n < 6; n += 1)
      await newBrowser().post('/sign-in', { userId: address, password: `a wrong password ${n}` })
    const browser = newBrowser()
    await browser.post('/sign-in', { action: 'unlock', userId: address })
    const mailCode = await mailTo(address, /もう一度試すためのワンタイムパスワード/)
    await browser.submit({ mailCode, password: GOOD_PASSWORD })
    assert.equal(browser.current.path, '/otp')
    world.pass(seconds(30))
    await browser.submit({ otp: '654321' })
    await browser.submit({ otp: appCode(totp, world.now) })
    assert.equal(browser.current.path, '/portal')
    await mailTo(address, /一時停止/)
  })

  it('… meets defects whose messages quote what was typed, and broken requests', async () => {
    const { database, hasher, queue } = { ...node.gate }
    const browser = newBrowser()
    // The driver's own error, with the value in it.
    const quoting = (text: string) =>
      database.inSociety(1, (tx) => sql`select ${text}::text::integer`.execute(tx)).then(() => false)
    Object.assign(node.gate, {
      hasher: { ...hasher, verify: async (_: unknown, password: string) => ({ ok: await quoting(password) }) },
    })
    world.pass(minutes(15))
    await browser.post('/sign-in', { userId: 'somebody-secret', password: 'quoted in an error' })
    assert.equal(browser.current.status, 500)
    Object.assign(node.gate, { hasher })
    Object.assign(node.gate, {
      queue: {
        ...queue,
        enqueue: async () => {
          throw Object.assign(new Error(`cannot send ${address}`), { detail: GOOD_PASSWORD, query: totp })
        },
      },
    })
    for (let n = 0; n < 5; n += 1)
      await browser.post('/sign-in', { userId: 'somebody-else-secret', password: `guessed secret ${n}` })
    assert.equal(browser.current.status, 500)
    Object.assign(node.gate, { queue })
    await browser.request(`/${totp}?password=${encodeURIComponent(GOOD_PASSWORD)}`)
    await browser.request('/sign-in', { method: 'POST', headers: { origin: ORIGIN }, body: GOOD_PASSWORD })
  })

  it('holds defects with their references, and no password, code, secret, cookie, letter or address of it all', () => {
    const log = lines.join('\n')
    assert.ok(secrets.size > 30, `${secrets.size} secrets`)
    assert.equal([...log.matchAll(/ defect \S+ /g)].length, 2)
    assert.deepEqual(
      [...secrets].filter((secret) => log.includes(secret) || log.includes(encodeURIComponent(secret))),
      [],
    )
    for (const must of [GOOD_PASSWORD, totp, address, 'quoted in an error'])
      assert.ok(secrets.has(must), 'the scan knows what it looks for')
  })

  it('nor does the history, which is kept for years', async () => {
    const { id } = await world.society('genkan')
    const history = await world.database.inSociety(id, (tx) => tx.selectFrom('event').selectAll().execute())
    const text = JSON.stringify(history)
    assert.ok(history.length > 20)
    // Six digits stand in timestamps and numbers by chance.
    assert.deepEqual(
      [...secrets].filter((secret) => secret.length > 6 && text.includes(secret)),
      [],
    )
  })
})

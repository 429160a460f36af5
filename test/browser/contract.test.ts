import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openChromium, openProfile, phone } from '../support/chromium.ts'
import {
  type Announced,
  DemoProcess,
  freePort,
  plainEnvironment,
  ROOT,
  startDemo,
  temporaryFolder,
} from '../support/demo-process.ts'
import { Walk } from './walk.ts'

/** Runs a program of the checkout to its end. */
async function run(command: string, args: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(command, args, { cwd: ROOT, env: plainEnvironment(), stdio: 'pipe' })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  const [code] = await once(child, 'close')
  return { code, out, err }
}

describe('npm start -- --port N --data DIR --json', () => {
  const folder = join(temporaryFolder(), 'not', 'there', 'yet')

  it('tells its progress on stderr and, when the first page can be opened, one line of JSON as the last on stdout', async () => {
    const port = await freePort()
    const args = ['start', '--', '--port', String(port), '--data', folder, '--json']
    // A group of its own, so that everything that npm starts ends with it.
    const child = spawn('npm', args, { cwd: ROOT, env: plainEnvironment(), stdio: 'pipe', detached: true })
    const group = -(child.pid ?? assert.fail('npm does not start'))
    after(() => child.exitCode === null && child.signalCode === null && process.kill(group, 'SIGKILL'))
    let [out, err] = ['', '']
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    for await (const chunk of child.stdout) {
      out += chunk
      if (out.endsWith('}\n')) break
    }
    const said = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '') as Announced
    assert.match(err, /…/)
    assert.deepEqual(Object.keys(said), ['base', 'mailbox', 'societies', 'members'])
    assert.equal(said.base, `http://localhost:${port}`)
    assert.equal(said.mailbox, `http://localhost:${port}/mailbox`)
    const others = ['aoba', 'wakaba', 'hinode', 'minato', 'sakura'].map((name) => {
      return { name, preset: name, origin: `http://${name}.portal.localhost:${port}` }
    })
    assert.deepEqual(said.societies, [
      { name: 'genkan', preset: 'genkan', origin: `http://localhost:${port}` },
      ...others,
    ])
    assert.equal((await fetch(said.base)).status, 200)
    process.kill(group, 'SIGTERM')
    await once(child, 'close')
  })

  it('names members in each state, with null where something does not apply', async () => {
    const demo = new DemoProcess(await freePort(), folder)
    after(() => demo.kill())
    await demo.start()
    const { members } = demo.announced
    const keys = ['society', 'state', 'name', 'birthDate', 'userId', 'letterCode', 'letterUrl', 'password', 'mail']
    for (const member of members) {
      assert.deepEqual(Object.keys(member), [...keys, 'totpSecret'])
      assert.match(member.birthDate, /^\d{4}-\d\d-\d\d$/)
      const { letterCode, letterUrl } = member
      // Whoever was invited by mail has a link and no code to type.
      if (member.state === 'invited') assert.match(letterUrl ?? '', /\/invitation\/[\w.-]+$/)
      else if (letterCode === null) assert.equal(letterUrl, null)
      else
        assert.match(
          letterUrl ?? '',
          new RegExp(`^${demo.originOf(member.society)}/letter#id=\\d{7}&code=${letterCode}$`),
        )
    }
    const fresh = demo.member('genkan', 'new')
    assert.match(fresh.userId ?? '', /^\d{7}$/)
    assert.match(fresh.letterCode ?? '', /^\d{14}$/)
    assert.ok(fresh.letterUrl?.includes(`#id=${fresh.userId}&`))
    assert.deepEqual([fresh.password, fresh.totpSecret], [null, null])
    assert.equal(demo.member('genkan', 'newWithoutMail').mail, null)
    const active = demo.member('sakura', 'active')
    assert.match(active.totpSecret ?? '', /^[A-Z2-7]{32}$/)
    assert.deepEqual([active.letterCode, active.letterUrl], [null, null])
    for (const society of ['genkan', 'sakura'])
      for (const state of ['interrupted', 'activeTwoDevices', 'letterExpired', 'letterUsed', 'qualificationEnded'])
        demo.member(society, state)
    assert.deepEqual([demo.member('sakura', 'activeMailCode').totpSecret], [null])
    assert.match(demo.member('sakura', 'activeSeveral').totpSecret ?? '', /^[A-Z2-7]{32}$/)
    await demo.stop()
  })

  it('prints the same at a second start on the same folder, and others after --reset', async () => {
    const demo = new DemoProcess(await freePort(), folder)
    after(() => demo.kill())
    const [first] = await demo.start()
    await demo.stop()
    assert.deepEqual(await demo.start(), [first])
    await demo.kill()
    assert.deepEqual(await demo.start('--reset').then((lines) => lines.length), 1)
    const before = JSON.parse(first ?? '') as Announced
    const { members } = demo.announced
    assert.deepEqual(
      members.map(({ name, state }) => [name, state]),
      before.members.map(({ name, state }) => [name, state]),
    )
    members.forEach((member, at) => {
      const { letterCode, totpSecret } = before.members[at] ?? assert.fail()
      if (letterCode) assert.notEqual(member.letterCode, letterCode)
      if (totpSecret) assert.notEqual(member.totpSecret, totpSecret)
    })
    await demo.stop()
  })

  it('refuses a folder that another demo has open, with a sentence, and leaves that one alone', async () => {
    const demo = new DemoProcess(await freePort(), folder)
    after(() => demo.kill())
    await demo.start()
    const port = String(await freePort())
    const second = await run(process.execPath, ['bin/start.cjs', '--port', port, '--data', folder, '--json'])
    assert.notEqual(second.code, 0)
    assert.equal(second.out, '')
    assert.doesNotMatch(second.err, /^\s+at /m, 'a sentence, no stack')
    assert.equal((await fetch(demo.announced.base)).status, 200)
    const help = await run(process.execPath, ['bin/genkan.cjs', 'society', 'show', '--data', folder])
    assert.deepEqual([help.code, help.err], [0, ''], 'commands still reach it')
    await demo.stop()
  })
})

describe('GET /mailbox.json?to=ADDRESS', () => {
  it('gives the mails of an address or all, newest first, over a real SMTP conversation; only on plain localhost', async () => {
    const demo = await startDemo()
    const page = await (await openProfile(await openChromium(), phone)).newPage()
    const walk = new Walk(demo, page, demo.member('sakura', 'newWithoutMail'))
    assert.deepEqual(await demo.mails(walk.mail), [])
    await walk.openLetter()
    await walk.acceptTerms()
    await walk.giveMail()
    await demo.newestMail(walk.mail)
    await walk.press('別のメールアドレスにする')
    await walk.reaches('/mail')
    await walk.fill({ mail: 'ayako@mail.example' })
    await walk.press('実行')
    const newest = await demo.newestMail('Ayako@mail.example')
    assert.deepEqual(Object.keys(newest).sort(), ['at', 'html', 'links', 'subject', 'text', 'to'])
    assert.equal(new Date(newest.at).toISOString(), newest.at)
    assert.equal(newest.to, 'ayako@mail.example')
    assert.match(newest.subject, /^【ゲンカン】メールアドレスの確認/)
    assert.match(newest.html, /<html/)
    for (const link of newest.links) assert.ok(newest.text.includes(link) || newest.html.includes(link))
    const all = await (await fetch(`${demo.announced.base}/mailbox.json`)).json()
    assert.deepEqual(
      all.map(({ to }: { to: string }) => to),
      ['ayako@mail.example', walk.mail],
    )
    const elsewhere = await page.goto(`${walk.origin}/mailbox.json`)
    assert.equal(elsewhere?.status(), 404)
  })
})

import assert from 'node:assert/strict'
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import nodemailer from 'nodemailer'
import { openTransport } from '../mail/transport.ts'
import { type Mailbox, openMailbox } from './mailbox.ts'
import { mailboxPages } from './mailbox-page.ts'

const message = {
  from: { name: 'ゲンカン健康保険組合', address: 'no-reply@genkan.example' },
  to: 'hanako@mail.example',
  subject: '【ゲンカン】メールアドレスの確認（12:34）',
  text: '確認\nhttp://localhost:4000/mail/link/a.b?x=1&y=2\n',
  html: '<p><a href="http://localhost:4000/mail/link/a.b?x=1&amp;y=2">確認</a> <a href="https://other.example/">他</a></p>',
}

describe('the mailbox of the demo', () => {
  let folder: string
  let mailbox: Mailbox

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'genkan-mailbox-'))
    mailbox = await openMailbox(folder)
  })
  afterEach(async () => {
    await mailbox.close()
    await rm(folder, { recursive: true })
  })

  const deliver = async (...changes: Partial<typeof message>[]) => {
    const transport = openTransport(mailbox.smtpUrl)
    await Promise.all(
      changes.map(async (change) =>
        assert.deepEqual(await transport.deliver({ ...message, ...change }), { outcome: 'delivered' }),
      ),
    )
    transport.close()
  }
  const reopen = async () => {
    await mailbox.close()
    mailbox = await openMailbox(folder)
  }

  it('shows a mail as it was written, and each address in it once, in order', async () => {
    await deliver({})
    const [mail] = mailbox.list()
    assert.deepEqual(
      { ...mail, at: '', text: mail?.text.trim(), html: mail?.html.trim() },
      {
        at: '',
        to: message.to,
        subject: message.subject,
        text: message.text.trim(),
        html: message.html,
        links: ['http://localhost:4000/mail/link/a.b?x=1&y=2', 'https://other.example/'],
      },
    )
    assert.ok(Math.abs(Date.parse(mail?.at ?? '') - Date.now()) < 60_000)
  })

  it('lists the newest first, of all or of one address in any case', async () => {
    await deliver({ subject: 'first' })
    await deliver({ subject: 'second', to: 'taro..y.@docomo.ne.jp' })
    await deliver({ subject: 'third' })
    const subjects = (to?: string) => mailbox.list(to).map(({ subject }) => subject)
    assert.deepEqual(subjects(), ['third', 'second', 'first'])
    assert.deepEqual(subjects('Hanako@Mail.example'), ['third', 'first'])
    assert.deepEqual(subjects('taro..y.@docomo.ne.jp'), ['second'])
    assert.deepEqual(subjects('nobody@mail.example'), [])
  })

  it('keeps a mail to several people once for each', async () => {
    const transport = nodemailer.createTransport(mailbox.smtpUrl)
    await transport.sendMail({
      from: message.from,
      to: ['a@mail.example', 'b@mail.example'],
      subject: 'both',
      text: 'x',
    })
    assert.deepEqual(
      mailbox
        .list()
        .map(({ to, subject }) => `${to} ${subject}`)
        .sort(),
      ['a@mail.example both', 'b@mail.example both'],
    )
  })

  it('has the same mails in the same order after a restart', async () => {
    await deliver(...Array.from({ length: 20 }, (_, at) => ({ subject: `mail ${at}` })))
    const before = mailbox.list()
    await reopen()
    assert.deepEqual(mailbox.list(), before)
    assert.equal(before.length, 20)
  })

  it('loses nothing but the line that a kill tore, neither before nor after it', async () => {
    await deliver({ subject: 'before' })
    await appendFile(join(folder, 'mails.jsonl'), '{"at":"2026-11-21T00:00:00Z","to":"torn')
    await reopen()
    await deliver({ subject: 'after' })
    await reopen()
    assert.deepEqual(
      mailbox.list().map(({ subject }) => subject),
      ['after', 'before'],
    )
    assert.match(await readFile(join(folder, 'mails.jsonl'), 'utf8'), /torn\n/)
  })

  it('a client that breaks off leaves nothing behind', async () => {
    const socket = connect(Number(new URL(mailbox.smtpUrl).port), '127.0.0.1')
    const greeted = new Promise((resolve) => socket.once('data', resolve))
    await greeted
    socket.write('EHLO x\r\nMAIL FROM:<a@mail.example>\r\nRCPT TO:<b@mail.example>\r\nDATA\r\nSubject: half')
    socket.destroy()
    await deliver({})
    assert.equal(mailbox.list().length, 1)
  })

  it('the page shows text as text, links as links, and the JSON is the contract', async () => {
    await deliver({ subject: '<b>x</b>', text: 'a <script>\nhttps://link.example/?a=1&b=2\n' })
    const pages = mailboxPages(mailbox, () => '/style.css')
    const page = await pages(new URL('http://localhost:4000/mailbox'))
    const html = (await page?.text()) ?? ''
    assert.match(html, /&lt;b&gt;x&lt;\/b&gt;/)
    assert.match(html, /a &lt;script&gt;/)
    assert.match(html, /<a href="https:\/\/link\.example\/\?a=1&amp;b=2">/)
    assert.match(page?.headers.get('content-security-policy') ?? '', /^default-src 'none'/)
    const json = await pages(new URL('http://localhost:4000/mailbox.json?to=hanako@mail.example'))
    const [mail] = JSON.parse((await json?.text()) ?? '[]') as object[]
    assert.deepEqual(Object.keys(mail ?? {}).sort(), ['at', 'html', 'links', 'subject', 'text', 'to'])
    assert.equal(await pages(new URL('http://localhost:4000/mailbox/other')), undefined)
  })
})

import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { after, describe, it } from 'node:test'
import { closedPort, openSmtp } from '../../test/support/smtp.ts'
import type { Message } from './message.ts'
import { openTransport, type Transport } from './transport.ts'
import { TryLater } from './try-later.ts'

const message: Message = {
  from: { name: 'さくら健康保険組合', address: 'no-reply@sakura.example' },
  to: 'hanako@mail.example',
  subject: '【ゲンカン】ワンタイムパスワードのお知らせ（12:34）',
  text: 'ゲンカンにログインするためのワンタイムパスワード\n\n995867\n',
  html: '<p>ゲンカンにログインするためのワンタイムパスワード</p><p>995867</p>',
}

const open: { close(): unknown }[] = []
after(() => Promise.all(open.toReversed().map((one) => one.close())))

async function server(...options: Parameters<typeof openSmtp>) {
  const smtp = await openSmtp(...options)
  open.push(smtp)
  return { smtp, transport: transport(smtp.url) }
}

function transport(...options: Parameters<typeof openTransport>): Transport {
  const opened = openTransport(...options)
  open.push(opened)
  return opened
}

describe('SMTP', () => {
  it('EML-17 a mail arrives as text and as HTML, Japanese in subject, name and body unharmed', async () => {
    const { smtp, transport } = await server()
    assert.deepEqual(await transport.deliver(message), { outcome: 'delivered' })
    const [one] = smtp.received
    assert.equal(one?.from, 'no-reply@sakura.example')
    assert.deepEqual(one.to, ['hanako@mail.example'])
    assert.equal(one.mail.subject, message.subject)
    assert.deepEqual(one.mail.from, { ...message.from })
    assert.equal(one.mail.text, message.text)
    assert.equal(one.mail.html?.trim(), message.html)
    assert.match(one.raw, /^Content-Type: multipart\/alternative/im)
  })

  it('MSG-15 nothing ties a mail to an older one, and it says that no person wrote it', async () => {
    const { smtp, transport } = await server()
    await transport.deliver(message)
    await transport.deliver(message)
    const headers = smtp.received.map(({ mail }) => new Map(mail.headers.map(({ key, value }) => [key, value])))
    for (const each of headers) {
      for (const none of ['references', 'in-reply-to', 'x-mailer', 'thread-topic']) assert.ok(!each.has(none), none)
      assert.equal(each.get('auto-submitted'), 'auto-generated')
    }
    assert.notEqual(headers[0]?.get('message-id'), headers[1]?.get('message-id'))
    assert.equal(smtp.connections, 1, 'the connection is kept')
  })

  it('an address from the days when carriers gave out odd dots is written to (MAIL-03)', async () => {
    const { smtp, transport } = await server()
    for (const to of ['taro..y.@docomo.ne.jp', 'a..b.@docomo.ne.jp', "o'neil+x@mail.example"])
      assert.deepEqual(await transport.deliver({ ...message, to }), { outcome: 'delivered' })
    const sent = smtp.received.flatMap(({ to }) => to)
    // RFC 5321 §4.1.2: dots in odd places stand in quotes.
    assert.deepEqual(sent, ['"taro..y."@docomo.ne.jp', '"a..b."@docomo.ne.jp', "o'neil+x@mail.example"])
    assert.match(smtp.received[0]?.raw ?? '', /^To: <?"taro\.\.y\."@docomo\.ne\.jp>?\r$/m)
  })

  it('nothing gets into headers or commands that is no part of them', async () => {
    const { smtp, transport } = await server()
    const addresses = [
      'a@mail.example\r\nBcc: b@mail.example',
      'a@mail.example>\r\nRCPT TO:<b@mail.example',
      'a@mail.example, b@mail.example',
      'a b@mail.example',
      'a@b@mail.example',
      'a@mail.example\0',
      '',
      'はなこ@mail.example',
    ]
    for (const to of addresses)
      assert.deepEqual(await transport.deliver({ ...message, to }), { outcome: 'refused', code: 0 }, to)
    assert.equal(smtp.connections, 0)
    const from = { name: 'x"\r\nBcc: b@mail.example', address: message.from.address }
    await transport.deliver({ ...message, from, subject: 'x\r\nBcc: b@mail.example\r\n\r\nbody' })
    const [one] = smtp.received
    assert.deepEqual(one?.to, [message.to])
    assert.equal(one.mail.bcc, undefined)
    assert.equal(one.mail.text, message.text)
  })

  it('a server that says no for good is not asked again', async () => {
    const { smtp, transport } = await server()
    smtp.answers.rcptTo = () => 550
    assert.deepEqual(await transport.deliver(message), { outcome: 'refused', code: 550 })
    delete smtp.answers.rcptTo
    smtp.answers.data = () => 554
    assert.deepEqual(await transport.deliver(message), { outcome: 'refused', code: 554 })
    delete smtp.answers.data
    assert.deepEqual(await transport.deliver(message), { outcome: 'delivered' })
  })

  const passing = [
    ['a recipient who is to be asked for later', { rcptTo: () => 450 }, 'RCPT TO 450', false],
    ['a full disk', { data: () => 452 }, 'DATA 452', false],
    [
      'a sender that the server does not know, which the operator has to mend',
      { mailFrom: () => 550 },
      'MAIL FROM 550',
      true,
    ],
    ['a server that wants a login', { mailFrom: () => 530 }, 'MAIL FROM 530', true],
    ['a server that goes away', { rcptTo: () => 421 }, 'CONN 421', true],
  ] as const
  for (const [what, answers, reason, everything] of passing)
    it(`tried again: ${what}`, async () => {
      const { smtp, transport } = await server({ ...answers })
      await later(transport, reason, everything)
      for (const key of ['mailFrom', 'rcptTo', 'data'] as const) delete smtp.answers[key]
      assert.deepEqual(await transport.deliver(message), { outcome: 'delivered' })
    })

  it('tried again: a closed port, a name that nobody knows, a wrong password', async () => {
    await later(transport(`smtp://127.0.0.1:${await closedPort()}`), 'ESOCKET', true)
    await later(transport('smtp://nobody.invalid:25'), 'EDNS', true)
    const login = await server(
      {},
      {
        authOptional: false,
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: (_auth, _session, done) => done(null, {}),
      },
    )
    await later(transport(login.smtp.url.replace('//', '//genkan:wrong%40word@')), 'AUTH PLAIN 535', true)
  })

  it('tried again: a server that takes the line and says nothing, or talks and never ends', async () => {
    const silent = createServer(() => undefined)
    const endless = createServer((socket) => {
      socket.on('error', () => undefined)
      const drip = setInterval(() => socket.write('220-still here\r\n'), 5)
      socket.once('close', () => clearInterval(drip))
    })
    for (const server of [silent, endless]) {
      await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
      open.push(server)
      const { port } = server.address() as { port: number }
      const impatient = transport(`smtp://127.0.0.1:${port}`, { patience: { silent: 300, whole: 60 } })
      await later(impatient, 'EABORT', true)
      const silentFor = transport(`smtp://127.0.0.1:${port}`, { patience: { silent: 60, whole: 10_000 } })
      await later(silentFor, 'ETIMEDOUT', true)
    }
  })

  it('to another machine nothing is sent before STARTTLS; a certificate that nobody vouches for is none', async () => {
    const plain = await server()
    // Reaches this machine under a name that does not say so.
    const away = (port: number) => transport(`smtp://[::ffff:127.0.0.1]:${port}`)
    const smtp = await openSmtp({}, { disabledCommands: ['AUTH'], secure: false })
    open.push(smtp)
    await assert.rejects(away(plain.smtp.port).deliver(message), TryLater)
    await assert.rejects(away(smtp.port).deliver(message), TryLater)
    assert.deepEqual([...plain.smtp.received, ...smtp.received], [])
  })

  it('what a server says about somebody does not get into the error', async () => {
    const { transport } = await server({ rcptTo: () => 450 })
    const error = await transport.deliver(message).catch((thrown: unknown) => thrown)
    assert.ok(error instanceof TryLater)
    assert.ok(!JSON.stringify([error, error.message, error.stack, error.cause]).includes('hanako'))
  })

  it('an address of a mail server that is none is refused with a sentence that does not repeat it', () => {
    for (const url of ['', 'mail.example', 'https://user:geheim@mail.example', 'smtp://', 'smtp://a:%zz@mail.example'])
      assert.throws(
        () => openTransport(url),
        ({ message }: Error) => message.startsWith('the mail server is written as') && !message.includes('geheim'),
        url,
      )
  })
})

async function later(transport: Transport, reason: string, everything: boolean): Promise<void> {
  await assert.rejects(transport.deliver(message), (error) => {
    assert.ok(error instanceof TryLater, String(error))
    assert.deepEqual([error.message, error.everything], [reason, everything])
    return true
  })
}

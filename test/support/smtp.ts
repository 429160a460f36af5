import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/** A mail as a server got it. */
export type Received = {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: Email
}

/** What the server answers instead of 250; the number of an SMTP reply, or undefined for yes. */
export type Answers = {
  mailFrom?: (address: string) => number | undefined
  rcptTo?: (address: string) => number | undefined
  data?: () => number | undefined
}

/** A real mail server on the loopback that does as it is told. `answers` may be changed while it runs. */
export async function openSmtp(
  answers: Answers = {},
  { port = 0, ...options }: SMTPServerOptions & { port?: number } = {},
) {
  const received: Received[] = []
  const happened = new EventEmitter()
  let connections = 0
  const answered = (code: number | undefined, done: (error?: Error) => void, of: string) =>
    code === undefined ? done() : done(Object.assign(new Error(`no, not for <${of}>`), { responseCode: code }))
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    logger: false,
    closeTimeout: 1,
    onConnect(_session, done) {
      connections += 1
      done()
    },
    onMailFrom: ({ address }, _session, done) => answered(answers.mailFrom?.(address), done, address),
    onRcptTo: ({ address }, _session, done) => answered(answers.rcptTo?.(address), done, address),
    async onData(stream, session, done) {
      const raw = Buffer.concat(await stream.toArray()).toString()
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const code = answers.data?.()
      if (code === undefined) {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        received.push({ from, to, raw, mail: await PostalMime.parse(raw) })
      }
      answered(code, done, String(to))
      happened.emit('mail')
    },
    ...options,
  })
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready))
  const at = (server.server.address() as AddressInfo).port
  return {
    port: at,
    url: `smtp://127.0.0.1:${at}`,
    answers,
    received,
    get connections() {
      return connections
    },
    /** Resolves when this many mails have come in, counted from the start. */
    async arrived(count: number): Promise<readonly Received[]> {
      while (received.length < count) await once(happened, 'mail')
      return received
    },
    close: () => new Promise<void>((closed) => server.close(() => closed())),
  }
}

/** A port on which nobody listens. */
export async function closedPort(): Promise<number> {
  const server = await openSmtp()
  await server.close()
  return server.port
}

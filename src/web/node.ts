import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { library as loadPasskeyLibrary } from '../factor/passkey/library.ts'
import { loadCommonPasswords } from '../factor/password/common.ts'
import { openHasher } from '../factor/password/hash.ts'
import { letHashingStepBack } from '../factor/password/step-back.ts'
import type { Gate } from '../journey/handler.ts'
import { type Clock, seconds, systemClock } from '../kernel/clock.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { openQueue } from '../mail/queue.ts'
import { openMailer } from '../mail/send-mail.ts'
import { openSocietyDirectory, type SocietyDirectory } from '../society/society-directory.ts'
import type { Database } from '../store/database.ts'
import { createApp, type Report } from './app.ts'
import { keepHistory } from './keep-history.ts'
import type { NetworkOptions } from './middleware/throttle.ts'

const AFTER_THE_START = seconds(1)

/** Answers a request of its own, or hands it on. */
export type Before = (request: Request) => Promise<Response | undefined>

export type NodeOptions = {
  readonly database: Database
  readonly keyring: Keyring
  /** Where mails go: smtp:// or smtps://. */
  readonly smtpUrl: string
  readonly report: Report
  readonly clock?: Clock
  /** Who may say for whom a request comes; nobody unless configured. */
  readonly network?: NetworkOptions
  /** The demo's own pages. */
  readonly before?: Before
}

/** One node: web, and the mails that its transactions leave behind. Any number of them share one database. */
export type Node = {
  readonly gate: Gate
  readonly directory: SocietyDirectory
  readonly stylesheet: string
  listen(port: number, host: string): Promise<Server>
  close(): Promise<void>
}

export async function openNode(options: NodeOptions): Promise<Node> {
  const { database, keyring, report, before } = options
  const clock = options.clock ?? systemClock
  const directory = openSocietyDirectory(database, clock, (problem) => report('policy', problem))
  const queue = await openQueue(database, { report: (error) => report('mail', error) })
  const gate: Gate = { database, keyring, clock, queue, hasher: openHasher() }
  const { app, stylesheet } = await createApp(gate, directory, report, options.network)
  letHashingStepBack()
  const mailer = openMailer({ database, keyring, directory, smtpUrl: options.smtpUrl, clock })
  await queue.work((job, queuedAt) => mailer.send(job, queuedAt))
  await keepHistory(queue, { database, keyring, directory, clock })
  // Read before somebody needs it, and after the first page.
  setTimeout(() => {
    loadCommonPasswords()
    void loadPasskeyLibrary()
  }, AFTER_THE_START).unref()
  const listener = getRequestListener(async (request, env) => (await before?.(request)) ?? app.fetch(request, env))
  const servers: Server[] = []
  return {
    gate,
    directory,
    stylesheet,
    async listen(port, host) {
      const server = await started(createServer(listener), port, host)
      servers.push(server)
      return server
    },
    async close() {
      await Promise.all(servers.map(stopped))
      await queue.stop()
      mailer.close()
    },
  }
}

function started(server: Server, port: number, host: string): Promise<Server> {
  // A client that sends its head drop by drop holds nothing for long.
  server.headersTimeout = 15_000
  server.requestTimeout = 30_000
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeIdleConnections()
  })
}

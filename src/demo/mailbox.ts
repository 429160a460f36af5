import { appendFile, mkdir, readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'

/** A mail as `/mailbox.json` shows it; a contract for tests from outside. */
export type KeptMail = {
  readonly at: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly links: readonly string[]
}

export type Mailbox = {
  /** Where the mails of the demo go. */
  readonly smtpUrl: string
  /** Newest first, of one address or of all. */
  list(to?: string): readonly KeptMail[]
  close(): Promise<void>
}

/** A real SMTP server on the loopback that keeps what it is given; a file in the data folder outlives a restart. */
export async function openMailbox(folder: string): Promise<Mailbox> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'mails.jsonl')
  const mails = await readKept(file)
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      keep(
        stream,
        session.envelope.rcptTo.map(({ address }) => address),
      ).then(
        () => done(),
        (error: Error) => done(error),
      )
    },
  })
  async function keep(stream: AsyncIterable<Uint8Array>, recipients: readonly string[]): Promise<void> {
    const chunks: Uint8Array[] = []
    for await (const chunk of stream) chunks.push(chunk)
    const parsed = await PostalMime.parse(Buffer.concat(chunks))
    for (const to of recipients) {
      const mail = toKept(to, parsed.subject ?? '', parsed.text ?? '', parsed.html ?? '')
      await appendFile(file, `${JSON.stringify(mail)}\n`)
      mails.push(mail)
    }
  }
  // A client that breaks off is no reason to stop.
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    list: (to) => mails.filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase()).toReversed(),
    close: () => new Promise((closed) => server.close(closed)),
  }
}

async function readKept(file: string): Promise<KeptMail[]> {
  const text = await readFile(file, 'utf8').catch(() => '')
  // The last line may be torn by a kill.
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as KeptMail]
    } catch {
      return []
    }
  })
}

function toKept(to: string, subject: string, text: string, html: string): KeptMail {
  const found = [...text.matchAll(/https?:\/\/[^\s"'<>]+/g), ...html.matchAll(/https?:\/\/[^\s"'<>]+/g)]
  const links = [...new Set(found.map(([link]) => link.replaceAll('&amp;', '&')))]
  return { at: new Date().toISOString(), to, subject, text, html, links }
}

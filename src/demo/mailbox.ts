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
  /** Each address once, in the order in which it stands in the text and then in the HTML. */
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
  const shelf = await openShelf(join(folder, 'mails.jsonl'))
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    lenientAddressParsing: true,
    logger: false,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => unquoted(address))
      keep(shelf, stream, recipients).then(() => done(), done)
    },
  })
  // A client that breaks off is no reason to stop.
  server.on('error', () => undefined)
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    list: (to) =>
      shelf.mails.filter((mail) => to === undefined || mail.to.toLowerCase() === to.toLowerCase()).toReversed(),
    close: () => new Promise((closed) => server.close(closed)),
  }
}

type Shelf = { readonly mails: readonly KeptMail[]; add(mails: readonly KeptMail[]): Promise<void> }

/** The mails of a file, one on each line. The last line may be torn by a kill: it is left out, and ended. */
async function openShelf(file: string): Promise<Shelf> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const mails = text.split('\n').flatMap(readLine)
  let written = text === '' || text.endsWith('\n') ? Promise.resolve() : appendFile(file, '\n')
  await written
  return {
    mails,
    /** One after the other, so that the file has the order in which they are listed. */
    add(more) {
      const lines = more.map((mail) => `${JSON.stringify(mail)}\n`).join('')
      const added = written.then(() => appendFile(file, lines, { mode: 0o600 })).then(() => void mails.push(...more))
      written = added.catch(() => undefined)
      return added
    },
  }
}

function readLine(line: string): KeptMail[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as KeptMail]
  } catch {
    return []
  }
}

async function keep(shelf: Shelf, stream: AsyncIterable<Uint8Array>, recipients: readonly string[]): Promise<void> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const { subject = '', text = '', html = '' } = await PostalMime.parse(Buffer.concat(chunks))
  const mail = { at: new Date().toISOString(), subject, text, html, links: linksOf(text, html) }
  await shelf.add(recipients.map((to) => ({ ...mail, to })))
}

const LINK = /https?:\/\/[^\s"'<>]+/g

function linksOf(text: string, html: string): string[] {
  const found = [...(text.match(LINK) ?? []), ...(html.match(LINK) ?? [])]
  return [...new Set(found.map((link) => link.replaceAll('&amp;', '&')))]
}

/** `"taro..y."@docomo.ne.jp` is taro..y.@docomo.ne.jp: RFC 5321 only wants unusual dots in quotes. */
function unquoted(address: string): string {
  const [, local = '', domain] = /^"(.*)"@([^@]*)$/.exec(address) ?? []
  return domain === undefined ? address : `${local.replace(/\\(.)/g, '$1')}@${domain}`
}

import nodemailer from 'nodemailer'
import type { Message } from './message.ts'
import { TryLater } from './try-later.ts'

/** `refused`: the server will never take this mail; `code` is its answer's number, 0 where none was asked. */
export type Delivery = { readonly outcome: 'delivered' } | { readonly outcome: 'refused'; readonly code: number }

export type Transport = {
  /** Throws `TryLater` where a later attempt may succeed. */
  deliver(message: Message): Promise<Delivery>
  /** Says goodbye; what is still being sent is given up. */
  close(): void
}

export type TransportOptions = {
  /** Silence of a server after which an attempt is given up, and the longest that an attempt may take, in milliseconds. */
  readonly patience?: { readonly silent: number; readonly whole: number }
}

/** Servers look into a mail before they take it; whoever hangs up on them early sends the same mail twice. */
const PATIENCE = { silent: 60_000, whole: 180_000 }

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/**
 * SMTP over connections that are kept (design.md §11): `smtps://` speaks TLS at once, `smtp://` has to offer STARTTLS,
 * except to this machine. Throws a sentence for the operator when the address is none.
 */
export function openTransport(smtpUrl: string, { patience = PATIENCE }: TransportOptions = {}): Transport {
  const mailer = nodemailer.createTransport({
    pool: true,
    ...serverOf(smtpUrl),
    maxConnections: 4,
    // The queue is what repeats; here only a connection that turned out to be closed already is opened anew.
    maxRequeues: 1,
    connectionTimeout: Math.min(10_000, patience.silent),
    greetingTimeout: Math.min(30_000, patience.silent),
    socketTimeout: patience.silent,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async deliver(message) {
      if (!MAILBOX.test(message.to)) return { outcome: 'refused', code: 0 }
      try {
        const signal = AbortSignal.timeout(patience.whole)
        const { from, subject, text, html } = message
        const headers = { 'Auto-Submitted': 'auto-generated' }
        await mailer.sendMail({ from, to: { name: '', address: message.to }, subject, text, html, headers, signal })
        return { outcome: 'delivered' }
      } catch (error) {
        return refusalOrLater(error as SmtpError)
      }
    },
    close: () => mailer.close({ force: true }),
  }
}

/**
 * One mailbox in ASCII and nothing that could end a command or a header early. Dots where RFC 5321 has none
 * (`taro..y.@docomo.ne.jp`, MAIL-03) pass: the local part goes out in quotes, which is how the RFC spells them.
 */
const MAILBOX = /^[\x21\x23-\x27\x2a\x2b\x2d-\x39\x3d\x3f\x41-\x5a\x5e-\x7e]{1,64}@[A-Za-z0-9.-]{1,253}$/

/** Host, port and login of an address such as `smtps://user:password@host:465`. Throws without quoting it. */
function serverOf(smtpUrl: string) {
  const url = URL.parse(smtpUrl)
  const secure = url?.protocol === 'smtps:'
  if (!url?.hostname || !(secure || url.protocol === 'smtp:'))
    throw new Error('the mail server is written as smtps://user:password@host or smtp://host:port')
  const loopback = LOOPBACK.test(url.hostname)
  const login = { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !loopback,
    ignoreTLS: !secure && loopback,
    ...(login.user === '' ? {} : { auth: login }),
  }
}

type SmtpError = { readonly code?: string; readonly command?: string; readonly responseCode?: number }

/**
 * RFC 5321 §4.2.1: an answer 5yz about the recipient or the mail is for good. Everything else passes: 4yz, silence, and
 * also 5yz about the greeting, the login or the sender, which the operator has to mend and which would hit every mail.
 */
function refusalOrLater({ code = 'EUNKNOWN', command = '', responseCode = 0 }: SmtpError): Delivery {
  const aboutThisMail = (command === 'RCPT TO' || command === 'DATA') && responseCode > 0
  const permanent = responseCode >= 500 && responseCode !== 503 && responseCode !== 530
  if (aboutThisMail && permanent) return { outcome: 'refused', code: responseCode }
  const reason = responseCode > 0 ? `${command} ${responseCode}` : code
  throw new TryLater(reason, { everything: !aboutThisMail })
}

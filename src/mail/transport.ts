import nodemailer from 'nodemailer'
import type { Message } from './message.ts'

/** `delivered`; `refused`: the server will never take this mail. Anything else throws and is tried again later. */
export type Delivery = 'delivered' | 'refused'

export type Transport = {
  deliver(message: Message): Promise<Delivery>
  close(): void
}

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/

/** SMTP with connections that are kept (design.md §11). STARTTLS is required, except to this machine. */
export function openTransport(smtpUrl: string): Transport {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const loopback = LOOPBACK.test(url.hostname)
  const auth = url.username
    ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
    : {}
  const mailer = nodemailer.createTransport({
    pool: true,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !loopback,
    ignoreTLS: loopback && !secure,
    ...auth,
    maxConnections: 4,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async deliver(message) {
      try {
        await mailer.sendMail({ ...message, headers: { 'Auto-Submitted': 'auto-generated' } })
        return 'delivered'
      } catch (error) {
        if (isPermanent(error)) return 'refused'
        throw error
      }
    },
    close: () => mailer.close(),
  }
}

/** RFC 5321 §4.2.1: 5yz is for good. A refused login or greeting is the operator's to mend, and is tried again. */
function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  return (
    code !== 'EAUTH' &&
    responseCode !== undefined &&
    responseCode >= 500 &&
    responseCode !== 530 &&
    responseCode !== 554
  )
}

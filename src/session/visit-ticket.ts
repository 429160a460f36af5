/**
 * src/session owns the visit: a browser's row, its secret and rotation, its proofs, how it ends.
 * It must not know what a proof is worth nor what comes next, and never sees a factor's secret.
 */
import { createHash } from 'node:crypto'
import { randomToken } from '../kernel/random.ts'

/** What the cookie carries: which visit, and the secret that shows it is this browser's. */
export type VisitTicket = { readonly id: string; readonly secret: string }

const SHAPE = /^([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\.([A-Za-z0-9_-]{43})$/

/** Undefined for anything that this program did not write. */
export function readTicket(cookie: string | undefined): VisitTicket | undefined {
  const [, id, secret] = SHAPE.exec(cookie ?? '') ?? []
  return id && secret ? { id, secret } : undefined
}

export function writeTicket(ticket: VisitTicket): string {
  return `${ticket.id}.${ticket.secret}`
}

/** 256 random bits (ASVS 7.2.3 asks for 128). */
export function newVisitSecret(): string {
  return randomToken(32)
}

/** A secret of 256 random bits needs no slow hash: what is stored cannot be turned back. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

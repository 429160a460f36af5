import type { MiddlewareHandler } from 'hono'
import type { Env } from '../request.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

// Passkeys on our own pages only, never in a frame; nothing else that a page could ask for.
const PERMISSIONS = [
  'publickey-credentials-create=(self)',
  'publickey-credentials-get=(self)',
  ...['camera', 'microphone', 'geolocation', 'payment', 'usb'].map((feature) => `${feature}=()`),
].join(', ')

const HEADERS = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // Not `no-referrer`: with it browsers send `Origin: null` even to ourselves.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': PERMISSIONS,
  // Pages are kept by nobody; a file of ours says something else.
  'Cache-Control': 'no-store',
}

/**
 * What every answer of ours says to the browser (ASVS 3.4; design.md §8). Said before there is an answer: to change one
 * afterwards, the server would have to make it twice.
 */
export const securityHeaders: MiddlewareHandler<Env> = (c, next) => {
  for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  return next()
}

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

/** What every answer of ours says to the browser (ASVS 3.4; design.md §8). Pages are kept by nobody. */
export const securityHeaders: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  const { headers } = c.res
  headers.set('Content-Security-Policy', POLICY)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('X-Frame-Options', 'DENY')
  // Not `no-referrer`: with it browsers send `Origin: null` even to ourselves.
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', PERMISSIONS)
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  const secure = c.get('page')?.society.origin.startsWith('https:')
  if (secure) headers.set('Strict-Transport-Security', 'max-age=63072000')
}

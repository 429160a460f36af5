import type { MiddlewareHandler } from 'hono'
import { message } from '../message.ts'
import type { Env } from '../request.ts'

/**
 * Every unsafe method needs the society's exact Origin, or, where a browser sends none, `Sec-Fetch-Site: same-origin`.
 * Sibling societies are same-site and count as foreign (design.md §8; ASVS 3.5.1).
 */
export const sameOrigin: MiddlewareHandler<Env> = async (c, next) => {
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)) return next()
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const own = origin === undefined ? site === 'same-origin' : origin === c.get('page').society.origin
  const contradicted = site !== undefined && site !== 'same-origin' && site !== 'none'
  return own && !contradicted ? next() : message(c, 'crossOrigin')
}

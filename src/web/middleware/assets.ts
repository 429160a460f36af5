import type { Hono } from 'hono'
import type { AssetFile, AssetFiles } from '../assets.ts'
import type { Env, PageContext } from '../request.ts'
import { societyCss } from '../styles/society-css.ts'
import { societyIcon } from '../styles/society-icon.ts'
import { paths } from '../views/paths.ts'

const FOR_EVER = 'public, max-age=31536000, immutable'

/** Styles and scripts; the same for every host, except the colours of a society. */
export function mountAssets(app: Hono<Env>, assets: AssetFiles): void {
  app.get('/assets/:name', async (c, next) => {
    const file = assets.get(c.req.path)
    return file ? send(c, file) : next()
  })
}

/** The colours of the society whose host this is; its address changes with the policy. */
export function mountSocietyCss(app: Hono<Env>): void {
  app.get(paths.societyCss, (c) => {
    const css = societyCss(c.get('page').society.policy.colours)
    return c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': FOR_EVER })
  })
}

/** Browsers ask for it by themselves at this address; it has no hash, so it is kept for a day. */
export function mountSocietyIcon(app: Hono<Env>): void {
  app.get(paths.icon, (c) => {
    const svg = societyIcon(c.get('page').society.policy.colours)
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=86400' })
  })
}

function send(c: PageContext, file: AssetFile): Response {
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined
  const body = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.plain
  c.header('Content-Type', file.type)
  c.header('Cache-Control', FOR_EVER)
  c.header('Vary', 'Accept-Encoding')
  if (encoding) c.header('Content-Encoding', encoding)
  return c.body(new Uint8Array(body))
}

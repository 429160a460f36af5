/**
 * src/web owns the HTTP edge: hosts, cookies, forms, pages, files. It is the only folder that knows the web framework.
 * It must not know what comes next (nextStep decides) nor how facts are written (act does).
 * This file: what every page is given.
 */
import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import type { Gate, Visitor } from '../journey/handler.ts'
import type { Society } from '../society/society-directory.ts'
import type { Locale } from '../texts/codes.ts'
import type { Aim } from './aim.ts'
import type { AssetFiles } from './assets.ts'
import type { Kept } from './kept.ts'

/** `page` is set once the society of the host is known; `refused` when a redirect stands for a form that was refused. */
export type Env = {
  Variables: { page: PageRequest; assets: AssetFiles; refused?: boolean }
  /** What Node's server gives; nothing where no socket is in between. */
  Bindings: { incoming?: Pick<IncomingMessage, 'socket'> }
}
export type PageContext = Context<Env>

/** One request to one society. */
export type PageRequest = {
  readonly gate: Gate
  readonly society: Society
  readonly locale: Locale
  readonly visitor: Visitor
  readonly assets: AssetFiles
  /** On pages that ask for a proof once more: what for. */
  readonly aim?: Aim
  /** The path that is open, and what its address asks for (`?…`, without the language); for links back to it. */
  readonly at: { readonly path: string; readonly search: string }
  /** What the redirect that led here took along. */
  readonly kept?: Kept | undefined
}

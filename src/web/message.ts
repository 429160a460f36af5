import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { MessageKind } from '../texts/codes.ts'
import type { AssetFiles } from './assets.ts'
import { frameOf } from './frame-of.ts'
import { messageView } from './pages/message/view.ts'
import type { PageContext, PageRequest } from './request.ts'
import type { Frame } from './views/frame.ts'
import { paths } from './views/paths.ts'

const STATUS: Record<MessageKind, ContentfulStatusCode> = {
  unknownHost: 404,
  crossOrigin: 403,
  outOfOrder: 409,
  tooLarge: 413,
  malformed: 400,
  notFound: 404,
  methodNotAllowed: 405,
  tooMany: 429,
  serverError: 500,
  visitEnded: 401,
  answerLost: 401,
  busy: 503,
  unavailable: 503,
}

export type MessageDetail = { retryAt?: number; continueAt?: string; reference?: string }

/** A page for a request that cannot be served: says what happened and where to go on. */
export function message(c: PageContext, kind: MessageKind, detail: MessageDetail = {}): Response | Promise<Response> {
  const request: PageRequest | undefined = c.get('page')
  const frame = request
    ? frameOf(request, stays(request.at.path, kind) ? request.at.path : paths.top)
    : strangersFrame(c.get('assets'))
  const model = {
    kind,
    retryAt: detail.retryAt ?? null,
    continueAt: detail.continueAt ?? formOf(c, kind),
    reference: detail.reference ?? null,
  }
  if (kind === 'busy') c.header('Retry-After', '5')
  if (kind === 'unavailable') c.header('Retry-After', '300')
  return c.html(messageView(frame, model), STATUS[kind])
}

/** Kinds that say nothing about what was sent: the same form may be sent again. */
const SENT_IN_VAIN: readonly MessageKind[] = ['crossOrigin', 'malformed', 'tooLarge', 'tooMany', 'busy', 'serverError']
/** They take a post, and are no page. */
const NO_FORMS: readonly string[] = [paths.stay, paths.resume]

/** The page of the form that was turned away, so that nobody begins at the top again. */
function formOf(c: PageContext, kind: MessageKind): string | null {
  if (c.req.method !== 'POST' || !SENT_IN_VAIN.includes(kind) || NO_FORMS.includes(c.req.path)) return null
  return isOurs(c.req.path) ? c.req.path : null
}

/** Two slashes would name another host. */
const isOurs = (path: string): boolean => !/^\/[/\\]/.test(path)

/** Pages that are not there stay where they are when the language changes. */
const stays = (path: string, kind: MessageKind): boolean => kind === 'notFound' && isOurs(path)

/** The frame for a host that no society has: it names nobody. */
function strangersFrame(assets: AssetFiles): Frame {
  return {
    locale: 'ja',
    // Nothing here has a date.
    now: 0,
    society: { name: '', title: '', productName: '', contact: null, languages: ['ja'] },
    path: paths.top,
    person: null,
    halfSignedIn: false,
    menu: [],
    progress: null,
    assets: { css: assets.css, societyCss: assets.css, js: assets.js },
  }
}

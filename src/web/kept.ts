import type { Keyring } from '../kernel/keyring.ts'
import type { Society } from '../society/society-directory.ts'
import type { FrameNotice } from '../texts/codes.ts'
import { clearKeptCookie, readKeptCookie, writeKeptCookie } from './cookies.ts'
import type { PageContext, PageRequest } from './request.ts'

/**
 * What a redirect takes along to the page it leads to, for one view: the notes of a form that was refused (what was typed
 * and what is wrong with it, never a secret), or a word about what happened. Without it the page would be the answer to
 * the post, and going back to it would ask to send the form again (decision 0008).
 */
export type Kept = {
  readonly path: string
  readonly status?: number
  readonly notes?: unknown
  readonly notice?: FrameNotice
}

/** Longer texts do not fit into a cookie: such a page is shown at once. */
const LONGEST = 3500

/** Redirects to the page at `kept.path`; undefined when what is kept is too long. */
export function redirectKeeping(c: PageContext, kept: Kept): Response | undefined {
  const { gate, society, visitor } = c.get('page')
  const sealed = gate.keyring.seal('kept-input', JSON.stringify(kept), [society.id, visitor.ticket?.id ?? ''])
  if (sealed.length > LONGEST) return undefined
  writeKeptCookie(c, society, sealed)
  return c.redirect(kept.path, 303)
}

/** What was kept for this page and this visit; it is gone after that. */
export function takeKept(c: PageContext, keyring: Keyring, society: Society, visitor: PageRequest['visitor']) {
  const sealed = readKeptCookie(c, society)
  if (sealed === undefined) return undefined
  const text = keyring.unseal('kept-input', sealed, [society.id, visitor.ticket?.id ?? ''])
  const kept: Kept | undefined = text === undefined ? undefined : JSON.parse(text)
  if (kept && kept.path !== c.req.path) return undefined
  clearKeptCookie(c, society)
  return kept
}

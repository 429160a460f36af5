import type { Keyring } from '../kernel/keyring.ts'
import type { Society } from '../society/society-directory.ts'
import type { FrameNotice } from '../texts/codes.ts'
import { clearKeptCookie, readKeptCookie, writeKeptCookie } from './cookies.ts'
import { readForm } from './read-form.ts'
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
  /** Who somebody said they are, in a form that nobody looked at. */
  readonly typed?: Readonly<Record<string, string>>
}

/** Longer texts do not fit into a cookie: such a page is shown at once. */
const LONGEST = 3500

/** Redirects to the page at `kept.path`; undefined when what is kept is too long. */
export function redirectKeeping(c: PageContext, kept: Kept): Response | undefined {
  return keep(c, kept, REDIRECT_SECONDS) ? c.redirect(kept.path, 303) : undefined
}

/** A redirect is followed at once; who was told to wait may come back after a while. */
const REDIRECT_SECONDS = 120
const WAIT_SECONDS = 15 * 60

/** Fields by which people say who they are; everything else of a form that was turned away unread is forgotten. */
const IDENTIFIERS = ['userId', 'mail'] as const
/** No form of ours with such a field is longer. */
const SHORT_BODY = 4096

/**
 * For a form that is turned away before anything of it is looked at: keeps the identifier for the next view of its page,
 * never a secret. False where there is none, or the body is no short form.
 */
export async function keepIdentifier(c: PageContext): Promise<boolean> {
  const length = Number(c.req.header('content-length') ?? Number.NaN)
  const form = length <= SHORT_BODY ? await readForm(c) : undefined
  const typed = IDENTIFIERS.map((name) => [name, form?.text(name).slice(0, 255) ?? '']).filter(
    ([, text]) => text !== '',
  )
  return typed.length > 0 && keep(c, { path: c.req.path, typed: Object.fromEntries(typed) }, WAIT_SECONDS)
}

function keep(c: PageContext, kept: Kept, seconds: number): boolean {
  const { gate, society, visitor } = c.get('page')
  const sealed = gate.keyring.seal('kept-input', JSON.stringify(kept), [society.id, visitor.ticket?.id ?? ''])
  if (sealed.length > LONGEST) return false
  writeKeptCookie(c, society, sealed, seconds)
  return true
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

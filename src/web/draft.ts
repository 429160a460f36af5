import type { Present } from '../journey/find-visit.ts'
import { type Aim, pageOf } from './aim.ts'
import { clearDraft, readDraft, writeDraft } from './cookies.ts'
import type { PageContext, PageRequest } from './request.ts'

/**
 * What was typed on a page of self-care when a proof was asked for first: it waits in a sealed cookie of this visit and is
 * there again afterwards. Never a password or a code.
 */
export function keepDraft(
  c: PageContext,
  { society, gate }: PageRequest,
  { situation }: Present,
  aim: Aim,
  typed: Readonly<Record<string, string>>,
): void {
  const text = JSON.stringify({ page: pageOf(aim), typed })
  writeDraft(c, society, gate.keyring.seal('draft', text, [society.id, situation.visit.id]))
}

/** Takes it, on the page where it was typed. */
export function takeDraft(
  c: PageContext,
  { society, gate }: PageRequest,
  { situation }: Present,
): Readonly<Record<string, string>> | null {
  const sealed = readDraft(c, society)
  const text = sealed && gate.keyring.unseal('draft', sealed, [society.id, situation.visit.id])
  if (!text) return null
  // Sealed: nobody but keepDraft has written it.
  const { page, typed } = JSON.parse(text) as { page: string; typed: Record<string, string> }
  if (page !== c.req.path) return null
  clearDraft(c, society)
  return typed
}

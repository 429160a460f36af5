import type { AttemptOwner } from '../account/attempts.ts'
import { findKnownBrowser } from '../account/known-browser.ts'
import type { ActContext } from './handler.ts'

/**
 * Whose counter a try is taken from: that of the browser where the account knows it, so that strangers never use it up
 * (invariant 11), else `stranger`, which all other browsers share.
 */
export async function budgetOwner(
  { tx, society, known, now }: ActContext,
  accountId: string | undefined,
  stranger: string,
): Promise<{ subject: string; inKnownBrowser: boolean; owner: AttemptOwner }> {
  // Only a browser with a cookie of this very account costs a query, so that IDs look alike from every other one.
  const browser = accountId && (await findKnownBrowser(tx, society, known, accountId, now))
  const owner = { name: accountId ?? stranger, known: Boolean(browser) }
  return browser
    ? { subject: browserSubject(browser.id), inKnownBrowser: true, owner }
    : { subject: stranger, inKnownBrowser: false, owner }
}

/** The counter of a known browser. */
export const browserSubject = (knownBrowserId: string): string => `known-browser:${knownBrowserId}`

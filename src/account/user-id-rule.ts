/** What a member may choose as user ID (UID-03…07). Issued and migrated IDs need not follow it (CON-18). */
import { foldHyphens, foldIdentifier } from '../kernel/fold.ts'
import { err, ok, type Result } from '../kernel/result.ts'

export const SHORTEST_USER_ID = 8
export const LONGEST_USER_ID = 13

/** 'taken' is decided by the database's unique index and reported with the others (UID-49). */
export type UserIdProblem =
  | { readonly kind: 'missing' | 'tooShort' | 'tooLong' | 'taken' }
  /** Shaped like a mail address that is not one's own verified one: it could be somebody else's way to sign in. */
  | { readonly kind: 'notYourMail' }
  /** What the allow list does not have, each once, in the order typed (after folding). */
  | { readonly kind: 'forbidden'; readonly characters: readonly string[] }

/** The form in which every ID is kept and looked up: folded, hyphens plain, letters small (UID-06, DATA-09). */
export function userIdKey(typed: string): string {
  return foldHyphens(foldIdentifier(typed)).toLowerCase()
}

/** The form in which an ID or address that somebody signs in with is looked up: no ID has a space in it. */
export function typedKey(typed: string): string {
  return userIdKey(typed).replace(/\s+/g, '').replaceAll('。', '.')
}

/**
 * The ID to store, or everything that is wrong with it at once. Letters and digits need not both occur (CON-19);
 * lengths count after folding. `ownVerifiedAddress` is the comparison form of the member's verified address, if any.
 */
export function checkUserId(typed: string, ownVerifiedAddress?: string): Result<string, readonly UserIdProblem[]> {
  const id = userIdKey(typed)
  if (id === '') return err([{ kind: 'missing' }])
  const characters = [...new Set(Array.from(id).filter((character) => !isAllowed(character)))]
  const length = Array.from(id).length
  const problems: UserIdProblem[] = []
  if (characters.length > 0) problems.push({ kind: 'forbidden', characters })
  if (length < SHORTEST_USER_ID) problems.push({ kind: 'tooShort' })
  if (length > LONGEST_USER_ID) problems.push({ kind: 'tooLong' })
  if (isShapedLikeAddress(id) && id !== ownVerifiedAddress) problems.push({ kind: 'notYourMail' })
  return problems.length === 0 ? ok(id) : err(problems)
}

/** The allow list of UID-07: half-width letters and digits and - _ . @; it alone decides (CON-20). */
function isAllowed(character: string): boolean {
  return /^[a-z0-9\-_.@]$/.test(character)
}

// Wider than any address that we accept: `a@b.c` could one day be one, `a@b` cannot.
function isShapedLikeAddress(id: string): boolean {
  const domain = id.slice(id.lastIndexOf('@') + 1)
  return id.indexOf('@') > 0 && domain.indexOf('.') > 0 && !domain.endsWith('.')
}

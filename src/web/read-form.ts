import type { PageContext } from './request.ts'

/** No field of ours is longer; a longer one is somebody's experiment. */
const LONGEST_FIELD = 4096
/** What an authenticator answers may carry a long key and more. */
const LONGEST_CREDENTIAL = 16 * 1024

/** A posted form; a field that was not sent reads as empty. */
export type Form = {
  text(name: string): string
  checked(name: string): boolean
  /** Whether the form sent the field at all. */
  has(name: string): boolean
}

/**
 * Reads a urlencoded body. Undefined for another type of content or a field beyond any use: the caller answers with
 * the page for malformed requests. Characters that PostgreSQL cannot keep become U+FFFD, which no rule of ours allows.
 */
export async function readForm(c: PageContext): Promise<Form | undefined> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return undefined
  // Whoever hangs up in the middle of a body gets no answer; it is no defect of ours.
  const body = await c.req.text().catch(() => undefined)
  if (body === undefined) return undefined
  const fields = new URLSearchParams(body)
  for (const [name, value] of fields) {
    if (value.length > (name === 'credential' ? LONGEST_CREDENTIAL : LONGEST_FIELD)) return undefined
  }
  const text = (name: string) => (fields.get(name) ?? '').toWellFormed().replaceAll('\0', '\uFFFD')
  return { text, checked: (name) => fields.has(name) && text(name) !== '', has: (name) => fields.has(name) }
}

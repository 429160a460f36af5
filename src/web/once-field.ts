import { randomToken } from '../kernel/random.ts'
import { html } from './views/markup.ts'
import type { Html } from './views/template.ts'

const FORM = /<form\b[^>]*\bmethod="post"[^>]*>/g

/**
 * Puts a token of this very page view into each of its forms, whoever wrote the view. A post that rotates the visit's
 * secret seals the new one to it, so that the same form can be posted again when the answer is lost (decision 0008).
 */
export async function withOnce(page: Html): Promise<string> {
  const field = String(html`<input type="hidden" name="once" value="${randomToken(32)}" autocomplete="off">`)
  return String(await page).replace(FORM, (form) => form + field)
}

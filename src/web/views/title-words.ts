import { html } from 'hono/html'
import type { Html } from './template.ts'

/** A society's title that breaks after 「組合」 or 「健保」 and nowhere else, where it must break at all; its style keeps words together. */
export const titleWords = (title: string): Html =>
  html`${title.split(/(?<=組合|健保(?!組合))(?=.)/).map((part, at) => html`${at > 0 ? html`<wbr>` : null}${part}`)}`

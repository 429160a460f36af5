import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { Locale } from '../../texts/codes.ts'

/** Words of the society for this reader: its own translation, else the Japanese ones, marked for ears and eyes. */
export function wordsFor(t: Texts, locale: Locale, japanese: string, english: string | null = null) {
  if (locale === 'ja' || japanese === '') return japanese
  return english ?? html`<span lang="ja">${japanese}</span> <span class="only-ja">${t.common.onlyJapanese}</span>`
}

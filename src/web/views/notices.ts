import { html } from 'hono/html'
import type { Locale, Texts } from '../../texts/catalogue.ts'
import { formatDay } from '../../texts/format.ts'
import { wordsFor } from './in-japanese.ts'
import { paragraphs } from './pieces.ts'
import type { Html } from './template.ts'

/** An announcement of the society (PLT-23). `body` is plain text: blank lines part paragraphs. */
export type Notice = {
  readonly title: string
  readonly body: string
  readonly titleEn?: string | null
  readonly bodyEn?: string | null
  readonly publishedAt: Date
}

/** The notice area of the public top page and of the portal. */
export function noticeList(t: Texts, locale: Locale, notices: readonly Notice[]): Html {
  return html`<section class="area" aria-labelledby="notices-title">
    ${areaTitle('notices-title', t.notices.eyebrow, t.notices.title)}
    ${notices.length === 0 ? html`<p class="none">${t.notices.none}</p>` : html`<ul class="notices">${notices.map((notice) => item(t, locale, notice))}</ul>`}
  </section>`
}

/** The heading of an area of a portal page, with a short Latin word above it (PLT-23). */
export const areaTitle = (id: string, eyebrow: string, title: string): Html =>
  html`<div class="area-head"><p class="area-eyebrow" lang="en" aria-hidden="true">${eyebrow}</p><h2 class="area-title" id="${id}">${title}</h2></div>`

function item(t: Texts, locale: Locale, notice: Notice): Html {
  const day = formatDay(locale, notice.publishedAt)
  const date = html`<time class="notice-date" datetime="${notice.publishedAt.toISOString()}">${day}</time>`
  const title = wordsFor(t, locale, notice.title, notice.titleEn)
  return html`<li class="notice"><details><summary>${date}<span class="notice-title">${title}</span></summary>
    ${body(locale, notice)}</details></li>`
}

/** The title says already that it is in Japanese only. */
function body(locale: Locale, notice: Notice): Html {
  const english = locale === 'en' ? (notice.bodyEn ?? null) : null
  const lang = locale === 'en' && english === null ? html` lang="ja"` : null
  return html`<div class="notice-body"${lang}>${paragraphs((english ?? notice.body).split(/\n\s*\n/))}</div>`
}

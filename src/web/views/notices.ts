import { html } from 'hono/html'
import type { Locale, Texts } from '../../texts/catalogue.ts'
import { formatDay } from '../../texts/format.ts'
import { paragraphs } from './pieces.ts'
import type { Html } from './template.ts'

/** An announcement of the society (PLT-23). `body` is plain text: blank lines part paragraphs. */
export type Notice = { readonly title: string; readonly body: string; readonly publishedAt: Date }

/** The notice area of the public top page and of the portal. */
export function noticeList(t: Texts, locale: Locale, notices: readonly Notice[]): Html {
  return html`<section class="area" aria-labelledby="notices-title">
    ${areaTitle('notices-title', t.notices.eyebrow, t.notices.title)}
    ${notices.length === 0 ? html`<p class="none">${t.notices.none}</p>` : html`<ul class="notices">${notices.map((notice) => item(locale, notice))}</ul>`}
  </section>`
}

/** The heading of an area of a portal page, with a short Latin word above it (PLT-23). */
export const areaTitle = (id: string, eyebrow: string, title: string): Html =>
  html`<div class="area-head"><p class="area-eyebrow" lang="en" aria-hidden="true">${eyebrow}</p><h2 class="area-title" id="${id}">${title}</h2></div>`

function item(locale: Locale, notice: Notice): Html {
  const day = formatDay(locale, notice.publishedAt)
  const date = html`<time class="notice-date" datetime="${notice.publishedAt.toISOString()}">${day}</time>`
  return html`<li class="notice"><details><summary>${date}<span class="notice-title">${notice.title}</span></summary>
    <div class="notice-body">${paragraphs(notice.body.split(/\n\s*\n/))}</div></details></li>`
}

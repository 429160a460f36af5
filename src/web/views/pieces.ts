import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { icon } from './icons.ts'
import type { Html } from './template.ts'

/** A form that posts to the page it stands on. The server answers what is missing, so the browser does not. */
export const form = (content: Html | readonly (Html | null)[]): Html =>
  html`<form class="form" method="post" novalidate data-form>${content}</form>`

/** The one main button of a form; `name` and `value` where a form has more than one. */
export const primaryButton = (label: string, post?: { name: string; value: string }): Html =>
  html`<button class="button button-primary" type="submit"${posts(post)}>${label}</button>`

export const secondaryButton = (label: string, post?: { name: string; value: string }): Html =>
  html`<button class="button button-secondary" type="submit"${posts(post)}>${label}</button>`

/** A small form with one quiet button that posts `action`. */
export const actionForm = (label: string, action: string, look: 'secondary' | 'text' = 'secondary'): Html =>
  html`<form class="form-inline" method="post" novalidate data-form><button class="button button-${look}" type="submit" name="action" value="${action}">${label}</button></form>`

export const primaryLink = (label: string, href: string): Html =>
  html`<a class="button button-primary" href="${href}">${label}</a>`

export const secondaryLink = (label: string, href: string): Html =>
  html`<a class="button button-secondary" href="${href}">${label}</a>`

/** A link on a line of its own, tall enough for a thumb. */
export const textLink = (label: string, href: string): Html => html`<a class="line-link" href="${href}">${label}</a>`

/** A sentence in which a mail address stays in one piece as long as a line can hold it. */
export const whole = (line: string | Html): string | Html =>
  typeof line === 'string' && line.includes('@') ? html`${line.split(ADDRESS).map(address)}` : line

const ADDRESS = /([\w.*+-]+@[\w.-]+\w)/
const address = (part: string, at: number): string | Html =>
  at % 2 ? html`<span class="address">${part}</span>` : part

export type BannerKind = 'success' | 'error' | 'warning' | 'info'

/** Something to know before reading on (DADS notification banner). */
export function banner(t: Texts, kind: BannerKind, title: string | null, lines: readonly (string | Html)[]): Html {
  return html`<div class="banner banner-${kind}">
    ${icon(kind)}
    <div class="banner-body">
      ${title ? html`<p class="banner-title">${title}</p>` : html`<span class="unseen">${t.common.banner[kind]}</span>`}
      ${lines.map((line) => html`<p>${whole(line)}</p>`)}
    </div>
  </div>`
}

/** Words that open in place; works without script. */
export const disclosure = (title: string, content: Html | readonly Html[], open = false): Html =>
  html`<details class="more"${open ? html` open` : null}><summary class="more-title">${title}</summary><div class="more-body">${content}</div></details>`

export const paragraphs = (lines: readonly string[]): Html => html`${lines.map((line) => html`<p>${whole(line)}</p>`)}`

export const bullets = (lines: readonly string[]): Html =>
  html`<ul class="bullets">${lines.map((line) => html`<li>${whole(line)}</li>`)}</ul>`

export const numbered = (lines: readonly (string | Html)[]): Html =>
  html`<ol class="numbered">${lines.map((line) => html`<li>${line}</li>`)}</ol>`

/** Names and values: the sender of a mail, the settings of an app. */
export const facts = (rows: readonly { term: string; value: string | Html }[]): Html =>
  html`<dl class="facts">${rows.map((row) => html`<div><dt>${row.term}</dt><dd>${row.value}</dd></div>`)}</dl>`

const posts = (post?: { name: string; value: string }): Html | null =>
  post ? html` name="${post.name}" value="${post.value}"` : null

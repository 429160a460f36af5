import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { bullets, paragraphs } from './pieces.ts'
import type { Html } from './template.ts'

/** What one version changed: a line for each change. */
export type TermsChanges = { readonly version: number; readonly changes: string }

/** 今回の変更点: as a list; whoever missed several versions sees which brought what. */
export function termsChanges(t: Texts, versions: readonly TermsChanges[]): Html {
  const several = versions.length > 1
  return html`<section class="aside" aria-labelledby="changes"><h2 class="aside-title" id="changes">${t.terms.changes}</h2>${versions.map(
    ({ version, changes }) =>
      html`${several ? html`<p class="terms-version">${t.terms.version(version)}</p>` : null}${changeList(changes)}`,
  )}</section>`
}

/** Terms are in Japanese, whatever the language of the page around them. */
export const changeList = (changes: string): Html => {
  const found = lines(changes)
  return html`<div lang="ja">${found.length > 1 ? bullets(found) : paragraphs(found)}</div>`
}

/** The text of the terms in a window of its own, so that the buttons below are seen. */
export const termsWindow = (t: Texts, body: string): Html =>
  html`<div class="terms terms-window" tabindex="0" role="region" aria-label="${t.terms.bodyLabel}"><div lang="ja">${articles(body)}</div></div>`

/** The text of the terms. */
export const termsText = (body: string): Html => html`<div class="terms" lang="ja">${articles(body)}</div>`

/** Blank lines part articles; the first line of an article is its heading. */
const articles = (body: string): Html[] => body.split(/\n\s*\n/).map(article)

/** A block of one line is a plain paragraph. */
function article(block: string): Html {
  const [first = '', ...rest] = lines(block)
  if (rest.length === 0) return paragraphs([first])
  return html`<section><h2 class="terms-title">${first}</h2>${paragraphs(rest)}</section>`
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

import { html } from 'hono/html'
import type { Locale, Texts } from '../../texts/catalogue.ts'
import { bullets, paragraphs } from './pieces.ts'
import type { Html } from './template.ts'

/** What one version changed: a line for each change. */
export type TermsChanges = { readonly version: number; readonly changes: string; readonly changesEn?: string | null }

/** 今回の変更点: as a list; whoever missed several versions sees which brought what. */
export function termsChanges(t: Texts, locale: Locale, versions: readonly TermsChanges[]): Html {
  const several = versions.length > 1
  return html`<section class="aside" aria-labelledby="changes"><h2 class="aside-title" id="changes">${t.terms.changes}</h2>${versions.map(
    (one) =>
      html`${several ? html`<p class="terms-version">${t.terms.version(one.version)}</p>` : null}${changeList(locale, one)}`,
  )}</section>`
}

export const changeList = (locale: Locale, { changes, changesEn = null }: Omit<TermsChanges, 'version'>): Html => {
  const [text, lang] = inLanguage(locale, changes, changesEn)
  const found = lines(text)
  return html`<div lang="${lang}">${found.length > 1 ? bullets(found) : paragraphs(found)}</div>`
}

/** What is shown in a language, and which language that is: Japanese where there is no English. */
const inLanguage = (locale: Locale, japanese: string, english: string | null): [string, Locale] =>
  locale === 'en' && english ? [english, 'en'] : [japanese, 'ja']

type Text = { readonly body: string; readonly bodyEn?: string | null }

/** The text of the terms in a window of its own, so that the buttons below are seen. */
export function termsWindow(t: Texts, locale: Locale, { body, bodyEn = null }: Text): Html {
  const [text, lang] = inLanguage(locale, body, bodyEn)
  return html`${whichCounts(t, locale, lang)}<div class="terms terms-window" tabindex="0" role="region" aria-label="${t.terms.bodyLabel}"><div lang="${lang}">${articles(text)}</div></div>`
}

/** The text of the terms. */
export function termsText(t: Texts, locale: Locale, { body, bodyEn = null }: Text): Html {
  const [text, lang] = inLanguage(locale, body, bodyEn)
  return html`${whichCounts(t, locale, lang)}<div class="terms" lang="${lang}">${articles(text)}</div>`
}

const whichCounts = (t: Texts, locale: Locale, shown: Locale): Html | null =>
  locale === 'ja' ? null : html`<p class="small">${shown === 'ja' ? t.terms.onlyJapanese : t.terms.japaneseCounts}</p>`

/** Blank lines part articles; the first line of an article is its heading. */
const articles = (body: string): Html[] => body.split(/\n\s*\n/).map(article)

/** A block of one line is a plain paragraph. */
function article(block: string): Html {
  const [first = '', ...rest] = lines(block)
  if (rest.length === 0) return paragraphs([first])
  return html`<section><h2 class="terms-title">${first}</h2>${paragraphs(rest)}</section>`
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')

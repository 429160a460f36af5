import { html } from 'hono/html'
import type { PublishedTerms } from '../../../society/terms-history.ts'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths, termsAt } from '../../views/paths.ts'
import { textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { changeList, termsText } from '../../views/terms-text.ts'

/** Every version of the terms, the newest first, with what each changed (TRM-06, GAP-06). */
export function termsVersionsView(frame: Frame, versions: readonly PublishedTerms[]): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: t.termsVersions.title, eyebrow: frame.society.title }, [
    html`<p class="lead">${t.termsVersions.lead}</p>`,
    html`${versions.map((terms) => entry(t, frame, terms))}`,
  ])
}

/** One version, as it was agreed to. */
export function termsVersionView(frame: Frame, terms: PublishedTerms): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: titleOf(t, frame, terms), eyebrow: frame.society.title }, [
    html`<p class="lead">${standing(t, frame, terms)}</p>`,
    termsText(t, frame.locale, terms),
    html`<p class="terms-version">${versionLine(t, frame, terms)}</p>`,
    textLink(t.termsVersions.back, paths.termsVersions),
  ])
}

const titleOf = (t: Texts, { locale }: Frame, { title, titleEn, version }: PublishedTerms): string =>
  locale === 'ja' ? title : (titleEn ?? `${t.terms.title}: ${t.terms.version(version)}`)

function entry(t: Texts, frame: Frame, terms: PublishedTerms): Html {
  const id = `version-${terms.version}`
  return html`<section class="aside" aria-labelledby="${id}"><h2 class="aside-title" id="${id}"><a class="line-link" href="${termsAt(terms.version)}">${t.terms.version(terms.version)} ・ ${t.termsVersions.states[terms.state]}</a></h2>
    <p>${t.terms.effectiveOn(formatDay(frame.locale, terms.effectiveAt))}</p>${changeList(frame.locale, terms)}</section>`
}

const versionLine = (t: Texts, frame: Frame, { version, effectiveAt }: PublishedTerms): string =>
  `${t.terms.version(version)} ・ ${t.terms.effectiveOn(formatDay(frame.locale, effectiveAt))}`

function standing(t: Texts, frame: Frame, { state, until }: PublishedTerms): string {
  const { stands } = t.termsVersions
  if (state !== 'past' || until === null) return state === 'announced' ? stands.announced : stands.inForce
  return stands.past(formatDay(frame.locale, until))
}

import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { form, paragraphs, primaryButton, secondaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/**
 * The terms of use (TRM-01, TRM-06). `body` and `changes` are plain text: blank lines part articles; the first line of an
 * article is its heading. `changes` is empty at the first time. The form posts `decision` = `agree` | `decline`, and the version that was read.
 */
export type TermsModel = {
  readonly version: number
  readonly body: string
  readonly changes: string
  readonly effectiveAt: Date
}

export function termsView(frame: Frame, model: TermsModel): Html {
  const t = texts(frame.locale)
  const updated = model.changes.trim() !== ''
  return layout(frame, { title: t.terms.title }, [
    html`<p class="lead">${updated ? t.terms.updatedLead : t.terms.lead}</p>`,
    updated
      ? html`<section class="aside" aria-labelledby="changes"><h2 class="aside-title" id="changes">${t.terms.changes}</h2>${paragraphs(lines(model.changes))}</section>`
      : null,
    html`<div class="terms" tabindex="0" role="region" aria-label="${t.terms.bodyLabel}">
      ${articles(model.body)}
    </div>
    <p class="terms-version">${t.terms.version(model.version)} ・ ${t.terms.effectiveOn(formatDay(frame.locale, model.effectiveAt))}</p>`,
    form([
      html`<input type="hidden" name="version" value="${model.version}">`,
      primaryButton(t.terms.agree, { name: 'decision', value: 'agree' }),
      secondaryButton(t.terms.decline, { name: 'decision', value: 'decline' }),
    ]),
  ])
}

const lines = (body: string): string[] => body.split('\n').filter((line) => line.trim() !== '')

/** One section for each block; a block of one line is a plain paragraph. */
const articles = (body: string): Html[] =>
  body.split(/\n\s*\n/).map((block) => {
    const [first = '', ...rest] = lines(block)
    if (rest.length === 0) return paragraphs([first])
    return html`<section><h2 class="terms-title">${first}</h2>${paragraphs(rest)}</section>`
  })

import { html } from 'hono/html'
import type { Instant } from '../../kernel/clock.ts'
import type { Texts } from '../../texts/catalogue.ts'
import { formatMoment, type Reader } from '../../texts/format.ts'
import { icon } from './icons.ts'
import type { Html } from './template.ts'

/** A sentence about one field of the form, or about the whole form (`field: null`). */
export type FieldError = { field: string | null; message: string }

/** The sentences that belong beside one field. */
export const errorsOf = (errors: readonly FieldError[], field: string): string[] =>
  errors.filter((error) => error.field === field).map((error) => error.message)

/**
 * The summary on top of a page that came back with errors: it takes the focus and leads to each field (WCAG 3.3.1).
 * Renders nothing without errors. `advice` stands below the list.
 */
export function errorSummary(t: Texts, errors: readonly FieldError[], advice?: Html | null): Html | null {
  if (errors.length === 0) return null
  return html`<div class="summary" role="alert" tabindex="-1" aria-labelledby="summary-title" data-summary autofocus>
    <p class="summary-title" id="summary-title">${icon('error')}${t.common.errorSummary}</p>
    <ul class="summary-list">
      ${errors.map((error) => html`<li>${error.field ? html`<a href="#${error.field}">${error.message}</a>` : error.message}</li>`)}
    </ul>
    ${advice ? html`<div class="summary-advice">${advice}</div>` : null}
  </div>`
}

/** When a pause after failed tries ends; where time does not end it, whom to ask. Null where nothing is paused. */
export function waitLine(
  t: Texts,
  reader: Reader,
  { errors, retryAt }: { errors: readonly string[]; retryAt: Instant | null },
): string | null {
  if (retryAt !== null) return t.common.retryAt(formatMoment(reader, retryAt))
  return errors.some((error) => error === 'tooMany' || error === 'codeTooMany') ? t.common.askDesk : null
}

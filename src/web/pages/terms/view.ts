import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { form, primaryButton, secondaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { type TermsChanges, termsChanges, termsWindow } from '../../views/terms-text.ts'

/**
 * The terms of use (TRM-01, TRM-06). `changes`: what is new since the version that was accepted, the newest first; empty at
 * the first time. The form posts `decision` = `agree` | `decline`, and the version that was read.
 */
export type TermsModel = {
  readonly version: number
  readonly body: string
  readonly bodyEn?: string | null
  readonly changes: readonly TermsChanges[]
  readonly effectiveAt: Date
  /** When the acceptance was taken back, where it was. */
  readonly withdrawnAt?: Instant | null
}

export function termsView(frame: Frame, model: TermsModel): Html {
  const t = texts(frame.locale)
  const updated = model.changes.length > 0
  return layout(frame, { title: t.terms.title }, [
    html`<p class="lead">${lead(t, frame, model)}</p>`,
    updated ? termsChanges(t, frame.locale, model.changes) : null,
    html`${termsWindow(t, frame.locale, model)}
    <p class="terms-version">${t.terms.version(model.version)} ・ ${t.terms.effectiveOn(formatDay(frame.locale, model.effectiveAt))}</p>`,
    form([
      html`<input type="hidden" name="version" value="${model.version}">`,
      primaryButton(t.terms.agree, { name: 'decision', value: 'agree' }),
      secondaryButton(t.terms.decline, { name: 'decision', value: 'decline' }),
    ]),
    updated ? textLink(t.terms.versionsLink, paths.termsVersions) : null,
  ])
}

function lead(t: Texts, frame: Frame, { changes, withdrawnAt }: TermsModel): string {
  if (withdrawnAt != null) return t.terms.withdrawnLead(formatDay(frame.locale, new Date(withdrawnAt)))
  return changes.length > 0 ? t.terms.updatedLead : t.terms.lead
}

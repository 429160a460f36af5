import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { primaryLink, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** After the acceptance was taken back (GAP-06). `canReturn`: the visit still lives. */
export type TermsWithdrawnModel = { canReturn: boolean }

export function termsWithdrawnView(frame: Frame, { canReturn }: TermsWithdrawnModel): Html {
  const t = texts(frame.locale)
  const words = t.termsWithdrawn
  return layout(frame, { title: words.title }, [
    html`<div class="lead"><p>${words.lead}</p><p>${words.kept}</p><p>${t.termsDeclined.paper}</p></div>`,
    canReturn
      ? html`<div class="actions">${primaryLink(words.leave, paths.signOut)}${secondaryLink(words.back, paths.terms)}</div>`
      : html`<div class="actions">${primaryLink(t.termsDeclined.toTop, paths.top)}</div>`,
  ])
}

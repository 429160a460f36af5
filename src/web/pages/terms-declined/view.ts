import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { primaryLink, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** After 同意しない (GAP-06): nothing is lost, the way back stands open. `canReturn`: the sitting still lives. */
export type TermsDeclinedModel = { canReturn: boolean }

export function termsDeclinedView(frame: Frame, model: TermsDeclinedModel): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: t.termsDeclined.title }, [
    html`<div class="lead"><p>${t.termsDeclined.lead}</p><p>${t.termsDeclined.nothingLost}</p><p>${t.termsDeclined.paper}</p></div>`,
    model.canReturn
      ? html`<div class="actions">${primaryLink(t.termsDeclined.back, paths.terms)}${secondaryLink(t.termsDeclined.leave, paths.signOut)}</div>`
      : html`<div class="actions">${primaryLink(t.termsDeclined.toTop, paths.top)}</div>`,
  ])
}

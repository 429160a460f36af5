import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { SessionEnd } from './frame.ts'
import { paths } from './paths.ts'
import type { Html } from './template.ts'

/**
 * The word before a visit ends, with a way to stay (WCAG 2.2.1): the script `stay` fills the live region in time and
 * shows the button. Until there is a script a sentence says how long the page may stand still.
 */
export function stay(t: Texts, session: SessionEnd): Html {
  const words = session.canStay ? t.frame.stayWarning : t.frame.stayLast
  return html`<aside class="stay" data-stay="${paths.stay}" data-ends="${session.endsInSeconds}" data-words="${words}" data-last="${t.frame.stayLast}" data-stayed="${t.frame.stayed}" data-over="${t.frame.stayOver}">
    <p class="stay-hint" data-stay-hint>${t.frame.stayHint(session.idleMinutes)}</p>
    <div class="stay-box" data-stay-box><p class="stay-words" role="status" aria-live="polite" data-stay-words></p>
      <button class="button button-secondary" type="button" data-stay-button hidden>${t.frame.stayAction}</button></div>
  </aside>`
}

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { formatMoment } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { helpAt } from '../../views/paths.ts'
import { bullets, secondaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** How a locked password opens: `until` by itself (null: not at all), by a mailed code where that is possible. */
export type LockedModel = { readonly until: Instant | null; readonly byMail: boolean }

/** What to do about a locked password: the same for known and unknown IDs (LCK-01). */
export function lockedWays(t: Texts, frame: Frame, model: LockedModel & { readonly userId: string }): Html {
  const { contact } = frame.society
  const ways = [
    model.until === null ? t.signIn.lockedStaff : t.signIn.lockedWait(formatMoment(frame, model.until)),
    t.signIn.lockedOtherWays,
    ...(contact ? [t.signIn.lockedDesk(contact.name, contact.phone)] : []),
  ]
  return html`<section class="aside" aria-labelledby="locked-title"><h2 class="aside-title" id="locked-title">${t.signIn.lockedTitle}</h2>
    ${bullets(ways)}${textLink(t.common.moreHelp, helpAt('locked'))}${model.byMail ? byMail(t, model.userId) : null}</section>`
}

const byMail = (t: Texts, userId: string): Html =>
  html`<p>${t.signIn.lockedMail}</p><form class="form-inline" method="post" novalidate data-form>
    <input type="hidden" name="userId" value="${userId}">${secondaryButton(t.signIn.lockedMailAction, { name: 'action', value: 'unlock' })}</form>`

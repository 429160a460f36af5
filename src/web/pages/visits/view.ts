import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import { formatStamp } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { banner, form, secondaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

type Visit = {
  id: string
  browser: string
  startedAt: Instant
  lastSeenAt: Instant
  here: boolean
  halfSignedIn: boolean
}

/** ログイン中の端末. `gone`: what was to be ended is no visit of this member any more. */
export type VisitsModel = { visits: readonly Visit[]; done: 'one' | 'others' | 'gone' | null }

export function visitsView(frame: Frame, { visits, done }: VisitsModel): Html {
  const t = texts(frame.locale)
  const words = t.visits
  return layout(frame, { title: words.title, back: { label: t.common.backToPortal, href: paths.portal } }, [
    done === 'gone' ? banner(t, 'warning', null, [words.gone]) : null,
    done === 'one' || done === 'others' ? banner(t, 'success', null, [words.done[done]]) : null,
    html`<p class="lead">${words.lead}</p>
    <ul class="devices">${visits.map((visit) => row(t, frame, visit))}</ul>`,
    visits.length > 1 ? form([secondaryButton(words.endOthers)]) : html`<p class="small">${words.onlyHere}</p>`,
    html`<p class="small">${words.notMe}</p><div class="links">${textLink(words.toHistory, paths.history)}</div>`,
  ])
}

function row(t: Texts, frame: Frame, { id, browser, startedAt, lastSeenAt, here, halfSignedIn }: Visit): Html {
  const words = t.visits
  const name = browser === '' ? words.unknown : browser
  const stamp = (at: Instant) => formatStamp(frame.locale, at)
  const chip = here ? words.here : halfSignedIn ? words.half : null
  return html`<li class="device"><div class="device-words"><p class="device-name">${name}${chip ? html` <span class="chip">${chip}</span>` : null}</p>
      <p class="small">${words.startedAt(stamp(startedAt))}</p><p class="small">${words.lastSeenAt(stamp(lastSeenAt))}</p>
      ${halfSignedIn ? html`<p class="small">${words.halfWhy}</p>` : null}</div>
    <div class="device-actions">${
      here
        ? html`<a class="button button-secondary button-small" href="${paths.signOut}">${words.endHere}</a>`
        : html`<form method="post" novalidate data-form><button class="button button-secondary button-small" type="submit" name="visit" value="${id}" aria-label="${words.endOf(name, stamp(startedAt))}">${words.end}</button></form>`
    }</div></li>`
}

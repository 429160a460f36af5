import { html } from 'hono/html'
import type { ShownName } from '../../../audit/shown-events.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import { formatStamp } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

type Entry = {
  at: Instant
  name: ShownName
  detail: Readonly<Record<string, unknown>>
  /** Null where it happened in no visit. */
  browser: string | null
  here: boolean
  /** Where 「心当たりがない」 leads. */
  notMe: string
}

/** ログインの履歴. `older`: before which entry the next page begins; null on the last one. */
export type HistoryModel = { entries: readonly Entry[]; older: number | null; first: boolean }

export function historyView(frame: Frame, { entries, older, first }: HistoryModel): Html {
  const t = texts(frame.locale)
  const words = t.history
  return layout(frame, { title: words.title, back: { label: t.common.backToPortal, href: paths.portal } }, [
    html`<div class="lead"><p>${words.lead}</p><p>${words.notMeWhy}</p></div>`,
    entries.length === 0
      ? html`<p class="none">${words.none}</p>`
      : html`<ol class="devices">${entries.map((entry) => row(t, frame, entry))}</ol>`,
    html`<div class="links">${older === null ? null : textLink(words.older, `${paths.history}?before=${older}`)}
      ${first ? null : textLink(words.newest, paths.history)}${textLink(words.toVisits, paths.visits)}</div>`,
  ])
}

function row(t: Texts, frame: Frame, { at, name, detail, browser, here, notMe }: Entry): Html {
  const words = t.history
  const what = words.sentences[name](detail)
  const stamp = formatStamp(frame.locale, at)
  const place = browser === null ? words.noDevice : browser === '' ? words.unknownDevice : browser
  return html`<li class="device"><div class="device-words"><p class="device-name">${what}</p>
      <p class="small">${stamp}</p><p class="small">${place}${here ? html` <span class="chip">${words.here}</span>` : null}</p></div>
    <div class="device-actions"><a class="line-link" href="${notMe}" aria-label="${words.notMeOf(what, stamp)}">${words.notMe}</a></div></li>`
}

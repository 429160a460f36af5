import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { FactorName, MethodName } from '../../../texts/codes.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { helpAt, paths } from '../../views/paths.ts'
import { secondaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** What may be lost in this visit, and by what it goes on then; empty: by a letter. */
export type LostWay = { readonly lost: MethodName; readonly ways: readonly FactorName[] }

/**
 * 使えない・なくした. `own`: what works for this member; null where everybody sees the same: before a proof, and for whoever
 * is signed in and was asked for a proof once more.
 */
export type LostModel = { own: { ways: readonly LostWay[]; back: string } | null; direct: boolean }

export function lostView(frame: Frame, { own, direct }: LostModel): Html {
  const t = texts(frame.locale).lost
  const { moreHelp, backToPortal } = texts(frame.locale).common
  const title = { title: t.title, eyebrow: frame.society.title }
  if (own)
    return layout(frame, title, [
      html`<p class="lead">${t.lead}</p>`,
      html`<div class="ways-out">${own.ways.map((way) => ownWay(frame, way))}</div>`,
      html`<div class="links">${textLink(t.back, own.back)}${textLink(moreHelp, helpAt('lost-device'))}</div>`,
    ])
  return layout(frame, title, [
    html`<p class="lead">${t.lead}</p>`,
    frame.person
      ? html`<p>${t.signedIn}</p><div class="links">${textLink(t.toSignOut, paths.signOut)}${textLink(backToPortal, paths.portal)}</div>`
      : null,
    html`<div class="ways-out">${t.generic.map(
      ({ title: name, text }) =>
        html`<section class="aside"><h2 class="aside-title">${name}</h2><p>${text}</p></section>`,
    )}</div>`,
    direct ? html`<p>${t.direct}</p>` : null,
    html`<div class="links">${textLink(t.toReset, paths.forgotPassword)}${textLink(t.toUserId, paths.forgotUserId)}${textLink(t.toLetter, paths.letter)}${textLink(moreHelp, helpAt('lost-device'))}</div>`,
  ])
}

function ownWay(frame: Frame, { lost, ways }: LostWay): Html {
  const t = texts(frame.locale).lost
  return html`<section class="aside"><h2 class="aside-title">${t.names[lost]}</h2>
    <p>${ways.length === 0 ? t.needsLetter : t.goesOn(ways.map((way) => t.ways[way]).join(t.or))}</p>
    <form class="form-inline" method="post" novalidate data-form>${secondaryButton(t.link, { name: 'lost', value: lost })}</form></section>`
}

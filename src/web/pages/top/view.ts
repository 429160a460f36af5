import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import type { Notice } from '../../views/notices.ts'
import { noticeList } from '../../views/notices.ts'
import { paths } from '../../views/paths.ts'
import { banner, primaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'
import { titleWords } from '../../views/title-words.ts'

/** The public top page (PLT-18, PLT-19). `signedOut` shows that the log-out has worked. */
export type TopModel = { notices: readonly Notice[]; signedOut: boolean; letters: boolean }

export function topView(frame: Frame, model: TopModel): Html {
  const t = texts(frame.locale)
  const page = { title: frame.society.title, heading: 'own', width: 'wide', signInButton: true } as const
  return layout(frame, page, [
    model.signedOut ? banner(t, 'success', null, [t.top.signedOut]) : null,
    html`<section class="hero">
      <p class="eyebrow">${t.top.audience}</p>
      <h1 class="hero-title">${titleWords(frame.society.title)}</h1>
      <p class="hero-lead">${t.top.lead}</p>
    </section>`,
    model.letters
      ? html`<section class="first" aria-labelledby="first-title">
      <div class="first-picture">${icon('letter')}</div>
      <div class="first-words">
        <h2 class="first-title" id="first-title">${t.top.firstTitle}</h2>
        <p>${t.top.firstText}</p>
        <p class="first-duration">${icon('clock')}<span>${t.top.firstDuration}</span></p>
        ${primaryLink(t.top.firstAction, paths.letter)}
      </div>
    </section>`
      : null,
    noticeList(t, frame.locale, model.notices),
  ])
}

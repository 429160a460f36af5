import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import { formatStamp } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { bullets, facts, form, primaryButton, primaryLink, secondaryLink, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** What a link 「心当たりがない」 stands for now. It names nobody: a mailbox may be shared. */
export type NotMeModel =
  | { state: 'open' | 'frozen'; happenedAt: Instant }
  | { state: 'restored' | 'closed' | 'expired' | 'unknown' }

/** `signedIn`: the page was opened from the history, which is the way back. */
export function notMeView(frame: Frame, model: NotMeModel, signedIn = false): Html {
  const t = texts(frame.locale)
  const words = t.notMe
  switch (model.state) {
    case 'open':
      return layout(frame, { title: words.title, eyebrow: frame.society.title }, [
        html`<p class="lead">${words.lead}</p>`,
        model.happenedAt === 0 ? null : facts([{ term: words.at, value: formatStamp(frame.locale, model.happenedAt) }]),
        html`<h2 class="section-title">${words.whatTitle}</h2>`,
        bullets(words.what),
        html`<p>${words.back}</p>`,
        form([primaryButton(words.submit)]),
        html`<p class="small">${words.mine}</p>`,
        signedIn ? html`<div class="links">${textLink(words.toHistory, paths.history)}</div>` : null,
      ])
    case 'frozen':
      return layout(frame, { title: words.frozenTitle, eyebrow: frame.society.title }, [
        html`<div class="big-sign big-sign-success">${icon('lock')}</div>
        <p class="lead"><strong>${words.frozen}</strong></p><h2 class="section-title">${words.nextTitle}</h2>`,
        bullets(words.next),
        html`<div class="actions">${primaryLink(words.toSignIn, paths.signIn)}${secondaryLink(words.contact, '#contact')}</div>`,
      ])
    default:
      return layout(frame, { title: words[`${model.state}Title`] }, [
        html`<p class="lead">${words[model.state]}</p>
        <div class="actions">${primaryLink(t.common.toSignIn, paths.signIn)}${secondaryLink(words.contact, '#contact')}</div>`,
      ])
  }
}

import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** ユーザIDを忘れた方はこちら: where to turn to. */
export type ForgotUserIdModel = { letters: boolean; signInWith: 'id' | 'idOrMail' }

export function forgotUserIdView(frame: Frame, model: ForgotUserIdModel): Html {
  const t = texts(frame.locale)
  const ways = [
    ...(model.signInWith === 'idOrMail' ? [{ title: t.forgotUserId.mailTitle, text: t.forgotUserId.mail }] : []),
    ...(model.letters ? [{ title: t.forgotUserId.letterTitle, text: t.forgotUserId.letter }] : []),
    { title: t.forgotUserId.askTitle, text: t.forgotUserId.ask },
  ]
  return layout(frame, { title: t.forgotUserId.title }, [
    html`<p class="lead">${t.forgotUserId.lead}</p>`,
    html`<div class="ways-out">${ways.map(
      ({ title, text }) => html`<section class="aside"><h2 class="aside-title">${title}</h2><p>${text}</p></section>`,
    )}</div>`,
    html`<div class="links">${textLink(t.forgotUserId.back, paths.signIn)}</div>`,
  ])
}

import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** パスワードを忘れた方はこちら: where to turn to. */
export type ForgotPasswordModel = { letters: boolean }

export function forgotPasswordView(frame: Frame, model: ForgotPasswordModel): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: t.forgotPassword.title }, [
    html`<p class="lead">${t.forgotPassword.lead}</p>`,
    html`<div class="ways-out">
      <section class="aside"><h2 class="aside-title">${t.forgotPassword.savedTitle}</h2><p>${t.forgotPassword.saved}</p></section>
      <section class="aside"><h2 class="aside-title">${t.forgotPassword.letterTitle}</h2><p>${t.forgotPassword.letter}</p>${
        model.letters ? textLink(t.forgotPassword.haveLetter, paths.letter) : null
      }</section>
    </div>`,
    html`<div class="links">${textLink(t.forgotPassword.back, paths.signIn)}</div>`,
  ])
}

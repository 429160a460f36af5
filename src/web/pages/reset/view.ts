import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { form, primaryButton, primaryLink, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** The landing of 「パスワードをリセット」 (REC-04, REC-05): one button, or the way to ask again. */
export function resetView(frame: Frame, model: { living: boolean }): Html {
  const t = texts(frame.locale).reset
  if (!model.living)
    return layout(frame, { title: t.deadTitle }, [
      html`<p class="lead">${t.dead}</p>`,
      html`<div class="actions">${primaryLink(t.again, paths.forgotPassword)}</div>`,
      html`<div class="links">${textLink(texts(frame.locale).common.backToSignIn, paths.signIn)}</div>`,
    ])
  return layout(frame, { title: t.title, eyebrow: frame.society.title }, [
    html`<p class="lead">${t.lead}</p>`,
    form([primaryButton(t.submit)]),
    html`<p class="small">${t.notMine}</p>`,
  ])
}

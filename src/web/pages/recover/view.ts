import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { FactorName } from '../../../texts/codes.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { bullets, form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** What a recovery will set aside, before it does. */
export type RecoverModel = { rung: 'twoKinds' | 'direct' | 'letter'; replaces: readonly FactorName[] }

export function recoverView(frame: Frame, model: RecoverModel): Html {
  const t = texts(frame.locale).recover
  return layout(frame, { title: t.title, eyebrow: frame.society.title }, [
    html`<p class="lead">${t.lead[model.rung]}</p>`,
    bullets(model.replaces.map((factor) => t.factors[factor])),
    html`<p>${t.told}</p>`,
    form([primaryButton(t.submit)]),
    html`<p class="small">${t.stop}</p>`,
  ])
}

import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { form, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** 元に戻す: what lifting the freeze does, before it does. */
export function restoreView(frame: Frame, { by }: { by: 'ownFactors' | 'letter' }): Html {
  const words = texts(frame.locale).restore
  return layout(frame, { title: words.title, eyebrow: frame.society.title }, [
    html`<div class="lead"><p>${words.lead[by]}</p></div><p>${words.gone[by]}</p>`,
    form([primaryButton(words.submit)]),
  ])
}

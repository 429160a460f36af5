import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { form, numbered, primaryButton } from '../../views/pieces.ts'
import { type RecoveryCodesModel, recoveryCodesBody } from '../../views/recovery-codes.ts'
import type { Html } from '../../views/template.ts'

/** "Keep the lower half of your letter": the form posts `kept` = `yes`; or the codes of `recoveryPaper: screen`. */
export type RecoveryPaperModel = { from: 'letter' } | ({ from: 'screen' } & RecoveryCodesModel)

export function recoveryPaperView(frame: Frame, model: RecoveryPaperModel): Html {
  const t = texts(frame.locale)
  if (model.from === 'screen')
    return layout(
      frame,
      { title: t.recoveryPaper.codes.title, scripts: ['copy', 'print'], failed: model.problem === 'tick' },
      recoveryCodesBody(t, model),
    )
  return layout(frame, { title: t.recoveryPaper.title }, [
    html`<div class="paper" aria-hidden="true">
      <div class="paper-upper">${t.recoveryPaper.pictureUpper}</div>
      <div class="paper-cut">${icon('scissors')}</div>
      <div class="paper-lower">${icon('lock')}${t.recoveryPaper.pictureLower}</div>
    </div>`,
    html`<p class="lead">${t.recoveryPaper.lead}</p>`,
    numbered(t.recoveryPaper.steps),
    html`<p class="small">${t.recoveryPaper.safe}</p>`,
    form([primaryButton(t.recoveryPaper.submit, { name: 'kept', value: 'yes' })]),
  ])
}

import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { errorSummary, errorsOf } from './errors.ts'
import { checkbox } from './fields.ts'
import { icon } from './icons.ts'
import { banner, form, numbered, primaryButton, textLink } from './pieces.ts'
import type { Html } from './template.ts'

/** Ten codes, shown until the form says that they are put away. The form posts `set` and `saved`. */
export type RecoveryCodesModel = {
  codes: readonly string[]
  setId: string
  /** Where the same codes come as a text file, while this page is due. */
  download: string
  problem: 'tick' | 'gone' | null
  /** In self-care: a set that was there before dies with the confirmation. */
  back: string | null
}

export function recoveryCodesBody(t: Texts, model: RecoveryCodesModel): Html[] {
  const words = t.recoveryPaper.codes
  const unticked = model.problem === 'tick' ? [{ field: 'saved', message: words.problems.tick }] : []
  return [
    ...(model.problem === 'gone' ? [banner(t, 'error', null, [words.problems.gone])] : []),
    html`${errorSummary(t, unticked)}`,
    html`<p class="lead">${words.lead}</p>`,
    ...(model.back ? [banner(t, 'info', null, [words.replaces])] : []),
    html`<section class="aside" aria-labelledby="codes-title"><h2 class="aside-title" id="codes-title">${words.list}</h2>
      <ol class="recovery-codes" id="codes" data-key="${model.codes.map(grouped).join('\n')}" translate="no">${model.codes.map((code) => html`<li>${grouped(code)}</li>`)}</ol>
      <div class="copy"><button class="button button-secondary" type="button" data-copy="codes" data-done="${words.copied}" hidden>${icon('copy')}${words.copy}</button><button class="button button-secondary" type="button" data-print hidden>${words.print}</button><span class="copy-done" role="status" data-copied></span></div>
      ${textLink(words.download, model.download)}</section>`,
    numbered(words.steps),
    html`<p class="small">${t.recoveryPaper.safe}</p>`,
    form([
      html`<input type="hidden" name="set" value="${model.setId}">`,
      checkbox({ name: 'saved', label: words.saved, checked: false, errors: errorsOf(unticked, 'saved') }),
      primaryButton(words.submit),
    ]),
    ...(model.back ? [html`<div class="links">${textLink(t.signInMethods.back, model.back)}</div>`] : []),
  ]
}

/** In groups of four, as it is read and typed. */
export const grouped = (code: string): string => code.replace(/(\d{4})(?=\d)/g, '$1 ')

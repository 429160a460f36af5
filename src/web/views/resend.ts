import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import { actionForm } from './pieces.ts'
import type { Html } from './template.ts'

/** The button 再送信 with what it will do: when it works again and how often (MOT-04, MOT-05). Posts `action` = `resend`. */
export function resendForm(t: Texts, model: { resendInSeconds: number; resendsLeft: number }): Html {
  if (model.resendsLeft === 0) return html`<p class="small">${t.mailCode.noResendsLeft}</p>`
  return html`<div class="resend">${actionForm(t.mailCode.resend, 'resend')}
    <p class="small">${model.resendInSeconds > 0 ? t.mailCode.resendInSeconds(model.resendInSeconds) : t.mailCode.resendsLeft(model.resendsLeft)}</p></div>`
}

import { html } from 'hono/html'
import type { Texts } from '../../texts/catalogue.ts'
import type { Frame } from './frame.ts'
import { facts, secondaryLink } from './pieces.ts'
import type { Html } from './template.ts'

/** 心当たりがない: for whoever learns here that somebody else was faster. It can be stopped at once (`stopAt`), and the desk helps. */
export function notMe(t: Texts, frame: Frame, stopAt: string | undefined): Html {
  const { contact } = frame.society
  const rows = contact
    ? [
        {
          term: t.frame.phone,
          value: html`<a href="tel:${contact.phone.replace(/[^0-9+]/g, '')}">${contact.phone}</a>`,
        },
        { term: t.frame.hours, value: contact.hours },
      ]
    : []
  return html`<section class="aside" aria-labelledby="not-me"><h2 class="aside-title" id="not-me">${t.refused.notMe.title}</h2>
    <p>${t.refused.notMe.text}</p>${stopAt ? secondaryLink(t.refused.notMe.stop, stopAt) : null}${contact ? html`<p>${contact.name}</p>${facts(rows)}` : null}</section>`
}

import { html } from 'hono/html'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths, termsAt } from '../../views/paths.ts'
import { bullets, form, secondaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

type Acceptance = { version: number; acceptedAt: Date; withdrawnAt: Date | null }

/** 利用規約への同意 (GAP-06): the newest first. The form posts `decision` = `withdraw`. */
export type ProfileTermsModel = { acceptances: readonly Acceptance[] }

export function profileTermsView(frame: Frame, { acceptances }: ProfileTermsModel): Html {
  const t = texts(frame.locale)
  const words = t.profileTerms
  return layout(frame, { title: words.title, back: { label: t.common.backToPortal, href: paths.portal } }, [
    html`<p class="lead">${words.lead}</p>
    <ul class="devices">${acceptances.map((one) => row(t, frame, one))}</ul>
    <h2 class="section-title" id="withdraw">${words.withdrawTitle}</h2>${bullets(words.meaning)}`,
    form([secondaryButton(words.withdraw, { name: 'decision', value: 'withdraw' })]),
    html`<div class="links">${textLink(words.back, paths.profile)}</div>`,
  ])
}

function row(t: Texts, frame: Frame, { version, acceptedAt, withdrawnAt }: Acceptance): Html {
  const words = t.profileTerms
  const day = (at: Date) => formatDay(frame.locale, at)
  return html`<li class="device"><div class="device-words"><p class="device-name">${t.terms.version(version)}</p>
      <p class="small">${words.acceptedOn(day(acceptedAt))}</p>${withdrawnAt ? html`<p class="small">${words.withdrawnOn(day(withdrawnAt))}</p>` : null}</div>
    <div class="device-actions"><a class="line-link" href="${termsAt(version)}" aria-label="${words.readVersion(version)}">${words.read}</a></div></li>`
}

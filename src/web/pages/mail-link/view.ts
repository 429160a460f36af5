import { html } from 'hono/html'
import { texts } from '../../../texts/catalogue.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { facts, form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Landing of the mailed link (EML-16): GET shows, POST redeems. It never signs anybody in. What is dead says the way on, the first screen closed or not. */
export type MailLinkModel =
  | { state: 'confirm'; maskedMail: string }
  | { state: 'confirmed' | 'changed'; maskedMail: string }
  | { state: 'expired' | 'used' | 'replaced' | 'unknown' }

export function mailLinkView(frame: Frame, model: MailLinkModel): Html {
  const t = texts(frame.locale)
  const to = (address: string) => facts([{ term: t.common.mail, value: address }])
  switch (model.state) {
    case 'confirm':
      return layout(frame, { title: t.mailLink.title }, [
        html`<p class="lead">${t.mailLink.lead}</p>`,
        to(model.maskedMail),
        form([primaryButton(t.mailLink.submit)]),
        html`<p class="small">${t.mailLink.notMine}</p>`,
      ])
    case 'confirmed':
      return layout(frame, { title: t.mailLink.confirmedTitle }, [
        html`<div class="big-sign big-sign-success">${icon('success')}</div>`,
        html`<div class="lead"><p><strong>${t.mailLink.confirmed}</strong></p><p>${t.mailLink.confirmedByHand}</p></div>`,
        to(model.maskedMail),
        html`<p class="small">${t.mailLink.firstScreenClosed}</p><p class="small">${t.mailLink.canClose}</p>`,
      ])
    case 'changed':
      return layout(frame, { title: t.profileMail.changed }, [
        html`<div class="big-sign big-sign-success">${icon('success')}</div>`,
        html`<p class="lead"><strong>${t.profileMail.changedLead}</strong></p>`,
        to(model.maskedMail),
        html`<p class="small">${t.profileMail.changedClose}</p>`,
      ])
    default:
      return layout(frame, { title: t.mailLink[`${model.state}Title`] }, [
        html`<p class="lead">${t.mailLink[model.state]}</p>`,
        html`<p class="small">${t.mailLink.firstScreenClosed}</p>`,
        textLink(t.common.toSignIn, paths.signIn),
      ])
  }
}

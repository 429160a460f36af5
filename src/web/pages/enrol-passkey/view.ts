import { html } from 'hono/html'
import type { DeviceForm } from '../../../session/device-form.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MethodName, PasskeyProblemCode } from '../../../texts/codes.ts'
import { signOutEverywhere } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { instead } from '../../views/instead.ts'
import { layout } from '../../views/layout.ts'
import { passkeyForm, passkeyHindrances, passkeyProblem, phoneAsAuthenticator } from '../../views/passkey.ts'
import { bullets, disclosure, primaryButton, secondaryLink } from '../../views/pieces.ts'

/** Setting up a passkey (PSK-01 … PSK-21). */
export type EnrolPasskeyModel = {
  /** WebAuthn options as JSON. */
  options: string
  /** Where passkeys come first: one button that names the device; else 「次へ」. */
  first: boolean
  device: DeviceForm
  inApp: boolean
  /** null: the box is not shown, since nobody can be signed in elsewhere yet. */
  signOutEverywhere: boolean | null
  problem: PasskeyProblemCode | null
  /** The one other method to which a button leads. */
  instead: MethodName | null
  /** Where 戻る leads, when one more is added (PSK-03). */
  back?: string
}

export function enrolPasskeyView(frame: Frame, model: EnrolPasskeyModel) {
  const t = texts(frame.locale)
  const label = model.first ? t.passkey.buttons[model.device] : t.passkey.next
  const onComputer = model.device === 'computer'
  return layout(frame, { title: t.passkey.title, scripts: ['passkey'], failed: model.problem !== null }, [
    passkeyProblem(t, model.problem),
    passkeyHindrances(t, model.inApp),
    html`<p class="lead" data-passkey-only>${model.back ? t.passkey.leadAnother : model.first ? t.passkey.lead : t.passkey.leadAfterPassword}</p>`,
    passkeyForm({ kind: 'create', options: model.options }, [
      model.signOutEverywhere === null ? null : signOutEverywhere(t, model.signOutEverywhere),
      primaryButton(model.problem ? t.passkey.retry : label),
      model.back ? secondaryLink(t.signInMethods.back, model.back) : null,
    ]),
    instead(t, t.passkey.insteadLead, model.instead ? [model.instead] : []),
    html`<p class="small" data-passkey-only>${t.passkey.privacy}</p>
    <div class="mores" data-passkey-only>${onComputer ? phoneAsAuthenticator(t, model.problem !== null) : disclosure(t.passkey.sheetTitle, bullets(t.passkey.sheet))}${
      onComputer ? disclosure(t.passkey.windowsTitle, bullets(t.passkey.windows)) : null
    }</div>`,
  ])
}

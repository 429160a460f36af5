import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { OtpErrorCode } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { codeField, radioGroup } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { helpAt } from '../../views/paths.ts'
import { bullets, disclosure, form, primaryButton, textLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Proving with an authenticator app at sign-in (OTP-39 … OTP-44, LMP-11 … LMP-15). */
export type OtpModel = {
  /** One: no chooser. Several: radio buttons `device` with the names given at set-up. */
  devices: readonly { id: string; name: string }[]
  /** null: the first is preselected (LMP-13). */
  chosen: string | null
  errors: readonly OtpErrorCode[]
  clockOffSeconds: number | null
  retryAt: Instant | null
  others: readonly ProveWay[]
}

const fieldOf = (code: OtpErrorCode): string | null => {
  if (code === 'tooMany') return null
  return code === 'deviceMissing' ? 'device' : 'otp'
}

export function otpView(frame: Frame, model: OtpModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf(code), message: t.otp.errors[code] }))
  const several = model.devices.length > 1
  const page = { title: t.otp.title, eyebrow: frame.society.title, failed: errors.length > 0 }
  return layout(frame, page, [
    errorSummary(t, errors, advice(t, frame, model)),
    html`<p class="lead">${several ? t.otp.deviceHint : t.otp.lead}</p>`,
    form([
      several
        ? radioGroup(t, {
            name: 'device',
            label: t.otp.device,
            need: null,
            errors: errorsOf(errors, 'device'),
            choices: model.devices.map(({ id, name }) => ({ value: id, label: name })),
            chosen: model.chosen ?? model.devices[0]?.id ?? null,
          })
        : null,
      codeField(t, {
        name: 'otp',
        label: t.otp.label,
        need: null,
        hints: [t.otp.hint],
        errors: errorsOf(errors, 'otp'),
        value: '',
      }),
      primaryButton(t.otp.submit),
    ]),
    otherWays(t, model.others),
    disclosure(t.otp.lostTitle, html`<p>${t.otp.lost}</p>`),
  ])
}

function advice(t: Texts, frame: Frame, model: OtpModel): Html | null {
  const wait = waitLine(t, frame, model)
  if (wait) return html`<p>${wait}</p>`
  const off = t.otp.clockOff(model.clockOffSeconds ?? 30)
  if (model.errors.includes('clockFast')) return html`<p>${t.otp.clockFast(off)}</p>`
  if (model.errors.includes('clockSlow')) return html`<p>${t.otp.clockSlow(off)}</p>`
  if (model.errors.includes('used')) return html`<p>${t.otp.usedAdvice}</p>`
  if (!model.errors.includes('wrong')) return null
  const lines = model.devices.length > 1 ? [t.otp.adviceDevices, ...t.otp.advice] : t.otp.advice
  return html`<p>${t.otp.adviceTitle}</p>${bullets(lines)}${textLink(t.common.moreHelp, helpAt('wrong-code'))}`
}

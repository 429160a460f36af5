import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { EnrolTotpErrorCode, MethodName } from '../../../texts/codes.ts'
import { errorSummary, errorsOf, type FieldError, waitLine } from '../../views/errors.ts'
import { codeField, signOutEverywhere, textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { instead } from '../../views/instead.ts'
import { layout } from '../../views/layout.ts'
import { banner, bullets, disclosure, facts, form, numbered, primaryButton, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Setting up an authenticator app (OTP-01 … OTP-38). */
export type EnrolTotpModel = {
  /** Base32 without spaces; shown in groups of 4 (OTP-08). */
  secret: string
  otpauthUri: string
  /** Address of the QR code of `otpauthUri` as a PNG, quiet zone included: shown on the page and savable (OTD-05, OTD-08). */
  qrPngPath: string
  /** What the app will show: title of the society and account name (OTP-33). */
  issuer: string
  accountName: string
  otp: string
  deviceName: string
  signOutEverywhere: boolean
  errors: readonly EnrolTotpErrorCode[]
  /** With `clockFast` / `clockSlow`: by how many seconds the clock of the device is off. */
  clockOffSeconds: number | null
  retryAt: Instant | null
  /** What else the society offers: a button leads there (PSK-32, LGN-15). */
  instead: readonly MethodName[]
  /** Where 戻る leads, when one more device is added (LMP-08). */
  back?: string
}

const fieldOf = (code: EnrolTotpErrorCode): string | null => {
  if (code === 'tooMany' || code === 'tooManyDevices') return null
  return code.startsWith('deviceName') ? 'deviceName' : 'otp'
}

export function enrolTotpView(frame: Frame, model: EnrolTotpModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map((code): FieldError => ({ field: fieldOf(code), message: t.enrolTotp.errors[code] }))
  return layout(frame, { title: t.enrolTotp.title, scripts: ['copy'], failed: errors.length > 0 }, [
    errorSummary(t, errors, advice(t, frame, model)),
    model.back ? null : banner(t, 'warning', null, [t.enrolTotp.needed]),
    html`<ol class="tasks">
      <li class="task"><h2 class="task-title">${t.enrolTotp.install}</h2>${apps(t)}</li>
      <li class="task"><div class="ways"><h2 class="task-title"><span class="when-scan">${t.enrolTotp.scan}</span><span class="when-key">${t.enrolTotp.enterKey}</span></h2>${scan(t, model)}${byHand(t, model)}</div></li>
      <li class="task"><h2 class="task-title">${t.enrolTotp.enter}</h2>${proof(t, model, errors)}</li>
    </ol>`,
    instead(t, t.enrolTotp.insteadLead, model.instead),
    help(t),
  ])
}

function advice(t: Texts, frame: Frame, model: EnrolTotpModel): Html | null {
  const wait = waitLine(t, frame, model)
  if (wait) return html`<p>${wait}</p>`
  const off = t.otp.clockOff(model.clockOffSeconds ?? 30)
  const lines = model.errors.flatMap((code) => {
    if (code === 'clockFast') return [t.otp.clockFast(off)]
    if (code === 'clockSlow') return [t.otp.clockSlow(off)]
    return t.enrolTotp.advice[code] ?? []
  })
  return lines.length > 0 ? html`${lines.map((line) => html`<p>${line}</p>`)}` : null
}

const apps = (t: Texts): Html =>
  html`<ul class="apps">${t.enrolTotp.apps.map((name) => html`<li>${name}</li>`)}</ul>
  <p class="small">${t.enrolTotp.appsFree}</p><p class="small">${t.enrolTotp.appsOwned}</p>
  <p class="small">${t.enrolTotp.appsNeeded}<br>${t.enrolTotp.appsCompany}</p>`

/** The way by QR code, with a link for the phone that shows this page (OTP-05, OTD-02, OTD-08). */
const scan = (t: Texts, model: EnrolTotpModel): Html =>
  html`<div class="way-scan">
    <div class="same-phone"><a class="button button-secondary" href="${model.otpauthUri}">${icon('open')}${t.enrolTotp.openApp}</a><p class="small">${t.enrolTotp.openAppHint}</p></div>
    <div class="qr"><img class="qr-picture" src="${model.qrPngPath}" width="240" height="240" alt="${t.enrolTotp.qrAlt}"></div>
    <p class="qr-save"><a class="line-link" href="${model.qrPngPath}" download="qr.png">${icon('download')}${t.enrolTotp.savePng}</a></p>
    <p class="small">${t.enrolTotp.keepOpen}</p></div>`

/** The way by typing the key; opening it puts the QR code away, closing it brings it back (OTP-06, OTP-07, OTP-11). */
const byHand = (t: Texts, model: EnrolTotpModel): Html =>
  html`<details class="way-key"><summary class="more-title"><span class="when-closed">${t.enrolTotp.cannotScan}</span><span class="when-open">${t.enrolTotp.scanAgain}</span></summary>
    <div class="key-body">
      <p class="key"><code id="key" data-key="${model.secret}">${groups(model.secret).map((group) => html`<span class="key-group">${group}</span> `)}</code></p>
      <div class="copy"><button class="button button-secondary" type="button" data-copy="key" data-done="${t.enrolTotp.copied}" hidden>${icon('copy')}${t.enrolTotp.copy}</button><span class="copy-done" role="status" data-copied></span></div>
      <p>${t.enrolTotp.settings}</p>
      <ul class="settings">
        <li>${t.enrolTotp.type}: ${t.enrolTotp.typeValue}</li>
        <li>${t.enrolTotp.algorithm}: SHA1</li>
        <li>${t.enrolTotp.digits}: 6</li>
        <li>${t.enrolTotp.period}: 30</li>
      </ul>
      ${facts([{ term: t.enrolTotp.accountName, value: `${model.issuer}: ${model.accountName}` }])}
    </div></details>`

const groups = (secret: string): string[] => secret.match(/.{1,4}/g) ?? []

const proof = (t: Texts, model: EnrolTotpModel, errors: readonly FieldError[]): Html =>
  form([
    codeField(t, {
      name: 'otp',
      label: t.enrolTotp.otp,
      need: 'required',
      hints: [t.enrolTotp.otpHint],
      errors: errorsOf(errors, 'otp'),
      value: model.otp,
    }),
    textField(t, {
      name: 'deviceName',
      label: t.enrolTotp.deviceName,
      need: 'required',
      hints: [t.enrolTotp.nameHint, t.enrolTotp.deviceNameHint],
      errors: errorsOf(errors, 'deviceName'),
      value: model.deviceName,
      autocomplete: 'off',
      placeholder: t.enrolTotp.deviceNamePlaceholder,
    }),
    signOutEverywhere(t, model.signOutEverywhere),
    primaryButton(t.enrolTotp.submit),
    model.back ? secondaryLink(t.signInMethods.back, model.back) : null,
  ])

function help(t: Texts): Html {
  const app = ({ title, install, enter }: Texts['enrolTotp']['google']) =>
    disclosure(
      title,
      html`<h3 class="small-title">${t.enrolTotp.helpInstall}</h3>${numbered(install)}<h3 class="small-title">${t.enrolTotp.helpEnter}</h3>${numbered(enter)}`,
    )
  return html`<section class="helps" aria-labelledby="apps-help"><h2 class="helps-title" id="apps-help">${t.enrolTotp.appsHelp}</h2>
    ${app(t.enrolTotp.google)}${app(t.enrolTotp.microsoft)}${disclosure(t.enrolTotp.computer.title, bullets(t.enrolTotp.computer.steps))}</section>`
}

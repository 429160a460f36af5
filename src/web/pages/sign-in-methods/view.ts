import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { PasskeyKind } from '../../../texts/codes.ts'
import { formatStamp } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { banner } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** A device as it stands in the list. */
type Device = {
  id: string
  name: string | null
  kind: PasskeyKind | 'app' | 'mailCode'
  createdAt: Instant
  lastUsedAt: Instant | null
  inUse: boolean
}
type Group = { devices: readonly Device[]; canAdd: boolean; full: boolean }

/** What the script tells the keepers of passkeys (WebAuthn Level 3, Signal API). */
export type Signal = {
  rpId: string
  userId: string
  credentialIds: readonly string[]
  name: string
  displayName: string
}

/** ログイン方法変更 (LMP-01 … LMP-23). */
export type SignInMethodsModel = {
  done: 'password' | 'added' | 'renamed' | 'deleted' | 'restored' | 'codes' | null
  passwordSetAt: Instant | null
  apps: Group
  passkeys: Group
  /** Mailed codes stand in the list like a device that has no name. */
  mailed: Group
  /** Recovery codes that are left (null: none were made); undefined where this society has them on no page. */
  codes?: number | null | undefined
  signal: Signal | null
}

export function signInMethodsView(frame: Frame, model: SignInMethodsModel): Html {
  const t = texts(frame.locale)
  const words = t.signInMethods
  const { apps, passkeys, mailed, passwordSetAt } = model
  const back = { label: t.common.backToPortal, href: paths.portal }
  return layout(frame, { title: words.title, back, scripts: model.signal ? ['signal'] : [] }, [
    model.done
      ? banner(t, 'success', null, [model.done === 'restored' ? t.restore.done : words.done[model.done]])
      : null,
    html`<section class="means" aria-labelledby="basic"><h2 class="section-title" id="basic">${words.basic}</h2>
      ${row(t, {
        title: words.password,
        text: words.passwordText,
        facts: [passwordSetAt === null ? words.passwordNone : words.created(formatStamp(frame.locale, passwordSetAt))],
        action: { label: passwordSetAt === null ? words.setUp : words.update, href: paths.changePassword },
      })}</section>`,
    html`<section class="means" aria-labelledby="two-factor"><h2 class="section-title" id="two-factor">${words.twoFactor}</h2>
      <p class="small">${words.more}</p>
      ${group(t, frame, apps, { title: words.app, text: words.appText, add: paths.addTotp })}
      ${group(t, frame, passkeys, { title: words.passkey, text: words.passkeyText, add: paths.addPasskey })}
      ${group(t, frame, mailed, { title: t.method.names.mailCode, text: words.mailCodeText, add: paths.profile })}
      <p class="small">${words.warning}</p></section>`,
    model.codes === undefined ? null : codesRow(t, model.codes),
    model.signal ? html`<div hidden data-signal="${JSON.stringify(model.signal)}"></div>` : null,
  ])
}

const codesRow = (t: Texts, left: number | null): Html =>
  html`<section class="means" aria-labelledby="recovery"><h2 class="section-title" id="recovery">${t.signInMethods.recovery}</h2>
    ${row(t, {
      title: t.signInMethods.codes,
      text: t.signInMethods.codesText,
      facts: [left === null ? t.signInMethods.codesNone : t.signInMethods.codesLeft(left)],
      action: { label: left === null ? t.signInMethods.setUp : t.signInMethods.update, href: paths.recoveryCodes },
    })}</section>`

type Words = { title: string; text: string; add: string }

/** The row of a method with 「設定」, and below it a row for each device. */
function group(t: Texts, frame: Frame, own: Group, { title, text, add }: Words): Html | null {
  if (!own.canAdd && own.devices.length === 0) return null
  const action = own.canAdd ? { label: t.signInMethods.setUp, href: add } : null
  const facts = [
    ...(own.devices.length === 0 ? [t.signInMethods.none] : []),
    ...(own.full ? [t.signInMethods.full] : []),
  ]
  return html`${row(t, { title, text, facts, action, kebab: true })}
    <ul class="devices">${own.devices.map((device) => deviceRow(t, frame, device))}</ul>`
}

type Row = {
  title: string
  text: string
  facts: readonly string[]
  action: { label: string; href: string } | null
  /** On a phone the button is inside the menu 「：」 (LMP-05, DIF-02). */
  kebab?: boolean
}

const row = (t: Texts, { title, text, facts, action, kebab }: Row): Html =>
  html`<div class="mean"><div class="mean-words"><h3 class="mean-title">${title}</h3><p class="small">${text}</p>${facts.map((fact) => html`<p class="small">${fact}</p>`)}</div>
    ${action ? button(t, title, action, kebab ?? false) : null}</div>`

function button(t: Texts, title: string, { label, href }: NonNullable<Row['action']>, kebab: boolean): Html {
  const link = html`<a class="button button-secondary button-small" href="${href}" aria-label="${title}：${label}">${label}</a>`
  if (!kebab) return html`<div class="mean-actions">${link}</div>`
  return html`<div class="mean-actions mean-wide">${link}</div>
    <details class="kebab"><summary aria-label="${t.signInMethods.menuOf(title)}"><span aria-hidden="true">：</span></summary><div class="kebab-body">${link}</div></details>`
}

/** 「削除」 stands below the name on a phone and at its right on a PC (LMP-16, LMP-17, DIF-03). */
function deviceRow(t: Texts, frame: Frame, device: Device): Html {
  const words = t.signInMethods
  const name = device.name ?? t.passkey.unnamed
  const page = `${paths.devices}/${device.id}`
  const stamp = (at: Instant) => formatStamp(frame.locale, at)
  return html`<li class="device"><div class="device-words"><p class="device-name">${name}${device.inUse ? html` <span class="chip">${words.inUse}</span>` : null}</p>
      <p class="small">${words.kinds[device.kind]}</p>
      <p class="small">${words.created(stamp(device.createdAt))}</p>
      ${device.lastUsedAt === null ? null : html`<p class="small">${words.lastUsed(stamp(device.lastUsedAt))}</p>`}</div>
    <div class="device-actions">${device.kind === 'mailCode' ? null : html`<a class="button button-secondary button-small" href="${page}" aria-label="${words.renameOf(name)}">${words.rename}</a>`}
      <a class="button button-secondary button-small" href="${page}/delete" aria-label="${words.deleteOf(name)}">${words.delete}</a></div></li>`
}

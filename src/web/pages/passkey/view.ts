import { html } from 'hono/html'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import type { PasskeyKind, PasskeyProblemCode } from '../../../texts/codes.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { icon } from '../../views/icons.ts'
import { layout } from '../../views/layout.ts'
import { otherWays, type ProveWay } from '../../views/other-ways.ts'
import { passkeyForm, passkeyHindrances, passkeyProblem, phoneAsAuthenticator } from '../../views/passkey.ts'
import { bullets, disclosure, primaryButton } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** One of the member's passkeys; `name` null while its owner has not named it. */
export type ListedPasskey = { name: string | null; kind: PasskeyKind; createdAt: Date }

/** Showing a passkey after the password (PSK-22 … PSK-30). */
export type PasskeyModel = {
  options: string
  userId: string
  passkeys: readonly ListedPasskey[]
  onComputer: boolean
  inApp: boolean
  problem: PasskeyProblemCode | null
  others: readonly ProveWay[]
}

export function passkeyView(frame: Frame, model: PasskeyModel): Html {
  const t = texts(frame.locale)
  const page = { title: t.passkey.proveTitle, eyebrow: frame.society.title, scripts: ['passkey'] as const }
  return layout(frame, { ...page, failed: model.problem !== null }, [
    person(t, model.userId),
    passkeyProblem(t, model.problem),
    passkeyHindrances(t, model.inApp),
    html`<p class="lead" data-passkey-only>${t.passkey.proveLead}</p>`,
    list(t, frame, model.passkeys),
    passkeyForm({ kind: 'get', options: model.options }, [
      primaryButton(model.problem ? t.passkey.retry : t.passkey.next),
    ]),
    otherWays(t, model.others),
    html`<div class="mores" data-passkey-only>${model.onComputer ? phoneAsAuthenticator(t, false) : null}${disclosure(t.passkey.otherWaysTitle, bullets(t.passkey.otherWays))}</div>`,
  ])
}

/** Who is signing in, and the way to begin again as somebody else (PSK-24). */
const person = (t: Texts, userId: string): Html =>
  html`<div class="signing-in"><p><span class="small">${t.passkey.signedInAs}</span> <strong>${userId}</strong></p>
    <form class="form-inline" method="post" data-form><button class="button button-text" type="submit" name="startOver" value="on">${t.passkey.someoneElse}</button></form></div>`

const list = (t: Texts, frame: Frame, passkeys: readonly ListedPasskey[]): Html =>
  html`<section aria-labelledby="registered"><h2 class="small-title" id="registered">${t.passkey.registered}</h2>
    <ul class="passkeys">${passkeys.map(
      ({ name, kind, createdAt }) =>
        html`<li class="passkey">${icon(kind === 'key' ? 'lock' : 'open')}<div><p class="passkey-name">${name ?? t.passkey.unnamed}</p><p class="small">${t.passkey.kinds[kind]} ・ ${t.passkey.created(formatDay(frame.locale, createdAt))}</p></div></li>`,
    )}</ul></section>`

import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MailErrorCode } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import { errorSummary, errorsOf, type FieldError } from '../../views/errors.ts'
import { signOutEverywhere, textField } from '../../views/fields.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { actionForm, banner, facts, form, primaryButton, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/**
 * Mail address (EML-01 … EML-14). Several errors may stand together (EML-13).
 * When `suggestion` is given, the form also posts `suggestionSeen` = the address as typed; a second post of the same
 * address means "I mean it". The button of the suggestion posts `useSuggestion` = the suggested address.
 */
export type MailModel = {
  mail: string
  /** The address comes from the society's list and has not been touched yet. */
  onFile: boolean
  suggestion: string | null
  signOutEverywhere: boolean
  /** Sender of the mail that will come, so that it can be allowed. */
  sender: string
  errors: readonly MailErrorCode[]
  retryAt: Instant | null
  /** The society needs no address (policy `mail: optional`). */
  optional: boolean
  /** Masked: the only address that counts here, the one on file (computed password). */
  fixed: string | null
  /** Whoever has no address begins by letter instead (computed password where any address counts). */
  elseLetter?: boolean
  /** In self-care, beside an address that stays until the new one is confirmed (EMC-01 … EMC-05). */
  change?: { signsInByMail: boolean }
}

export function mailView(frame: Frame, model: MailModel): Html {
  const t = texts(frame.locale)
  const errors = model.errors.map(
    (code): FieldError => ({ field: code === 'tooMany' ? null : 'mail', message: t.mailAddress.errors[code] }),
  )
  if (model.fixed !== null) return onFileOnly(frame, t, model, model.fixed, errors)
  return layout(frame, { title: t.mailAddress.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, advice(t, frame, model)),
    model.change ? changeLead(t, model.change) : null,
    model.change
      ? null
      : model.onFile
        ? html`<div class="lead"><p>${t.mailAddress.onFile}</p><p class="small">${t.mailAddress.onFileOptional}</p></div>`
        : html`<p class="lead">${t.mailAddress.fresh}</p>`,
    form([
      model.suggestion ? suggestion(t, model, model.suggestion) : null,
      textField(t, {
        name: 'mail',
        label: t.mailAddress.label,
        need: model.optional ? 'optional' : 'required',
        hints: [t.mailAddress.hint, t.mailAddress.sender(model.sender)],
        errors: errorsOf(errors, 'mail'),
        value: model.mail,
        type: 'email',
        autocomplete: 'email',
        inputmode: 'email',
      }),
      signOutEverywhere(t, model.signOutEverywhere),
      primaryButton(t.mailAddress.submit),
      model.suggestion
        ? html`<button class="button button-secondary" type="submit" name="useSuggestion" value="${model.suggestion}">${t.mailAddress.useSuggestion(model.suggestion)}</button>`
        : null,
      model.change ? secondaryLink(t.profileMail.back, paths.profile) : null,
    ]),
    model.elseLetter ? html`<p class="small">${t.mailAddress.elseLetter}</p>` : null,
    model.optional
      ? html`<p class="small">${t.mailAddress.declineHint}</p>${actionForm(t.mailAddress.decline, 'decline')}`
      : null,
  ])
}

/** Nobody has shown anything yet: the address on file is named masked, and cannot be changed. */
const onFileOnly = (frame: Frame, t: Texts, model: MailModel, fixed: string, errors: readonly FieldError[]): Html =>
  layout(frame, { title: t.mailAddress.title, failed: errors.length > 0 }, [
    errorSummary(t, errors, advice(t, frame, model)),
    html`<p class="lead">${t.mailAddress.fixed}</p>`,
    facts([{ term: t.mailAddress.label, value: fixed }]),
    html`<p class="small">${t.mailAddress.sender(model.sender)}</p>`,
    form([primaryButton(t.mailAddress.submit)]),
    html`<p class="small">${t.mailAddress.fixedOther}</p>`,
  ])

function advice(t: Texts, frame: Frame, model: MailModel): Html | null {
  if (model.retryAt !== null) return html`<p>${t.common.retryAt(formatMoment(frame, model.retryAt))}</p>`
  return model.errors.includes('invalid') ? html`<p>${t.mailAddress.invalidExample}</p>` : null
}

const changeLead = (t: Texts, { signsInByMail }: NonNullable<MailModel['change']>): Html =>
  html`<div class="lead"><p>${t.profileMail.lead}</p><p class="small">${t.profileMail.untilThen}</p>${
    signsInByMail ? html`<p class="small">${t.profileMail.signInAgain}</p>` : null
  }</div>`

const suggestion = (t: Texts, model: MailModel, address: string): Html =>
  html`${banner(t, 'warning', t.mailAddress.suggestion(address), [t.mailAddress.suggestionHint])}<input type="hidden" name="suggestionSeen" value="${model.mail}">`

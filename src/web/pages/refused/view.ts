import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { type Texts, texts } from '../../../texts/catalogue.ts'
import type { RefusalExit, RefusalReason } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { notMe } from '../../views/not-me.ts'
import { paths } from '../../views/paths.ts'
import { banner, primaryLink, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/**
 * A knowing refusal, always with an exit. `at`: when the letter was used or the lock ends, if there is such a time.
 * `mailChanged`: it is only the end of a change that went well, for whoever signs in by mail.
 */
export type RefusedModel = {
  reason: RefusalReason
  exits: readonly RefusalExit[]
  at: Instant | null
  notMe?: string
  mailChanged?: boolean
}

const addresses: Record<RefusalExit, string> = {
  signIn: paths.signIn,
  letter: paths.letter,
  top: paths.top,
  contact: '#contact',
  forgotPassword: paths.forgotPassword,
  signOut: paths.signOut,
}

/** Whoever is signed in and must sign in again says so: otherwise the sign-in page would lead straight back. */
const addressOf = (frame: Frame, exit: RefusalExit): string =>
  exit === 'signIn' && frame.person ? `${paths.signIn}?again=yes` : addresses[exit]

const labelOf = (t: Texts, words: { letter?: string }, exit: RefusalExit): string =>
  (exit === 'letter' ? words.letter : undefined) ?? t.refused.exits[exit]

export function refusedView(frame: Frame, model: RefusedModel): Html {
  const t = texts(frame.locale)
  const words = t.refused.reasons[model.reason]
  const time = model.at === null ? null : words.timed?.(formatMoment(frame, model.at))
  return layout(frame, { title: words.title, signInButton: !model.exits.includes('signIn') }, [
    model.mailChanged ? banner(t, 'success', null, [t.profileMail.changed]) : null,
    html`<div class="lead"><p>${words.text}</p>${time ? html`<p class="fact-line">${time}</p>` : null}</div>`,
    html`<div class="actions">${model.exits.map((exit, at) =>
      (at === 0 ? primaryLink : secondaryLink)(labelOf(t, words, exit), addressOf(frame, exit)),
    )}</div>`,
    model.reason === 'letterUsed' || model.reason === 'invitationUsed' ? notMe(t, frame, model.notMe) : null,
  ])
}

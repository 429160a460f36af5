import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MethodName } from '../../../texts/codes.ts'
import { formatDay } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { banner, form, primaryButton, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** Confirmation of the log-out (OUT-02, OUT-03, OUT-05). `missing`: what is not set up yet (CON-08). */
export type SignOutModel = { missing: MethodName | null; until: Instant | null; cancelPath: string }

export function signOutView(frame: Frame, model: SignOutModel): Html {
  const t = texts(frame.locale)
  return layout(frame, { title: t.signOut.title }, [
    html`<p class="question">${t.signOut.question}</p>`,
    model.missing
      ? banner(t, 'info', t.signOut.missingTitle, [
          t.signOut.missing,
          ...(model.until === null ? [] : [t.signOut.missingUntil(formatDay(frame.locale, new Date(model.until)))]),
        ])
      : null,
    html`<p class="small">${t.signOut.text}</p>`,
    form([primaryButton(t.signOut.submit), secondaryLink(t.signOut.cancel, model.cancelPath)]),
  ])
}

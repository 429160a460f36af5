import { html } from 'hono/html'
import type { Instant } from '../../../kernel/clock.ts'
import type { Texts } from '../../../texts/catalogue.ts'
import { texts } from '../../../texts/catalogue.ts'
import type { MessageKind } from '../../../texts/codes.ts'
import { formatMoment } from '../../../texts/format.ts'
import type { Frame } from '../../views/frame.ts'
import { layout } from '../../views/layout.ts'
import { paths } from '../../views/paths.ts'
import { primaryLink, secondaryLink } from '../../views/pieces.ts'
import type { Html } from '../../views/template.ts'

/** A page for a request that cannot be served. `reference`: a short id that staff can look up, or null. */
export type MessageModel = {
  kind: MessageKind
  retryAt: Instant | null
  continueAt: string | null
  reference: string | null
}

export function messageView(frame: Frame, model: MessageModel): Html {
  const t = texts(frame.locale)
  const words = t.message.kinds[model.kind]
  const wait = model.retryAt === null ? null : t.common.retryAt(formatMoment(frame, model.retryAt))
  return layout(frame, { title: words.title }, [
    html`<div class="lead" data-way-back><p>${words.text}</p>${wait ? html`<p class="fact-line">${wait}</p>` : null}</div>`,
    actions(t, model),
    model.reference ? html`<p class="small">${t.message.reference(model.reference)}</p>` : null,
  ])
}

function actions(t: Texts, { kind, continueAt }: MessageModel): Html | null {
  if (kind === 'unknownHost') return null
  if (kind === 'answerLost')
    return html`<div class="actions">${primaryLink(t.message.toSignIn, paths.signIn)}${secondaryLink(t.message.toLetter, paths.letter)}</div>
    <form method="post" action="${paths.resume}" data-resume hidden><input type="hidden" name="once" value=""></form>`
  return html`<div class="actions">${
    continueAt
      ? primaryLink(goesOn(kind) ? t.message.goOn : t.message.backToForm, continueAt)
      : primaryLink(t.message.toTop, paths.top)
  }</div>`
}

/** The sitting goes on elsewhere; everything else leads back to the form that was sent. */
const goesOn = (kind: MessageKind): boolean => kind === 'outOfOrder' || kind === 'visitEnded'

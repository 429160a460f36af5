import { texts } from '../../src/texts/catalogue.ts'
import type { MessageKind, RefusalExit, RefusalReason } from '../../src/texts/codes.ts'
import { messageView } from '../../src/web/pages/message/view.ts'
import { refusedView } from '../../src/web/pages/refused/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at, signedIn } from './sample.ts'

/** Pages for what cannot be served, and knowing refusals. */
export function troubles(base: Frame): Record<string, Html> {
  return { ...refusals(base), ...messages(base) }
}

const EXITS: Partial<Record<RefusalReason, readonly RefusalExit[]>> = {
  letterUsed: ['signIn', 'contact'],
  letterExpired: ['contact', 'signIn'],
  letterReplaced: ['letter', 'contact'],
  invitationUsed: ['signIn', 'contact'],
  invitationExpired: ['contact', 'signIn'],
  invitationReplaced: ['letter', 'contact'],
  beginByLetter: ['letter', 'contact'],
  qualificationEnded: ['contact', 'top'],
  signInAgain: ['signIn', 'signOut'],
  recovered: ['signIn', 'contact'],
}

function refusals(base: Frame): Record<string, Html> {
  const reasons = Object.keys(texts(base.locale).refused.reasons) as RefusalReason[]
  const one = (reason: RefusalReason) => {
    const model = { reason, exits: EXITS[reason] ?? (['contact'] as const) }
    if (reason === 'letterUsed' || reason === 'invitationUsed')
      return refusedView(base, { ...model, at, notMe: '/not-me/key' })
    return refusedView(reason === 'signInAgain' ? signedIn(base) : base, { ...model, at: null })
  }
  return Object.fromEntries(reasons.map((reason) => [`refused-${reason}`, one(reason)]))
}

function messages(base: Frame): Record<string, Html> {
  const nobody = { ...base, society: { ...base.society, name: '', title: '', productName: '', contact: null } }
  const kinds = Object.keys(texts(base.locale).message.kinds) as MessageKind[]
  const one = (kind: MessageKind) => {
    const detail = {
      retryAt: kind === 'tooMany' ? at : null,
      continueAt: kind === 'outOfOrder' || kind === 'tooMany' ? '/mail' : null,
      reference: kind === 'serverError' || kind === 'tooMany' ? 'k7q2-9fd4' : null,
    }
    return messageView(kind === 'unknownHost' ? nobody : base, { kind, ...detail })
  }
  return Object.fromEntries(kinds.map((kind) => [`message-${kind}`, one(kind)]))
}

import { messageView } from '../../src/web/pages/message/view.ts'
import { refusedView } from '../../src/web/pages/refused/view.ts'
import type { Frame } from '../../src/web/views/frame.ts'
import type { Html } from '../../src/web/views/template.ts'
import { at } from './sample.ts'

export function troubles(base: Frame): Record<string, Html> {
  const nobody = { ...base, society: { ...base.society, name: '', title: '', productName: '', contact: null } }
  return {
    'refused-used': refusedView(base, { reason: 'letterUsed', exits: ['signIn', 'contact'], at }),
    'refused-qualification': refusedView(base, { reason: 'qualificationEnded', exits: ['contact', 'top'], at: null }),
    'message-lost': messageView(base, { kind: 'answerLost', retryAt: null, continueAt: null, reference: null }),
    'message-not-found': messageView(base, { kind: 'notFound', retryAt: null, continueAt: null, reference: null }),
    'message-order': messageView(base, { kind: 'outOfOrder', retryAt: null, continueAt: '/mail', reference: null }),
    'message-many': messageView(base, { kind: 'tooMany', retryAt: at, continueAt: null, reference: 'k7q2-9fd4' }),
    'message-host': messageView(nobody, { kind: 'unknownHost', retryAt: null, continueAt: null, reference: null }),
  }
}

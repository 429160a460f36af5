import type { Hono } from 'hono'
import { signInUnlocked, type UnlockProblem } from '../../../journey/acts/sign-in-unlocked.ts'
import { askUnlock, resendUnlock } from '../../../journey/ask-unlock.ts'
import { wordsIn } from '../../../mail/messages/everyday.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import type { UnlockErrorCode } from '../../../texts/codes.ts'
import { readUnlockRequest, type UnlockRequestCookie, writeUnlockRequest } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import { readSixDigits } from '../../mail-code-model.ts'
import { message } from '../../message.ts'
import { type Form, readForm } from '../../read-form.ts'
import type { Env, PageContext, PageRequest } from '../../request.ts'
import { runEntrance } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type UnlockModel, unlockView } from './view.ts'

/** A locked password opens early: a code to the verified address, then one try (GAP-03, LCK-01). */
export function mountUnlock(app: Hono<Env>): void {
  app.get(paths.unlock, (c) => {
    const request = c.get('page')
    const asked = readUnlockRequest(c, request.society, request.gate.keyring)
    if (!asked) return c.redirect(paths.signIn, 303)
    return c.html(page(request, asked, { resent: c.req.query('sent') === 'again' }))
  })
  app.post(paths.unlock, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const action = form.text('action')
    const asked = readUnlockRequest(c, request.society, request.gate.keyring)
    if (!asked) return c.redirect(paths.signIn, 303)
    if (action === 'again') return sendUnlock(c, request, asked.userId)
    return action === 'resend' ? resend(c, request, asked) : tryPassword(c, request, asked, form)
  })
}

const LONGEST_ID = 255

/** Asks for a code, from the locked answer of the sign-in page or for a new one here, and leads to this page. */
export async function sendUnlock(c: PageContext, request: PageRequest, typed: string): Promise<Response> {
  const { gate, society } = request
  const userId = typed.slice(0, LONGEST_ID)
  const sent = await askUnlock(gate, society, userId)
  if (sent.ok) {
    writeUnlockRequest(c, society, gate.keyring, { id: sent.value.id, userId })
    return c.redirect(paths.unlock, 303)
  }
  if (sent.error.kind === 'notLocked') return c.redirect(paths.signIn, 303)
  const asked = readUnlockRequest(c, society, gate.keyring) ?? { id: '', userId }
  return c.html(page(request, asked, { errors: ['limit'] }), 429)
}

async function resend(c: PageContext, request: PageRequest, asked: UnlockRequestCookie): Promise<Response> {
  const sent = await resendUnlock(request.gate, request.society, asked)
  if (sent.ok) return c.redirect(`${paths.unlock}?sent=again`, 303)
  const error: UnlockErrorCode = sent.error.kind === 'expired' ? 'codeExpired' : sent.error.kind
  const retryAt = sent.error.kind === 'tooEarly' ? sent.error.until : null
  return c.html(page(request, asked, { errors: [error], retryAt }), 422)
}

function tryPassword(
  c: PageContext,
  request: PageRequest,
  asked: UnlockRequestCookie,
  form: Form,
): Response | Promise<Response> {
  const code = readSixDigits(form.text('mailCode'))
  const errors: UnlockErrorCode[] = []
  if ('error' in code) errors.push(code.error === 'missing' ? 'codeMissing' : 'codeShape')
  if (form.text('password') === '') errors.push('passwordMissing')
  if ('error' in code || errors.length > 0) return c.html(page(request, asked, { errors }), 422)
  const handler = signInUnlocked(request.gate, {
    userId: asked.userId,
    requestId: asked.id,
    code: code.code,
    password: form.text('password'),
    browser: describeBrowser(request.visitor.userAgent),
  })
  return runEntrance(c, 'signIn', handler, async (problem) => {
    if (problem.kind === 'busy') c.header('Retry-After', '5')
    const retryAt = 'until' in problem ? problem.until : null
    return c.html(page(request, asked, { errors: [problem.kind], retryAt }), statusOf(problem))
  })
}

function statusOf({ kind }: UnlockProblem): 422 | 429 | 503 {
  if (kind === 'busy') return 503
  return kind === 'tooMany' || kind === 'codeTooMany' ? 429 : 422
}

function page(request: PageRequest, asked: UnlockRequestCookie, notes: Partial<UnlockModel>) {
  const { sender, productName } = request.society.policy
  const { unlockCode, everyMail } = wordsIn(request.locale)
  return unlockView(frameOf(request, paths.unlock), {
    userId: asked.userId,
    sender: sender.address,
    subject: everyMail.subject(productName, unlockCode.title, '…', 1),
    resent: false,
    errors: [],
    retryAt: null,
    ...notes,
  })
}

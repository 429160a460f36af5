import type { Hono } from 'hono'
import { isTemporaryId } from '../../../account/temporary-id.ts'
import { userIdKey } from '../../../account/user-id-rule.ts'
import { type SignInForm, signIn } from '../../../journey/acts/sign-in.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import type { SignInErrorCode, SignInNoticeCode } from '../../../texts/codes.ts'
import { readRemembered, rememberUserId } from '../../cookies.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { pathOf } from '../../path-of.ts'
import { type Form, readForm } from '../../read-form.ts'
import type { Env, PageContext, PageRequest } from '../../request.ts'
import { presentOf, runEntrance } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { sendUnlock } from '../unlock/route.ts'
import type { LockedModel } from './locked.ts'
import { type SignInModel, signInView } from './view.ts'

/** LGN-01…12. */
export function mountSignIn(app: Hono<Env>): void {
  app.get(paths.signIn, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    // `again`: the visit is still there, but a service wants a fresh sign-in; it is replaced by the new one.
    const again = c.req.query('again') === 'yes'
    if (present && present.step.kind !== 'refused' && !again) return c.redirect(pathOf(present.step), 303)
    const userId = remembered(c, request)
    const notice = c.req.query('notice') === 'signedOut' ? 'signedOut' : null
    return c.html(page(request, { userId, rememberMe: userId !== '', notice }))
  })
  app.post(paths.signIn, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    if (form.text('action') === 'unlock') return sendUnlock(c, request, form.text('userId'))
    const typed = { userId: form.text('userId'), rememberMe: form.checked('rememberMe') }
    const missing = missingFields(form)
    if (missing.length > 0) return c.html(page(request, { ...typed, errors: missing }), 422)
    remember(c, request, typed)
    return runEntrance(c, 'signIn', signIn(request.gate, credentials(request, form)), async (problem) => {
      const retryAt = problem.kind === 'tooMany' ? problem.until : null
      const status = problem.kind === 'tooMany' ? 429 : problem.kind === 'busy' ? 503 : 422
      if (problem.kind === 'busy') c.header('Retry-After', '5')
      const locked = problem.kind === 'tooMany' ? lockedModel(form, problem.until) : null
      return c.html(page(request, { ...typed, errors: [problem.kind], retryAt, locked }), status)
    })
  })
}

function credentials(request: PageRequest, form: Form): SignInForm {
  const browser = describeBrowser(request.visitor.userAgent)
  const rememberMe = form.checked('rememberMe')
  return { userId: form.text('userId'), password: form.text('password'), browser, rememberMe }
}

/** A mailed code opens a pause of the password; not what only staff open, nor the ID of a letter. */
function lockedModel(form: Form, until: Instant | null): LockedModel {
  return { until, byMail: until !== null && !isTemporaryId(userIdKey(form.text('userId'))) }
}

function missingFields(form: Form): SignInErrorCode[] {
  const missing: SignInErrorCode[] = []
  if (form.text('userId').trim() === '') missing.push('userIdMissing')
  if (form.text('password') === '') missing.push('passwordMissing')
  return missing
}

function remember(c: PageContext, request: PageRequest, typed: { userId: string; rememberMe: boolean }): void {
  const { society, gate } = request
  const seal = (text: string) => gate.keyring.seal('remembered-id', text.slice(0, 255), [society.id])
  rememberUserId(c, society, typed.rememberMe ? seal : null, typed.userId)
}

function remembered(c: PageContext, { society, gate }: PageRequest): string {
  const sealed = readRemembered(c, society)
  return (sealed && gate.keyring.unseal('remembered-id', sealed, [society.id])) || ''
}

function page(request: PageRequest, model: Partial<SignInModel> & { notice?: SignInNoticeCode | null }) {
  const { signInWith, rememberMe: rememberMeMeans } = request.society.policy
  const empty: SignInModel = {
    userId: '',
    rememberMe: false,
    signInWith,
    letters: true,
    notice: null,
    errors: [],
    retryAt: null,
    rememberMeMeans,
  }
  return signInView(frameOf(request, paths.signIn), { ...empty, ...model })
}

import type { Hono } from 'hono'
import { opensByComputed } from '../../../account/computed-password.ts'
import { authenticationOptions } from '../../../factor/passkey/options.ts'
import { relyingParty } from '../../../factor/passkey/relying-party.ts'
import { readAssertion } from '../../../factor/passkey/response.ts'
import { servesPasskeys } from '../../../factor/passkey/serves-passkeys.ts'
import { signInChallenge } from '../../../factor/passkey/sign-in-challenge.ts'
import { type SignInForm, signIn } from '../../../journey/acts/sign-in.ts'
import { signInWithPasskey } from '../../../journey/acts/sign-in-with-passkey.ts'
import type { Instant } from '../../../kernel/clock.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import { deviceForm } from '../../../session/device-form.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { SignInErrorCode, SignInNoticeCode } from '../../../texts/codes.ts'
import {
  clearChallengeCookie,
  readChallengeCookie,
  readRemembered,
  rememberUserId,
  takeMailNotice,
  writeChallengeCookie,
} from '../../cookies.ts'
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

/** LGN-01…12; where passkeys come first, also the way in without typing anything (WA-08). */
export function mountSignIn(app: Hono<Env>): void {
  app.get(paths.signIn, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    // `again`: the visit is still there, but a service wants a fresh sign-in; it is replaced by the new one.
    const again = c.req.query('again') === 'yes'
    if (present && present.step.kind !== 'refused' && !again) return c.redirect(pathOf(present.step), 303)
    const known = remembered(c, request)
    const userId = request.kept?.typed?.userId ?? known
    const notice = NOTICES.find((known) => known === c.req.query('notice')) ?? null
    const asked = takeMailNotice(c, request.society, request.gate.keyring)
    return c.html(await page(c, request, { userId, rememberMe: known !== '', notice, asked }))
  })
  app.post(paths.signIn, async (c) => {
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    if (form.text('action') === 'unlock') return sendUnlock(c, c.get('page'), form.text('userId'))
    return form.text('credential') === '' ? withPassword(c, form) : withPasskey(c, form)
  })
}

const NOTICES: readonly SignInNoticeCode[] = ['signedOut', 'setUpMethod']

async function withPassword(c: PageContext, form: Form): Promise<Response> {
  const request = c.get('page')
  const typed = { userId: form.text('userId'), rememberMe: form.checked('rememberMe') }
  const missing = missingFields(form)
  if (missing.length > 0) return c.html(await page(c, request, { ...typed, errors: missing }), 422)
  remember(c, request, typed)
  return runEntrance(c, 'signIn', signIn(request.gate, credentials(request, form)), async (problem) => {
    const retryAt = problem.kind === 'tooMany' ? problem.until : null
    const status = problem.kind === 'tooMany' ? 429 : problem.kind === 'busy' ? 503 : 422
    if (problem.kind === 'busy') c.header('Retry-After', '5')
    const locked = problem.kind === 'tooMany' ? lockedModel(problem.until) : null
    return c.html(await page(c, request, { ...typed, errors: [problem.kind], retryAt, locked }), status)
  })
}

/** The challenge of the cookie is spent by this, whatever comes of it: the page that comes back has a new one. */
async function withPasskey(c: PageContext, form: Form): Promise<Response> {
  const request = c.get('page')
  const { society, visitor } = request
  const cookie = readChallengeCookie(c, society)
  const again = async (error: SignInErrorCode) =>
    c.html(await page(c, request, { userId: remembered(c, request), errors: [error] }, 'newChallenge'), 422)
  const answer = readAssertion(form.text('credential'))
  if (!answer) return again('passkeyRefused')
  const handler = signInWithPasskey(society, { answer, cookie, browser: describeBrowser(visitor.userAgent) })
  clearChallengeCookie(c, society)
  return runEntrance(c, 'signIn', handler, ({ kind }) => again(kind))
}

function credentials(request: PageRequest, form: Form): SignInForm {
  const browser = describeBrowser(request.visitor.userAgent)
  const rememberMe = form.checked('rememberMe')
  return { userId: form.text('userId'), password: form.text('password'), browser, rememberMe }
}

/** A mailed code opens a pause of the password; not what only staff open. */
function lockedModel(until: Instant | null): LockedModel {
  return { until, byMail: until !== null }
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

async function page(
  c: PageContext,
  request: PageRequest,
  model: Partial<SignInModel>,
  challenge: 'keepChallenge' | 'newChallenge' = 'keepChallenge',
) {
  const { signInWith, rememberMe: rememberMeMeans } = request.society.policy
  const empty: SignInModel = {
    userId: '',
    rememberMe: false,
    signInWith,
    letters: true,
    notice: null,
    errors: [],
    retryAt: null,
    passkey: await passkeyOffer(c, request, challenge),
    rememberMeMeans,
    former: opensByComputed(request.society, request.gate.clock()),
    sender: request.society.policy.sender.address,
  }
  return signInView(frameOf(request, paths.signIn), { ...empty, ...model })
}

/** Nobody is identified yet: no list of credentials, and the challenge goes into a cookie of this browser alone. */
async function passkeyOffer(
  c: PageContext,
  { gate, society, visitor }: PageRequest,
  challenge: 'keepChallenge' | 'newChallenge',
): Promise<SignInModel['passkey']> {
  if (!(await servesPasskeys(gate.database, society))) return null
  const cookie = challenge === 'keepChallenge' ? readChallengeCookie(c, society) : undefined
  const { userAgent } = visitor
  const offer = signInChallenge(gate.keyring, society.id, cookie, gate.clock())
  writeChallengeCookie(c, society, offer.sealed)
  const options = authenticationOptions(relyingParty(society.policy), offer.challenge)
  return {
    options: JSON.stringify(options),
    inApp: isInAppBrowser(userAgent),
    onComputer: deviceForm(userAgent) === 'computer',
  }
}

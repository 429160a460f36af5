import type { Hono } from 'hono'
import { readTemporaryId } from '../../../account/temporary-id.ts'
import { type LetterForm, openLetter } from '../../../journey/acts/open-letter.ts'
import { plannedSteps } from '../../../journey/planned-steps.ts'
import { parseLetterCode } from '../../../kernel/letter-code.ts'
import { describeBrowser } from '../../../session/describe-browser.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { LetterErrorCode } from '../../../texts/codes.ts'
import { birthDateForm, readBirthDate } from '../../birth-date-form.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import { notMePath } from '../../not-me-path.ts'
import { pathOf } from '../../path-of.ts'
import { type Form, readForm } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { stepName } from '../../step-name.ts'
import { presentOf, runEntrance } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { refusedView } from '../refused/view.ts'
import { type LetterModel, letterView } from './view.ts'

/** The letter: its QR brings ID and code in the fragment, which the browser's script fills in; the birth date is typed. */
export function mountLetter(app: Hono<Env>): void {
  app.get(paths.letter, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, true)
    const continueAt = present && present.step.kind !== 'refused' ? pathOf(present.step) : null
    return c.html(page(request, { continueAt, userId: request.kept?.typed?.userId ?? '' }))
  })
  app.post(paths.letter, async (c) => {
    const request = c.get('page')
    const form = await readForm(c)
    if (!form) return message(c, 'malformed')
    const read = readLetter(request, form)
    const typed = typedFields(request, form)
    if (!read.letter) return c.html(page(request, { ...typed, errors: read.errors }), 422)
    return runEntrance(c, 'openLetter', openLetter(request.gate, read.letter), async (problem) => {
      const frame = frameOf(request, paths.letter)
      switch (problem.kind) {
        case 'used':
          return c.html(
            refusedView(frame, {
              reason: 'letterUsed',
              exits: ['signIn', 'contact'],
              at: problem.at,
              // Whoever has letter and birth date may stop what somebody else began with them.
              notMe: notMePath(request, problem.accountId, problem.at ?? 0),
            }),
            409,
          )
        case 'expired':
          return c.html(refusedView(frame, { reason: 'letterExpired', exits: ['contact', 'signIn'], at: null }), 409)
        case 'replaced':
          return c.html(refusedView(frame, { reason: 'letterReplaced', exits: ['letter', 'contact'], at: null }), 409)
        case 'tooMany':
          return c.html(page(request, { ...typed, errors: ['tooMany'], retryAt: problem.until }), 429)
        case 'busy':
          c.header('Retry-After', '5')
          return c.html(page(request, { ...typed, errors: ['busy'] }), 503)
        case 'noMatch':
          return c.html(page(request, { ...typed, errors: ['noMatch'] }), 422)
      }
    })
  })
}

function typedFields(request: PageRequest, form: Form) {
  const birthDate = readBirthDate(request, form).typed
  return { userId: form.text('userId'), letterCode: form.text('letterCode'), birthDate }
}

/** What can be said without looking anything up: a typo costs no attempt. */
function readLetter(request: PageRequest, form: Form): { letter?: LetterForm; errors: LetterErrorCode[] } {
  const { userId, letterCode } = typedFields(request, form)
  const errors: LetterErrorCode[] = []
  const temporaryId = readTemporaryId(userId)
  if (userId.trim() === '') errors.push('userIdMissing')
  const code = parseLetterCode(letterCode)
  if (!code.ok) errors.push(code.error === 'empty' ? 'letterCodeMissing' : 'letterCodeShape')
  const { date } = readBirthDate(request, form)
  const wrong = request.society.policy.birthDate === 'yearList' ? 'birthDateUnlisted' : 'birthDateShape'
  if (!date.ok) errors.push(date.error === 'empty' ? 'birthDateMissing' : wrong)
  if (errors.length > 0 || !code.ok || !date.ok) return { errors }
  if (!temporaryId) return { errors: ['noMatch'] }
  const browser = describeBrowser(request.visitor.userAgent)
  return { letter: { temporaryId, code: code.value, birthDate: date.value, browser }, errors }
}

function page(request: PageRequest, model: Partial<LetterModel>) {
  const { society, visitor } = request
  const offersPasskey = society.policy.methods.some(({ method }) => method === 'passkey')
  const empty: LetterModel = {
    userId: '',
    letterCode: '',
    birthDate: '',
    birthDateForm: birthDateForm(request),
    errors: [],
    retryAt: null,
    continueAt: null,
    inApp: offersPasskey && isInAppBrowser(visitor.userAgent),
    steps: stepsAhead(request),
  }
  return letterView(frameOf(request, paths.letter), { ...empty, ...model })
}

/** The letter's page is the first of them (FST-18). */
function stepsAhead({ society, gate }: PageRequest): LetterModel['steps'] {
  const steps = plannedSteps(society.policy, gate.clock())
  const names = steps.map(stepName).filter((name) => name !== undefined)
  const now = ['openLetter' as const, ...names].map((name) => ({ name, later: false }))
  const waits = steps.some((step) => step.kind === 'done' && step.portal === 'servicesLocked')
  return waits ? [...now, { name: 'enrol', later: true }] : now
}

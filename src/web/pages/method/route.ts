import type { Hono } from 'hono'
import { FORBIDDEN_CHARACTERS } from '../../../account/forbidden-characters.ts'
import { addressKey, maskAddress } from '../../../account/mail-address-rule.ts'
import { checkUserId, LONGEST_USER_ID, SHORTEST_USER_ID } from '../../../account/user-id-rule.ts'
import { chooseMethod, type MethodProblem } from '../../../journey/acts/choose-method.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { deviceForm } from '../../../session/device-form.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { MethodErrorCode, MethodName, UserIdErrorCode } from '../../../texts/codes.ts'
import { frameOf } from '../../frame-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type MethodOffer, methodView } from './view.ts'

type Notes = {
  readonly userId: string
  readonly chosen: MethodName | null
  readonly userIdErrors: readonly UserIdErrorCode[]
  /** What the allow list does not have (UID-07). */
  readonly badCharacters: readonly string[]
  readonly errors: readonly MethodErrorCode[]
}

/** User ID and method on one form (UID-08…12, UID-44, MTH-01…19). */
export function mountMethod(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.method,
    due: (step) => step.kind === 'chooseMethod',
    overtaken: 'methodChosenElsewhere',
    show: async (request, present, notes) =>
      methodView(frameOf(request, paths.method, present), model(request, present, notes)),
    async submit(request, form, { run, again }) {
      const present = await presentOf(request, true)
      const read = readMethodForm(form, present)
      if ('notes' in read) return again(read.notes)
      return run('chooseMethod', chooseMethod(read), (problem) => explained(problem, form, read.method))
    },
  })
}

function model(request: PageRequest, present: Present, notes: Notes | null) {
  const { step, situation } = present
  if (step.kind !== 'chooseMethod') throw new Error('the page of the method is shown at its step only')
  const { userAgent } = request.visitor
  const onComputer = deviceForm(userAgent) === 'computer'
  const inApp = isInAppBrowser(userAgent)
  const offers = request.society.policy.methods.filter(({ method }) => step.methods.includes(method))
  const userId = {
    value: notes?.userId ?? request.kept?.typed?.userId ?? '',
    required: step.userId === 'required',
    min: SHORTEST_USER_ID,
    max: LONGEST_USER_ID,
    forbidden: FORBIDDEN_CHARACTERS,
    badCharacters: notes?.badCharacters ?? [],
    errors: notes?.userIdErrors ?? [],
  }
  const verified = situation.facts.member?.address?.verifiedAt != null
  return {
    userId: step.userId === 'none' ? null : userId,
    offers: recommending(offers, !onComputer && !inApp),
    onComputer,
    inApp,
    chosen: notes?.chosen ?? (step.methods.length === 1 ? (step.methods[0] ?? null) : null),
    maskedMail: verified && situation.address ? maskAddress(situation.address.address) : null,
    errors: notes?.errors ?? [],
  }
}

/** The society's mark stands (CON-06). Where it has none, a phone is recommended the passkey that it can make itself. */
function recommending(offers: readonly MethodOffer[], makesPasskeys: boolean): MethodOffer[] {
  const isMarked = offers.some(({ recommended }) => recommended)
  return offers.map((offer) => {
    const recommended = isMarked ? offer.recommended : makesPasskeys && offer.method === 'passkey' && offers.length > 1
    return { ...offer, recommended }
  })
}

function readMethodForm(
  form: Form,
  present: Present | undefined,
): { method: MethodName; userId: string | null } | { notes: Notes } {
  const typed = form.text('userId')
  const asked = present?.step.kind === 'chooseMethod' ? present.step.userId : 'none'
  const offered = present?.step.kind === 'chooseMethod' ? present.step.methods : []
  const method = offered.find((name) => name === form.text('method')) ?? null
  const errors: MethodErrorCode[] = method ? [] : [form.text('method') === '' ? 'missing' : 'unavailable']
  const given = asked === 'required' || (asked === 'optional' && typed.trim() !== '')
  const address = present?.situation.facts.member?.address?.verifiedAt ? present.situation.address?.address : undefined
  const checked = given ? checkUserId(typed, address && addressKey(address)) : undefined
  const problems = checked && !checked.ok ? checked.error : []
  const userIdErrors = problems.map(({ kind }) => kind)
  const badCharacters = problems.flatMap((problem) => (problem.kind === 'forbidden' ? problem.characters : []))
  if (!method || userIdErrors.length > 0)
    return { notes: { userId: typed, chosen: method, userIdErrors, badCharacters, errors } }
  return { method, userId: checked?.ok ? checked.value : null }
}

function explained(problem: MethodProblem, form: Form, chosen: MethodName): Notes {
  const typed = { userId: form.text('userId'), chosen, badCharacters: [] }
  switch (problem.kind) {
    case 'unavailable':
      return { ...typed, userIdErrors: [], errors: ['unavailable'] }
    case 'userIdMissing':
      return { ...typed, userIdErrors: ['missing'], errors: [] }
    case 'userIdTaken':
      return { ...typed, userIdErrors: ['taken'], errors: [] }
  }
}

import type { Hono } from 'hono'
import { checkMailAddress } from '../../../account/mail-address-rule.ts'
import { proposedAddress } from '../../../account/propose-address.ts'
import { suggestAddress } from '../../../account/suggest-address.ts'
import { confirmNewMail, dropProposal, proposeMail, resendProposal } from '../../../care/change-mail.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { aimAt } from '../../aim.ts'
import { type CareSubmission, mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import { type MailCodeNotes, mailCodeModel, noted, readSixDigits } from '../../mail-code-model.ts'
import { message } from '../../message.ts'
import { pathOf } from '../../path-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type MailModel, mailView } from '../mail/view.ts'
import { mailCodeView } from '../mail-code/view.ts'

type Notes = Pick<MailModel, 'mail' | 'suggestion' | 'signOutEverywhere' | 'errors' | 'retryAt'>

const aim = aimAt('mail')
const CHANGED = `${paths.profile}?mail=changed`

/** Eメール変更 (EMC-01…05): the new address counts once its code or link was used. */
export function mountProfileMail(app: Hono<Env>): void {
  mountCare<Notes>(app, {
    path: paths.profileMail,
    aim: () => aim,
    async show(request, present, { notes, draft }) {
      const { situation } = present
      const mail = draft?.mail ?? situation.address?.address ?? ''
      const blank: Notes = { mail, suggestion: null, signOutEverywhere: true, errors: [], retryAt: null }
      const signsInByMail = situation.facts.member?.credentials.some(({ factor }) => factor === 'mailCode') ?? false
      return mailView(frameOf(request, paths.profileMail, present), {
        ...(notes ?? blank),
        onFile: false,
        optional: false,
        fixed: null,
        sender: request.society.policy.sender.address,
        change: { signsInByMail },
      })
    },
    async submit(request, form, { change, again }) {
      const wanted = form.text('useSuggestion') || form.text('mail')
      const typed = { mail: wanted, suggestion: null, signOutEverywhere: form.checked('signOutEverywhere') }
      const checked = checkMailAddress(wanted, request.society.policy.mailSyntax)
      if (!checked.ok) return again({ ...typed, errors: checked.error, retryAt: null })
      const meant = form.text('useSuggestion') !== '' || form.text('suggestionSeen') === form.text('mail')
      const suggestion = meant ? undefined : suggestAddress(checked.value)
      if (suggestion) return again({ ...typed, suggestion, errors: [], retryAt: null })
      const handler = proposeMail(request.gate, { address: checked.value, signOutEverywhere: typed.signOutEverywhere })
      return change({ aim, next: paths.profileMailCode, typed: { mail: wanted } }, handler, (problem) => ({
        ...typed,
        errors: [problem.kind === 'taken' || problem.kind === 'same' ? problem.kind : 'tooMany'],
        retryAt: problem.kind === 'resendTooEarly' ? problem.until : null,
      }))
    },
  })
  mountCare<MailCodeNotes>(app, {
    path: paths.profileMailCode,
    aim: () => null,
    async show(request, present, { c, notes }) {
      const proposed = await proposedOf(request, present)
      if (!proposed) return c.redirect(isChanged(present) ? CHANGED : paths.profileMail, 303)
      const model = await mailCodeModel(request, present, 'confirm', notes, proposed)
      const frame = frameOf(request, paths.profileMailCode, present)
      return mailCodeView(frame, { ...model, statePath: paths.profileMailState })
    },
    submit: (request, form, submission) => submitCode(request, form, submission),
  })
  // Polled by the waiting page: it does not wind up the idle clock.
  app.get(paths.profileMailState, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    if (!present) return c.json({ confirmed: true, next: paths.signIn })
    const waits = (await proposedOf(request, present)) !== undefined
    const on = isChanged(present) ? CHANGED : paths.profileMail
    return c.json({ confirmed: !waits, next: present.step.kind === 'done' ? on : pathOf(present.step) })
  })
}

function proposedOf({ gate, society }: PageRequest, { situation }: Present) {
  const owner = { societyId: society.id, accountId: situation.account.id }
  return gate.database.inSociety(society.id, (tx) => proposedAddress(tx, owner, situation.visit.id))
}

/** The address that this visit proposed is the address now. */
const isChanged = ({ situation }: Present): boolean => situation.facts.member?.address?.verifiedInVisit ?? false

async function submitCode(
  request: PageRequest,
  form: Form,
  { c, present, change, again }: CareSubmission<MailCodeNotes>,
): Promise<Response> {
  const { gate } = request
  const here = { aim, next: paths.profileMailCode, needs: 'signIn' as const }
  switch (form.text('action')) {
    case 'resend':
      return change(here, resendProposal(gate), (problem) =>
        problem.kind === 'gone'
          ? noted('expired')
          : noted(problem.kind, problem.kind === 'resendTooEarly' ? problem.until : null),
      )
    case 'otherAddress':
      return change({ ...here, next: paths.profileMail }, dropProposal(), (problem) => problem)
    case 'continue':
      return isChanged(present) ? c.redirect(CHANGED, 303) : again(noted('notYet'))
    case '':
      break
    default:
      return message(c, 'malformed')
  }
  const read = readSixDigits(form.text('mailCode'))
  if ('error' in read) return again(noted(read.error))
  return change(
    { ...here, next: CHANGED },
    confirmNewMail(gate, read.code),
    (problem) =>
      noted(problem.kind === 'taken' ? 'expired' : problem.kind, problem.kind === 'tooMany' ? problem.until : null),
    (problem) => (problem.kind === 'tooMany' ? 429 : 422),
  )
}

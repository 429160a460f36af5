import type { Hono } from 'hono'
import { checkMailAddress, maskAddress } from '../../../account/mail-address-rule.ts'
import { suggestAddress } from '../../../account/suggest-address.ts'
import { confirmMail, onlyOnFile } from '../../../journey/acts/confirm-mail.ts'
import { declineMail } from '../../../journey/acts/decline-mail.ts'
import { begunByComputed } from '../../../journey/evidence.ts'
import { frameOf } from '../../frame-of.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type MailModel, mailView } from './view.ts'

type Notes = Pick<MailModel, 'mail' | 'suggestion' | 'signOutEverywhere' | 'errors' | 'retryAt'>

/** EML-01…14: the address on file is confirmed, or another one given. */
export function mountMail(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.mail,
    due: (step) => step.kind === 'confirmMail',
    async show(request, present, notes) {
      const onFile = present.situation.address
      const { facts } = present.situation
      const fixed = onlyOnFile(facts) ? maskAddress(onFile?.address ?? '') : null
      const optional = !begunByComputed(facts) && request.society.policy.mail === 'optional'
      const sender = request.society.policy.sender.address
      const blank: Notes = {
        mail: request.kept?.typed?.mail ?? onFile?.address ?? '',
        suggestion: null,
        signOutEverywhere: true,
        errors: [],
        retryAt: null,
      }
      const model = {
        ...(notes ?? blank),
        onFile: notes === null && onFile !== null && !request.kept?.typed,
        sender,
        optional,
        fixed,
        elseLetter: begunByComputed(facts),
      }
      return mailView(frameOf(request, paths.mail, present), model)
    },
    async submit(request, form, { run, again }) {
      if (form.text('action') === 'decline') return run('confirmMail', declineMail(), () => needed(form))
      const fixed = await addressOnFile(request)
      const wanted = fixed ?? (form.text('useSuggestion') || form.text('mail'))
      const typed = { mail: wanted, suggestion: null, signOutEverywhere: form.checked('signOutEverywhere') }
      const checked = checkMailAddress(wanted, fixed === null ? request.society.policy.mailSyntax : 'legacy')
      if (!checked.ok) return again({ ...typed, errors: checked.error, retryAt: null })
      const suggestion = fixed === null ? suggestionFor(checked.value, form) : null
      if (suggestion) return again({ ...typed, suggestion, errors: [], retryAt: null })
      const handler = confirmMail(request.gate, { address: checked.value, signOutEverywhere: typed.signOutEverywhere })
      return run('confirmMail', handler, (problem) => ({
        ...typed,
        errors: [problem.kind === 'taken' || problem.kind === 'notOnFile' ? 'taken' : 'tooMany'],
        retryAt: problem.kind === 'resendTooEarly' ? problem.until : null,
      }))
    },
  })
}

/** The address that counts where no other does; null where one may be typed. */
async function addressOnFile(request: PageRequest): Promise<string | null> {
  const situation = (await presentOf(request, true))?.situation
  return situation && onlyOnFile(situation.facts) ? (situation.address?.address ?? null) : null
}

/** Nobody may go on without an address here. */
function needed(form: Form): Notes {
  return { mail: form.text('mail'), suggestion: null, signOutEverywhere: true, errors: ['missing'], retryAt: null }
}

/** A likely slip of the pen is asked about once; whoever sends the same address again means it. */
function suggestionFor(address: string, form: Form): string | null {
  if (form.text('useSuggestion') !== '' || form.text('suggestionSeen') === form.text('mail')) return null
  return suggestAddress(address) ?? null
}

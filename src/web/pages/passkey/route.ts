import type { Hono } from 'hono'
import { signInName } from '../../../account/password-context.ts'
import { openChallenge } from '../../../factor/passkey/challenge.ts'
import { authenticationOptions } from '../../../factor/passkey/options.ts'
import { relyingParty } from '../../../factor/passkey/relying-party.ts'
import { readAssertion } from '../../../factor/passkey/response.ts'
import { type ProvePasskeyProblem, provePasskey } from '../../../journey/acts/prove-passkey.ts'
import { answersHere } from '../../../journey/answers-here.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { deviceForm } from '../../../session/device-form.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { PasskeyProblemCode } from '../../../texts/codes.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { failureOf, problemOf } from '../../passkey-failure.ts'
import { passkeyKind } from '../../passkey-kind.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env, PageRequest } from '../../request.ts'
import { signOutHere } from '../../sign-out-here.ts'
import { mountStep } from '../../step-page.ts'
import { takeMailWay } from '../../take-mail-way.ts'
import { paths } from '../../views/paths.ts'
import { passkeyView } from './view.ts'

type Notes = { readonly problem: PasskeyProblemCode | null }

/** A passkey after the password (PSK-22…30). */
export function mountPasskey(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.passkey,
    due: (step) => step.kind === 'prove' && step.options.includes('passkey'),
    servesAims: true,
    async show(request, present, notes) {
      const { userAgent } = request.visitor
      return passkeyView(frameOf(request, paths.passkey, present), {
        ...(await offerOf(request, present)),
        passkeys: offered(present).map(({ name, transports, createdAt }) => {
          return { name, kind: passkeyKind(transports), createdAt: new Date(createdAt) }
        }),
        onComputer: deviceForm(userAgent) === 'computer',
        inApp: isInAppBrowser(userAgent),
        problem: notes?.problem ?? null,
        others: proveWays(present.step, 'passkey', forAim(request.aim)),
      })
    },
    async submit(request, form, { c, run, again }) {
      if (form.checked('startOver')) {
        await signOutHere(c)
        return c.redirect(paths.signIn, 303)
      }
      if (form.text('way') === 'mailCode') return takeMailWay(c)
      if (form.text('credential') === '') return again({ problem: failureOf(form) })
      const answer = readAssertion(form.text('credential'))
      if (!answer) return again({ problem: 'refused' })
      return run('prove', provePasskey(request.society, answer), (problem) => ({ problem: explained(problem) }))
    },
  })
}

async function offerOf({ gate, society }: PageRequest, present: Present) {
  const { situation } = present
  const { visit, account, address } = situation
  return gate.database.inSociety(society.id, async (tx) => {
    const at = { societyId: society.id, visitId: visit.id, ceremony: 'prove' as const }
    const challenge = await openChallenge(tx, at, gate.clock())
    const options = authenticationOptions(relyingParty(society.policy), challenge, offered(present))
    const userId = (await signInName(tx, society.id, account.id)) ?? address?.address ?? account.name
    return { options: JSON.stringify(options), userId }
  })
}

const offered = ({ situation }: Present) => situation.passkeys.filter(({ id }) => answersHere(situation.facts, id))

function explained(problem: ProvePasskeyProblem): PasskeyProblemCode | null {
  if (problem.kind === 'refused') return problemOf(problem.because)
  return problem.kind === 'notDue' ? null : problem.kind
}

import type { Hono } from 'hono'
import { readRegistration } from '../../../factor/passkey/response.ts'
import { chooseInstead } from '../../../journey/acts/choose-instead.ts'
import { enrolPasskey } from '../../../journey/acts/enrol-passkey.ts'
import { isFoundingVisit, living } from '../../../journey/evidence.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { usableMethods } from '../../../journey/methods.ts'
import { deviceForm } from '../../../session/device-form.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { MethodName, PasskeyProblemCode } from '../../../texts/codes.ts'
import { frameOf } from '../../frame-of.ts'
import { failureOf } from '../../passkey-failure.ts'
import { explainedPasskey, passkeyOffer, thisDevice } from '../../passkey-set-up.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { enrolPasskeyView } from './view.ts'

type Notes = { readonly problem: PasskeyProblemCode | null; readonly signOutEverywhere: boolean }

/** Setting up a passkey (PSK-01…21, PSK-32): whatever goes wrong comes back here, with 再試行 and the next method. */
export function mountEnrolPasskey(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.enrolPasskey,
    due: (step) => step.kind === 'enrol' && step.method === 'passkey',
    async show(request, present, notes) {
      const { policy } = request.society
      const { userAgent } = request.visitor
      const first = policy.passkey === 'first'
      const boxShown = !first || !isFoundingVisit(present.situation.facts)
      return enrolPasskeyView(frameOf(request, paths.enrolPasskey, present), {
        options: JSON.stringify(await passkeyOffer(request, present)),
        first,
        device: deviceForm(userAgent),
        inApp: isInAppBrowser(userAgent),
        signOutEverywhere: boxShown ? (notes?.signOutEverywhere ?? true) : null,
        problem: notes?.problem ?? null,
        instead: nextMethod(present),
      })
    },
    async submit(request, form, { run, again }) {
      const instead = (['totp', 'mailCode'] as const).find((method) => method === form.text('method'))
      const signOutEverywhere = form.checked('signOutEverywhere')
      if (instead) return run('enrol', chooseInstead('passkey', instead), () => ({ problem: null, signOutEverywhere }))
      if (form.text('credential') === '') return again({ problem: failureOf(form), signOutEverywhere })
      const answer = readRegistration(form.text('credential'))
      if (!answer) return again({ problem: 'refused', signOutEverywhere })
      const device = thisDevice(request)
      const handler = enrolPasskey(request.society, { answer, device, signOutEverywhere })
      return run('enrol', handler, (problem) => ({ problem: explainedPasskey(problem), signOutEverywhere }))
    },
  })
}

/** The method that the member has already, else the first other one that is offered: one button, not a list. */
function nextMethod({ situation }: Present): MethodName | null {
  const { facts } = situation
  const owned = living(facts).flatMap(({ factor }) => (factor === 'password' ? [] : [factor]))
  return [...owned, ...usableMethods(facts)].find((method) => method !== 'passkey') ?? null
}

import type { Hono } from 'hono'
import { addPasskey } from '../../../care/add-passkey.ts'
import { readRegistration } from '../../../factor/passkey/response.ts'
import { deviceForm } from '../../../session/device-form.ts'
import { isInAppBrowser } from '../../../session/in-app-browser.ts'
import type { PasskeyProblemCode } from '../../../texts/codes.ts'
import { aimAt } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import { failureOf } from '../../passkey-failure.ts'
import { explainedPasskey, passkeyOffer, thisDevice } from '../../passkey-set-up.ts'
import type { Env } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { enrolPasskeyView } from '../enrol-passkey/view.ts'

type Notes = { readonly problem: PasskeyProblemCode | null; readonly signOutEverywhere: boolean }

const aim = aimAt('passkey')

/** One more passkey (LMP-07, PSK-02, PSK-03): the same page as in the sitting, with a way back. */
export function mountAddPasskey(app: Hono<Env>): void {
  mountCare<Notes>(app, {
    path: paths.addPasskey,
    aim: () => aim,
    async show(request, present, { notes }) {
      const { userAgent } = request.visitor
      return enrolPasskeyView(frameOf(request, paths.addPasskey, present), {
        options: JSON.stringify(await passkeyOffer(request, present)),
        first: false,
        device: deviceForm(userAgent),
        inApp: isInAppBrowser(userAgent),
        signOutEverywhere: notes?.signOutEverywhere ?? true,
        problem: notes?.problem ?? null,
        instead: null,
        back: paths.signInMethods,
      })
    },
    async submit(request, form, { change, again }) {
      const signOutEverywhere = form.checked('signOutEverywhere')
      if (form.text('credential') === '') return again({ problem: failureOf(form), signOutEverywhere })
      const answer = readRegistration(form.text('credential'))
      if (!answer) return again({ problem: 'refused', signOutEverywhere })
      const device = thisDevice(request)
      const handler = addPasskey(request.society, { answer, device, signOutEverywhere })
      return change({ aim, next: `${paths.signInMethods}?done=added` }, handler, (problem) => ({
        problem: explainedPasskey(problem),
        signOutEverywhere,
      }))
    },
  })
}

import type { Hono } from 'hono'
import { checkDeviceName } from '../../../account/device-name.ts'
import { namePasskey } from '../../../journey/acts/name-passkey.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { type PasskeyNameModel, passkeyNameView } from './view.ts'

/** The name of a new passkey, where the society asks for one (PSK-07…13). */
export function mountPasskeyName(app: Hono<Env>): void {
  mountStep<PasskeyNameModel>(app, {
    path: paths.passkeyName,
    due: (step) => step.kind === 'namePasskey',
    servesAims: true,
    show: async (request, present, notes) =>
      passkeyNameView(frameOf(request, paths.passkeyName, present), notes ?? { name: null, errors: [] }),
    async submit(_, form, { run, again }) {
      const typed = form.text('passkeyName')
      const name = checkDeviceName(typed)
      if (!name.ok) return again({ name: typed, errors: [name.error] })
      return run('namePasskey', namePasskey(name.value), ({ kind }) => ({ name: typed, errors: [kind] }))
    },
  })
}

import type { Hono } from 'hono'
import { checkDeviceName } from '../../../account/device-name.ts'
import { type OwnDevice, ownDevice } from '../../../care/own-device.ts'
import { keptBecause, removeDevice } from '../../../care/remove-device.ts'
import { renameDevice } from '../../../care/rename-device.ts'
import type { Present } from '../../../journey/find-visit.ts'
import type { DeviceErrorCode } from '../../../texts/codes.ts'
import { aimAt, aimAtDeletion } from '../../aim.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import type { Env, PageContext, PageRequest } from '../../request.ts'
import { paths } from '../../views/paths.ts'
import { type DeleteModel, deleteView, goneView, renameView } from './view.ts'

type Notes = { readonly name: string; readonly errors: readonly DeviceErrorCode[] }

const idOf = (c: PageContext): string => c.req.param('id') ?? ''

/** The name of a device (LMP-12) and its deletion (LMP-16…23). Anybody else's device, or one that is gone, is no device here. */
export function mountDevice(app: Hono<Env>): void {
  mountRename(app)
  mountDelete(app)
}

function mountRename(app: Hono<Env>): void {
  mountCare<Notes | 'gone'>(app, {
    path: `${paths.devices}/:id`,
    aim: (c) => (aimAtDeletion(idOf(c)) ? null : 'notFound'),
    async show(request, present, { c, notes }) {
      const device = ownDevice(present.situation, idOf(c))
      if (!device || device.factor === 'mailCode' || notes === 'gone') return gone(c, request, present)
      const frame = frameOf(request, `${paths.devices}/${device.id}`, present)
      return renameView(frame, notes ?? { name: device.name ?? '', errors: [] })
    },
    async submit(_, form, { c, change, again }) {
      const typed = form.text('name')
      const name = checkDeviceName(typed)
      if (!name.ok) return again({ name: typed, errors: [name.error] })
      const here = { aim: aimAt('list'), next: `${paths.signInMethods}?done=renamed` }
      return change(here, renameDevice(idOf(c), name.value), ({ kind }) =>
        kind === 'gone' ? kind : { name: typed, errors: [kind] },
      )
    },
  })
}

function mountDelete(app: Hono<Env>): void {
  mountCare<DeleteModel['kept'] | 'gone'>(app, {
    path: `${paths.devices}/:id/delete`,
    aim: (c) => aimAtDeletion(idOf(c)) ?? 'notFound',
    async show(request, present, { c, notes }) {
      const device = ownDevice(present.situation, idOf(c))
      if (!device || notes === 'gone') return gone(c, request, present)
      const frame = frameOf(request, `${paths.devices}/${device.id}/delete`, present)
      return deleteView(frame, {
        name: device.name,
        what: device.factor === 'mailCode' ? 'method' : 'device',
        kept: keptBecause(present.situation.facts, device.id),
        addPath: addPathOf(device),
      })
    },
    async submit(_request, _form, { c, change }) {
      const aim = aimAtDeletion(idOf(c)) ?? aimAt('list')
      return change({ aim, next: `${paths.signInMethods}?done=deleted` }, removeDevice(idOf(c)), ({ kind }) => kind)
    },
  })
}

/** Where there is another one of the kind; beside mailed codes the list, which offers every method. */
function addPathOf({ factor }: OwnDevice): string {
  if (factor === 'mailCode') return paths.signInMethods
  return factor === 'totp' ? paths.addTotp : paths.addPasskey
}

/** A page that has grown stale: the list is behind it. */
function gone(c: PageContext, request: PageRequest, present: Present): Response | Promise<Response> {
  return c.html(goneView(frameOf(request, paths.signInMethods, present)), 410)
}

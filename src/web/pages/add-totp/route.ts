import type { Hono } from 'hono'
import { proposeDeviceName } from '../../../account/device-name.ts'
import { addApp } from '../../../care/add-app.ts'
import { qrPng } from '../../../factor/totp/qr.ts'
import { aimAt } from '../../aim.ts'
import { type AppNotes, appOffer, explainedApp, readAppForm } from '../../app-set-up.ts'
import { mountCare } from '../../care-page.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import type { Env } from '../../request.ts'
import { presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { enrolTotpView } from '../enrol-totp/view.ts'

const aim = aimAt('totp')

/** One more authenticator app (LMP-08…10, DIF-05): the same page as in the sitting, with a way back. */
export function mountAddTotp(app: Hono<Env>): void {
  mountCare<AppNotes>(app, {
    path: paths.addTotp,
    aim: () => aim,
    async show(request, present, { notes }) {
      const deviceName = proposeDeviceName(request.visitor.userAgent, request.locale)
      const blank: AppNotes = { otp: '', deviceName, signOutEverywhere: true, errors: [], clockOffSeconds: null }
      return enrolTotpView(frameOf(request, paths.addTotp, present), {
        ...(await appOffer(request, present)),
        qrPngPath: paths.addTotpQr,
        retryAt: null,
        instead: [],
        back: paths.signInMethods,
        ...(notes ?? blank),
      })
    },
    async submit(request, form, { change, again }) {
      const { otp, name, notes } = readAppForm(form)
      if (notes.errors.length > 0) return again(notes)
      const handler = addApp(request.gate, { otp, deviceName: name, signOutEverywhere: notes.signOutEverywhere })
      return change({ aim, next: `${paths.signInMethods}?done=added` }, handler, (problem) => ({
        ...notes,
        ...explainedApp(problem),
      }))
    },
  })
  app.get(paths.addTotpQr, async (c) => {
    const request = { ...c.get('page'), aim }
    const present = await presentOf(request, false)
    if (present?.step.kind !== 'done') return message(c, 'notFound')
    const { otpauthUri } = await appOffer(request, present)
    return c.body(qrPng(otpauthUri), 200, { 'Content-Type': 'image/png' })
  })
}

import type { Hono } from 'hono'
import { proposeDeviceName } from '../../../account/device-name.ts'
import { qrPng } from '../../../factor/totp/qr.ts'
import { chooseInstead } from '../../../journey/acts/choose-instead.ts'
import { enrolTotp } from '../../../journey/acts/enrol-totp.ts'
import type { Method } from '../../../journey/facts.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { usableMethods } from '../../../journey/methods.ts'
import type { Step } from '../../../journey/step.ts'
import { type AppNotes, appOffer, explainedApp, readAppForm } from '../../app-set-up.ts'
import { frameOf } from '../../frame-of.ts'
import { message } from '../../message.ts'
import type { Env } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { enrolTotpView } from './view.ts'

const isDue = (step: Step): boolean => step.kind === 'enrol' && step.method === 'totp'

/** Setting up an authenticator app (OTP-01…38, OTD). The secret stays the same through reloads until it is bound. */
export function mountEnrolTotp(app: Hono<Env>): void {
  mountStep<AppNotes>(app, {
    path: paths.enrolTotp,
    due: isDue,
    async show(request, present, notes) {
      const offer = await appOffer(request, present)
      const deviceName = proposeDeviceName(request.visitor.userAgent, request.locale)
      const blank: AppNotes = { otp: '', deviceName, signOutEverywhere: true, errors: [], clockOffSeconds: null }
      return enrolTotpView(frameOf(request, paths.enrolTotp, present), {
        ...offer,
        qrPngPath: paths.enrolTotpQr,
        retryAt: null,
        instead: otherMethods(present),
        ...(notes ?? blank),
      })
    },
    async submit(request, form, { run, again }) {
      const read = readAppForm(form)
      const instead = (['passkey', 'mailCode'] as const).find((method) => method === form.text('method'))
      if (instead) return run('enrol', chooseInstead('totp', instead), () => read.notes)
      if (read.notes.errors.length > 0) return again(read.notes)
      const handler = enrolTotp(request.gate, {
        otp: read.otp,
        deviceName: read.name,
        signOutEverywhere: read.notes.signOutEverywhere,
      })
      return run('enrol', handler, (problem) => ({ ...read.notes, ...explainedApp(problem) }))
    },
  })
  app.get(paths.enrolTotpQr, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    if (!present || !isDue(present.step)) return message(c, 'notFound')
    const { otpauthUri: uri } = await appOffer(request, present)
    return c.body(qrPng(uri), 200, { 'Content-Type': 'image/png' })
  })
}

function otherMethods({ situation }: Present): Method[] {
  return usableMethods(situation.facts).filter((method) => method !== 'totp')
}

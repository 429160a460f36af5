import type { Hono } from 'hono'
import { checkDeviceName, proposeDeviceName } from '../../../account/device-name.ts'
import { signInName } from '../../../account/password-context.ts'
import { otpauthUri } from '../../../factor/totp/otpauth-uri.ts'
import { pendingSecret } from '../../../factor/totp/pending-secret.ts'
import { qrPng } from '../../../factor/totp/qr.ts'
import { chooseInstead } from '../../../journey/acts/choose-instead.ts'
import { type EnrolTotpProblem, enrolTotp } from '../../../journey/acts/enrol-totp.ts'
import { living } from '../../../journey/evidence.ts'
import type { Method } from '../../../journey/facts.ts'
import type { Present } from '../../../journey/find-visit.ts'
import { offeredMethods } from '../../../journey/methods.ts'
import type { Step } from '../../../journey/step.ts'
import type { EnrolTotpErrorCode } from '../../../texts/codes.ts'
import { frameOf } from '../../frame-of.ts'
import { readSixDigits } from '../../mail-code-model.ts'
import { message } from '../../message.ts'
import type { Form } from '../../read-form.ts'
import type { Env, PageRequest } from '../../request.ts'
import { mountStep, presentOf } from '../../step-page.ts'
import { paths } from '../../views/paths.ts'
import { enrolTotpView } from './view.ts'

type Notes = {
  readonly otp: string
  readonly deviceName: string
  readonly signOutEverywhere: boolean
  readonly errors: readonly EnrolTotpErrorCode[]
  readonly clockOffSeconds: number | null
}

const isDue = (step: Step): boolean => step.kind === 'enrol' && step.method === 'totp'

/** Setting up an authenticator app (OTP-01…38, OTD). The secret stays the same through reloads until it is bound. */
export function mountEnrolTotp(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.enrolTotp,
    due: isDue,
    async show(request, present, notes) {
      const offer = await offerOf(request, present)
      const deviceName = proposeDeviceName(request.visitor.userAgent, request.locale)
      const blank: Notes = { otp: '', deviceName, signOutEverywhere: true, errors: [], clockOffSeconds: null }
      return enrolTotpView(frameOf(request, paths.enrolTotp, present), {
        ...offer,
        qrPngPath: paths.enrolTotpQr,
        retryAt: null,
        passkeyOffered:
          owns(present, 'passkey') || (request.society.policy.passkey === 'first' && isOffered(present, 'passkey')),
        ...(notes ?? blank),
      })
    },
    async submit(request, form, { run, again }) {
      const read = readEnrolForm(form)
      if (form.text('method') === 'passkey') return run('enrol', chooseInstead('passkey'), () => read.notes)
      if (read.notes.errors.length > 0) return again(read.notes)
      const handler = enrolTotp(request.gate, {
        otp: read.otp,
        deviceName: read.name,
        signOutEverywhere: read.notes.signOutEverywhere,
      })
      return run('enrol', handler, (problem) => ({ ...read.notes, ...explained(problem) }))
    },
  })
  app.get(paths.enrolTotpQr, async (c) => {
    const request = c.get('page')
    const present = await presentOf(request, false)
    if (!present || !isDue(present.step)) return message(c, 'notFound')
    const { otpauthUri: uri } = await offerOf(request, present)
    return c.body(qrPng(uri), 200, { 'Content-Type': 'image/png' })
  })
}

const owns = ({ situation }: Present, method: Method): boolean =>
  living(situation.facts).some(({ factor }) => factor === method)

function isOffered({ situation }: Present, method: Method): boolean {
  const { policy, now } = situation.facts
  return offeredMethods(policy, now).includes(method)
}

async function offerOf({ gate, society }: PageRequest, { situation }: Present) {
  const { visit, account, address } = situation
  const issuer = society.policy.title
  return gate.database.inSociety(society.id, async (tx) => {
    const secret = await pendingSecret(tx, gate.keyring, society.id, visit.id, gate.clock())
    const accountName = (await signInName(tx, society.id, account.id)) ?? address?.address ?? account.name
    return { secret, issuer, accountName, otpauthUri: otpauthUri({ issuer, account: accountName, secret }) }
  })
}

function readEnrolForm(form: Form): { otp: string; name: string; notes: Notes } {
  const code = readSixDigits(form.text('otp'))
  const name = checkDeviceName(form.text('deviceName'))
  const errors: EnrolTotpErrorCode[] = []
  if ('error' in code) errors.push(code.error === 'missing' ? 'otpMissing' : 'otpShape')
  if (!name.ok) errors.push(name.error === 'missing' ? 'deviceNameMissing' : 'deviceNameTooLong')
  const notes: Notes = {
    otp: form.text('otp'),
    deviceName: form.text('deviceName'),
    signOutEverywhere: form.checked('signOutEverywhere'),
    errors,
    clockOffSeconds: null,
  }
  return { otp: 'code' in code ? code.code : '', name: name.ok ? name.value : '', notes }
}

function explained(problem: EnrolTotpProblem): Pick<Notes, 'errors' | 'clockOffSeconds'> {
  if (problem.kind === 'notDue') return { errors: [], clockOffSeconds: null }
  if (problem.kind !== 'clock') {
    return { errors: [problem.kind], clockOffSeconds: null }
  }
  const error: EnrolTotpErrorCode = problem.driftSeconds > 0 ? 'clockFast' : 'clockSlow'
  return { errors: [error], clockOffSeconds: Math.abs(problem.driftSeconds) }
}

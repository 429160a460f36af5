import type { Hono } from 'hono'
import { type ProveTotpProblem, proveTotp } from '../../../journey/acts/prove-totp.ts'
import { answersHere } from '../../../journey/answers-here.ts'
import type { OtpErrorCode } from '../../../texts/codes.ts'
import { forAim } from '../../aim.ts'
import { frameOf } from '../../frame-of.ts'
import { readSixDigits } from '../../mail-code-model.ts'
import { proveWays } from '../../prove-ways.ts'
import type { Env } from '../../request.ts'
import { mountStep } from '../../step-page.ts'
import { takeMailWay } from '../../take-mail-way.ts'
import { paths } from '../../views/paths.ts'
import { type OtpModel, otpView } from './view.ts'

type Notes = Omit<OtpModel, 'devices' | 'others'>

/** A code of an authenticator app at sign-in (OTP-39…44, LMP-11…15). */
export function mountOtp(app: Hono<Env>): void {
  mountStep<Notes>(app, {
    path: paths.otp,
    due: (step) => step.kind === 'prove' && step.options.includes('totp'),
    servesAims: true,
    async show(request, present, notes) {
      const blank: Notes = { chosen: null, errors: [], clockOffSeconds: null, retryAt: null }
      return otpView(frameOf(request, paths.otp, present), {
        ...(notes ?? blank),
        devices: present.situation.devices.filter(({ id }) => answersHere(present.situation.facts, id)),
        others: proveWays(present.step, 'totp', forAim(request.aim)),
      })
    },
    async submit(request, form, { c, run, again }) {
      if (form.text('way') === 'mailCode') return takeMailWay(c)
      const device = form.text('device') || null
      const read = readSixDigits(form.text('otp'))
      if ('error' in read) return again({ chosen: device, errors: [read.error], clockOffSeconds: null, retryAt: null })
      return run(
        'prove',
        proveTotp(request.gate, { otp: read.code, device }),
        (problem) => ({ chosen: device, ...explained(problem) }),
        (problem) => (problem.kind === 'tooMany' ? 429 : 422),
      )
    },
  })
}

function explained(problem: ProveTotpProblem): Omit<Notes, 'chosen'> {
  const plain = (error: OtpErrorCode) => ({ errors: [error], clockOffSeconds: null, retryAt: null })
  if (problem.kind === 'tooMany') return { ...plain('tooMany'), retryAt: problem.until }
  if (problem.kind !== 'clock') return plain(problem.kind)
  const error: OtpErrorCode = problem.driftSeconds > 0 ? 'clockFast' : 'clockSlow'
  return { ...plain(error), clockOffSeconds: Math.abs(problem.driftSeconds) }
}

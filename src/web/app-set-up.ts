import { checkDeviceName } from '../account/device-name.ts'
import { signInName } from '../account/password-context.ts'
import { otpauthUri } from '../factor/totp/otpauth-uri.ts'
import { pendingSecret } from '../factor/totp/pending-secret.ts'
import type { EnrolTotpProblem } from '../journey/acts/enrol-totp.ts'
import type { Present } from '../journey/find-visit.ts'
import type { EnrolTotpErrorCode } from '../texts/codes.ts'
import { readSixDigits } from './mail-code-model.ts'
import type { Form } from './read-form.ts'
import type { PageRequest } from './request.ts'

/** What both pages that set up an app add to themselves: in the sitting, and for one more device. */
export type AppNotes = {
  readonly otp: string
  readonly deviceName: string
  readonly signOutEverywhere: boolean
  readonly errors: readonly EnrolTotpErrorCode[]
  readonly clockOffSeconds: number | null
}

/** The secret that this visit offers to an app, with everything the page shows of it. */
export async function appOffer({ gate, society }: PageRequest, { situation }: Present) {
  const { visit, account, address } = situation
  const issuer = society.policy.title
  return gate.database.inSociety(society.id, async (tx) => {
    const secret = await pendingSecret(tx, gate.keyring, society.id, visit.id, gate.clock())
    const accountName = (await signInName(tx, society.id, account.id)) ?? address?.address ?? account.name
    return { secret, issuer, accountName, otpauthUri: otpauthUri({ issuer, account: accountName, secret }) }
  })
}

/** The form of the set-up; with errors where it is incomplete. */
export function readAppForm(form: Form): { otp: string; name: string; notes: AppNotes } {
  const code = readSixDigits(form.text('otp'))
  const name = checkDeviceName(form.text('deviceName'))
  const errors: EnrolTotpErrorCode[] = []
  if ('error' in code) errors.push(code.error === 'missing' ? 'otpMissing' : 'otpShape')
  if (!name.ok) errors.push(name.error === 'missing' ? 'deviceNameMissing' : 'deviceNameTooLong')
  const notes: AppNotes = {
    // A code is never kept: it will be another one soon.
    otp: '',
    deviceName: form.text('deviceName'),
    signOutEverywhere: form.checked('signOutEverywhere'),
    errors,
    clockOffSeconds: null,
  }
  return { otp: 'code' in code ? code.code : '', name: name.ok ? name.value : '', notes }
}

/** What a refusal is called on the page. */
export function explainedApp(problem: EnrolTotpProblem): Pick<AppNotes, 'errors' | 'clockOffSeconds'> {
  if (problem.kind === 'notDue') return { errors: [], clockOffSeconds: null }
  if (problem.kind !== 'clock') {
    return { errors: [problem.kind], clockOffSeconds: null }
  }
  const error: EnrolTotpErrorCode = problem.driftSeconds > 0 ? 'clockFast' : 'clockSlow'
  return { errors: [error], clockOffSeconds: Math.abs(problem.driftSeconds) }
}

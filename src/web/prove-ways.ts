import type { Factor } from '../journey/facts.ts'
import type { Step } from '../journey/step.ts'
import type { ProveWay } from './views/other-ways.ts'
import { paths } from './views/paths.ts'

/** The pages on which something owned is shown. */
const PAGES: Partial<Record<Factor, ProveWay>> = {
  passkey: { method: 'passkey', href: paths.passkey },
  password: { method: 'password', href: paths.provePassword },
  totp: { method: 'totp', href: paths.otp },
  mailCode: { method: 'mailCode', href: paths.mailOtp },
  recoveryCode: { method: 'recoveryCode', href: paths.recoveryCode },
}

/** Where a proof that is asked for can be given, the way used last first; `except` is the page that asks. */
export function proveWays(step: Step, except: ProveWay['method'] | null = null): ProveWay[] {
  if (step.kind !== 'prove') return []
  return step.options.flatMap((factor) => PAGES[factor] ?? []).filter(({ method }) => method !== except)
}

import type { Step } from '../journey/step.ts'
import type { ProveWay } from './views/other-ways.ts'
import { paths } from './views/paths.ts'

/** The pages on which something owned is shown, in the order in which they are offered. */
const PAGES: readonly ProveWay[] = [
  { method: 'passkey', href: paths.passkey },
  { method: 'password', href: paths.provePassword },
  { method: 'totp', href: paths.otp },
  { method: 'mailCode', href: paths.mailOtp },
]

/** Where a proof that is asked for can be given; `except` is the page that asks. */
export function proveWays(step: Step, except: ProveWay['method'] | null = null): ProveWay[] {
  if (step.kind !== 'prove') return []
  return PAGES.filter(({ method }) => step.options.includes(method) && method !== except)
}

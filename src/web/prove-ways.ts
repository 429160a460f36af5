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

/** Where a proof that is asked for can be given; `except` is the page that asks, `ending` what its address ends with. */
export function proveWays(step: Step, except: ProveWay['method'] | null = null, ending = ''): ProveWay[] {
  if (step.kind !== 'prove') return []
  const due = PAGES.filter(({ method }) => step.options.includes(method))
  const offered = due.filter(({ method }) => method !== except && replaces(method, except))
  return offered.map(({ method, href }) => ({ method, href: `${href}${ending}` }))
}

/** A code goes with the password and does not stand for it: only a passkey, which is both, is another way than the password. */
function replaces(method: ProveWay['method'], asked: ProveWay['method'] | null): boolean {
  if (asked === 'password') return method === 'passkey'
  return asked === null || asked === 'passkey' || method !== 'password'
}

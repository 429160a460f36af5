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

/**
 * Where a proof that is asked for can be given, the way used last first, but the password before the code that goes with
 * it (RAU-03, RAU-04); `except` is the page that asks, `ending` what its address ends with.
 */
export function proveWays(step: Step, except: ProveWay['method'] | null = null, ending = ''): ProveWay[] {
  if (step.kind !== 'prove') return []
  const ways = step.options.flatMap((factor) => PAGES[factor] ?? [])
  const [first] = ways
  const codes = first?.method === 'totp' || first?.method === 'mailCode'
  const ordered = codes ? ways.toSorted((one, other) => rank(one) - rank(other)) : ways
  const offered = ordered.filter(({ method }) => method !== except && replaces(method, except))
  return offered.map(({ method, href }) => ({ method, href: `${href}${ending}` }))
}

const rank = ({ method }: ProveWay): number => (method === 'password' ? 0 : 1)

/** A code goes with the password and does not stand for it: only a passkey, which is both, is another way than the password. */
function replaces(method: ProveWay['method'], asked: ProveWay['method'] | null): boolean {
  if (asked === 'password') return method === 'passkey'
  return asked === null || asked === 'passkey' || method !== 'password'
}

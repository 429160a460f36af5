import type { Instant } from '../kernel/clock.ts'
import type { Credential } from './facts.ts'
import { instant, type Row } from './situation-query.ts'

/** In the order in which they are offered: the method that was used last comes first, the password after all of them. */
export function credentialsOf(row: Row): Credential[] {
  const methods = [...row.passkeys.map(toOwned('passkey')), ...row.devices.map(toOwned('totp')), ...mailMethodOf(row)]
  const here = (visitId: string | null) => visitId === row.visit.id
  const credentials = methods
    .toSorted((one, other) => (other.usedAt ?? other.boundAt) - (one.usedAt ?? one.boundAt))
    .map(({ id, factor, boundAt, visits, roots }): Credential => {
      return { id, factor, boundAt, boundInVisit: visits.some(here), roots }
    })
  const { password } = row
  if (!password) return credentials
  const { set_at, bound_visit_id, roots } = password
  const boundInVisit = here(bound_visit_id)
  return [...credentials, { id: 'password', factor: 'password', boundAt: Date.parse(set_at), boundInVisit, roots }]
}

type Owned = Omit<Credential, 'boundInVisit'> & {
  /** The visits in which it came to be. */
  readonly visits: readonly (string | null)[]
  readonly usedAt: Instant | null
}

const toOwned =
  (factor: 'passkey' | 'totp') =>
  ({ id, created_at, last_used_at, bound_visit_id, roots }: Row['passkeys' | 'devices'][number]): Owned => {
    return {
      id,
      factor,
      boundAt: Date.parse(created_at),
      visits: [bound_visit_id],
      roots,
      usedAt: instant(last_used_at),
    }
  }

/** Worth what the address is worth, and no older than it. */
function mailMethodOf({ mail_method: method, address }: Row): Owned[] {
  if (!method || !address?.verified_at) return []
  const { id, verified_at, verified_visit_id, roots } = address
  const boundAt = Math.max(Date.parse(method.bound_at), Date.parse(verified_at))
  const visits = [method.bound_visit_id, verified_visit_id]
  return [{ id, factor: 'mailCode', boundAt, visits, roots, usedAt: instant(method.last_used_at) }]
}

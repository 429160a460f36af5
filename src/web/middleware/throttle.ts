import type { MiddlewareHandler } from 'hono'
import { giveBackToNetworks, type Network, takeFromNetworks } from '../../account/network-budget.ts'
import { clientAddress, NETWORK_POLICY, type NetworkPolicy, networksOf } from '../client-network.ts'
import { readKnownBrowsers } from '../cookies.ts'
import { keepIdentifier } from '../kept.ts'
import { message } from '../message.ts'
import type { Env, PageContext } from '../request.ts'
import { paths } from '../views/paths.ts'

/** How a node tells networks apart. */
export type NetworkOptions = {
  readonly proxies: Parameters<typeof clientAddress>[2]
  readonly policy?: NetworkPolicy
}

/** Posts at which nothing can be guessed; ending a sign-in never waits (invariant 13). */
const HARMLESS: readonly string[] = [paths.signOut, paths.stay]

/**
 * The first throttle: every post is counted for its network before anything of it is looked at, and given back when it was
 * no failure. Who is turned away finds the identifier again on the page of the form. A browser that has completed a sign-in here pays from a budget of its own, so that its neighbours' failures
 * never turn it away (invariant 11).
 */
export function throttleNetworks({ proxies, policy = NETWORK_POLICY }: NetworkOptions): MiddlewareHandler<Env> {
  return async (c, next) => {
    if (c.req.method !== 'POST' || HARMLESS.includes(c.req.path)) return next()
    const { gate } = c.get('page')
    const networks = ownBudget(c, policy) ?? networksOf(addressOf(c, proxies), policy)
    const now = gate.clock()
    const budget = await takeFromNetworks(gate.database, gate.keyring, networks, now)
    if (!budget.allowed) {
      c.header('Retry-After', String(Math.max(1, Math.ceil((budget.until - now) / 1000))))
      const kept = await keepIdentifier(c)
      return message(c, 'tooMany', { retryAt: budget.until, ...(kept ? { continueAt: c.req.path } : {}) })
    }
    await next()
    const failed = c.get('refused') || (c.res.status >= 400 && c.res.status !== 503)
    if (!failed) await giveBackToNetworks(gate.database, gate.keyring, networks)
    return undefined
  }
}

function addressOf(c: PageContext, proxies: NetworkOptions['proxies']): string {
  return clientAddress(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), proxies)
}

/** Told by the seal alone: a browser whose row has ended still pays for itself. */
function ownBudget(c: PageContext, policy: NetworkPolicy): Network[] | undefined {
  const { society, gate } = c.get('page')
  const [known] = readKnownBrowsers(c, society, gate.keyring)
  return known && [{ name: `browser ${known.id}`, limits: policy.own }]
}

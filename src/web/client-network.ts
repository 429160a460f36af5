import { BlockList, isIP } from 'node:net'
import type { Network, NetworkLimits } from '../account/network-budget.ts'

/** What one address has, and what its neighbourhood has together. */
export type NetworkPolicy = { readonly own: NetworkLimits; readonly neighbours: NetworkLimits }

/**
 * Failures only: what succeeds is given back. An office or a carrier's gateway with many members behind one address has
 * room for their typos; a list of passwords has not.
 */
export const NETWORK_POLICY: NetworkPolicy = {
  own: { perMinute: 60, perHour: 600 },
  neighbours: { perMinute: 240, perHour: 2400 },
}

/** The proxies in front of us. Throws a sentence for the operator on anything that is no address or CIDR range. */
export function readTrustedProxies(list: string): BlockList {
  const proxies = new BlockList()
  for (const entry of list.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, ...rest] = entry.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN
    if (family === 0 || rest.length > 0 || !(prefix <= most))
      throw new Error(`${entry} is no address or range such as 10.0.0.0/8`)
    proxies.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6')
  }
  return proxies
}

/**
 * Whose request it is: the peer of the socket, unless that is a proxy of ours; then X-Forwarded-For is read from right to
 * left until somebody who is no proxy of ours. What stands further left was written by whoever sent it and is not looked at.
 */
export function clientAddress(peer: string | undefined, forwardedFor: string | undefined, proxies: BlockList): string {
  let client = normalised(peer ?? '')
  const hops = forwardedFor?.trim() ? forwardedFor.split(',') : []
  while (isTrusted(client, proxies)) {
    const hop = hops.pop()
    if (hop === undefined) break
    client = normalised(hop.trim())
  }
  return client
}

/** Written by a proxy of ours instead of an address: everybody behind it shares one budget. */
const UNREADABLE = 'unreadable'

function isTrusted(address: string, proxies: BlockList): boolean {
  return isIP(address) !== 0 && proxies.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
}

/** One spelling per address; an IPv4 address inside IPv6 (::ffff:192.0.2.1) is the IPv4 address. */
function normalised(text: string): string {
  const bare = /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? (/^[\d.]+:\d+$/.test(text) ? text.split(':')[0] : text) ?? ''
  const address = bare.split('%')[0] ?? ''
  const family = isIP(address)
  if (family === 4) return address
  if (family === 0) return UNREADABLE
  const groups = expanded(address)
  const mapped = groups.slice(0, 5).every((group) => group === '0') && groups[5] === 'ffff'
  if (!mapped) return groups.join(':')
  const bytes = groups.slice(6).flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255])
  return bytes.join('.')
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expanded(address: string): string[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const [, head = '', ...bytes] = dotted ?? []
  const pair = (high: number) => ((Number(bytes[high]) << 8) | Number(bytes[high + 1])).toString(16)
  const plain = dotted ? `${head}${pair(0)}:${pair(2)}` : address
  const [left = '', right] = plain.split('::')
  const of = (side: string | undefined) => (side ? side.split(':') : [])
  const missing = right === undefined ? 0 : 8 - of(left).length - of(right).length
  return [...of(left), ...Array<string>(missing).fill('0'), ...of(right)].map((group) =>
    Number.parseInt(group, 16).toString(16),
  )
}

/** The networks that a client's tries are taken from: its own (/32, /64) and the neighbourhood (/24, /48). */
export function networksOf(address: string, policy: NetworkPolicy = NETWORK_POLICY): Network[] {
  const sign = isIP(address) === 6 ? ':' : '.'
  const parts = address.split(sign)
  if (isIP(address) === 0) return [{ name: address, limits: policy.neighbours }]
  const [own, near] = isIP(address) === 6 ? [parts.slice(0, 4), parts.slice(0, 3)] : [parts, parts.slice(0, 3)]
  return [
    { name: own.join(sign), limits: policy.own },
    { name: `near ${near.join(sign)}`, limits: policy.neighbours },
  ]
}
